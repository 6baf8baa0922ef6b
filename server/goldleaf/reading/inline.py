"""What stands inside a paragraph, an item or a cell: text, emphasis, links, images, formulas, line breaks."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.anchors import Anchors
from goldleaf.reading.attributes import copy_attributes
from goldleaf.reading.blocks import Part
from goldleaf.reading.media import image, video
from goldleaf.reading.reveal.inline_marks import MARKED
from goldleaf.reading.reveal.surgery import remove

_RENAMED = {"strike": "s", "tt": "code", "big": None, "rtc": None, "center": None}
_DEEPEST = 20
_DEEPEST_FORMULA = 60
_BLANK = re.compile(r"[ \t\n\r\f]+")
_EMPTY_SAYS_NOTHING = ("a", "b", "strong", "i", "em", "u", "span", "code", "small", "s", "q", "cite", "mark")


def write_inline(parts: list[Part], target: HtmlElement, anchors: Anchors, base: str | None) -> None:
    """Write a block's parts into an element, white space folded across the borders of the parts.

    Args:
        parts: a block's parts.
        target: the element of the article to write into.
        anchors: resolves links and marks the places that links lead to.
        base: what relative addresses of images and videos are resolved against.
    """
    first, around, _ = parts[0] if len(parts) == 1 else (None, (), False)
    if isinstance(first, str) and not around and not len(target) and not target.text:
        # Most blocks are one text in an element of their own.
        target.text = _folded(first).strip(" ") or None
        return
    writer = _Writer(target)
    formats = _Formats(writer, anchors)
    for part, around, _ in parts:
        inner = formats.open(around)
        if isinstance(part, str):
            writer.text(inner, part)
            continue
        if part.tag == "br":
            writer.line_break(inner)
            continue
        made = _embed(part, base)
        if made is not None:
            writer.element(inner, made)
    writer.finish()
    _drop_empty(target)


def _folded(text: str) -> str:
    """Each run of white space made one space."""
    # Most texts have single spaces alone; the regular expression would replace each by itself.
    blank = "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text
    return _BLANK.sub(" ", text) if blank else text


def _embed(element: HtmlElement, base: str | None) -> HtmlElement | None:
    if element.tag in ("img", "amp-img", "amp-anim"):
        return image(element, base)
    if element.tag == "math":
        return _formula(element)
    return video(element, base)


def _formula(math: HtmlElement) -> HtmlElement:
    """A copy of a formula; its letters alone where it is nested deeper than any formula is."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(math, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST_FORMULA:
        flat: HtmlElement = etree.Element("math")
        etree.SubElement(flat, "mtext").text = " ".join("".join(math.itertext()).split())
        return flat
    copy: HtmlElement = deepcopy(math)
    copy.tail = None
    return copy


def _drop_empty(target: HtmlElement) -> None:
    """Remove inline elements that ended up with nothing in them."""
    for element in list(target.iterdescendants(*_EMPTY_SAYS_NOTHING)):
        if len(element) == 0 and not element.text and not element.get("id"):
            remove(element)


class _Formats:
    """The inline elements that are open at the place of writing, as (the page's, the article's)."""

    def __init__(self, writer: _Writer, anchors: Anchors) -> None:
        self.writer = writer
        self.anchors = anchors
        self.stack: list[tuple[HtmlElement, HtmlElement]] = []

    def open(self, formats: tuple[HtmlElement, ...]) -> HtmlElement:
        """Close and open elements until the page's ``formats`` are the open ones; returns the innermost."""
        stack = self.stack
        shared = 0
        while shared < len(formats) and shared < len(stack) and stack[shared][0] is formats[shared]:
            shared += 1
        del stack[shared:]
        if len(formats) > shared:
            self.writer.flush()
        for source in formats[shared:_DEEPEST]:
            stack.append((source, self._copy(source, self._innermost())))
        return self._innermost()

    def _innermost(self) -> HtmlElement:
        return self.stack[-1][1] if self.stack else self.writer.target

    def _copy(self, source: HtmlElement, outer: HtmlElement) -> HtmlElement:
        """A copy of an inline element inside ``outer``; ``outer`` itself where the element means nothing."""
        stack = self.stack
        tag = _RENAMED.get(source.tag, source.tag)
        if (
            tag is None
            or any(made.tag == tag for _, made in stack if made is not outer)
            or (stack and outer.tag == tag)
        ):
            return outer
        if tag == "bdi" and source.get(MARKED) is not None:
            tag = "span"
        if tag == "a":
            return self._copy_link(source, outer)
        if tag in ("b", "strong") and outer.tag[0] == "h":
            return outer
        made = etree.SubElement(outer, tag)
        copy_attributes(source, made)
        self.anchors.mark(source, made)
        return made

    def _copy_link(self, source: HtmlElement, outer: HtmlElement) -> HtmlElement:
        address = self.anchors.address_of(source)
        if address is not None:
            made = etree.SubElement(outer, "a", {"href": address})
        elif self.anchors.awaits(source.get("id") or source.get("name")):
            made = etree.SubElement(outer, "span")
        else:
            return outer
        self.anchors.mark(source, made)
        return made


class _Writer:
    """Writes text and elements one behind the other, white space folded across element boundaries."""

    def __init__(self, target: HtmlElement) -> None:
        self.target = target
        self.at_space = True
        self.inner: HtmlElement | None = None
        self.pending: list[str] = []
        self.last_write: tuple[HtmlElement, HtmlElement | None] | None = None
        self.last_break: HtmlElement | None = None

    def text(self, inner: HtmlElement, text: str) -> None:
        folded = _folded(text)
        if self.at_space:
            folded = folded.lstrip(" ")
        if not folded:
            return
        if inner is not self.inner:
            self.flush()
            self.inner = inner
        self.pending.append(folded)
        self.at_space = folded.endswith(" ")
        self.last_break = None

    def flush(self) -> None:
        """Write the text that has gathered; one write a run, as adding piece by piece is quadratic."""
        if not self.pending or self.inner is None:
            return
        inner, text = self.inner, "".join(self.pending)
        self.pending = []
        last = next(inner.iterchildren(reversed=True), None)
        if last is None:
            inner.text = (inner.text or "") + text
        else:
            last.tail = (last.tail or "") + text
        self.last_write = (inner, last)

    def line_break(self, inner: HtmlElement) -> None:
        self.flush()
        if self.last_write is None:
            return
        self._strip_end()
        self.last_break = etree.SubElement(inner, "br")
        self.last_write = (inner, self.last_break)
        self.at_space = True

    def element(self, inner: HtmlElement, made: HtmlElement) -> None:
        self.flush()
        inner.append(made)
        self.last_write = (inner, made)
        self.at_space = False
        self.last_break = None

    def finish(self) -> None:
        """Write what is left; a line break or a space at the very end is dropped."""
        self.flush()
        if self.last_break is not None and not (self.last_break.tail or "").strip():
            self.last_break.getparent().remove(self.last_break)
        self._strip_end()

    def _strip_end(self) -> None:
        if self.last_write is None:
            return
        inner, last = self.last_write
        if last is None:
            inner.text = (inner.text or "").rstrip(" ") or None
        elif last.tag != "br":
            last.tail = (last.tail or "").rstrip(" ") or None
