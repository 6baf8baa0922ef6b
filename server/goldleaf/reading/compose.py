"""The article's tree, made from the kept blocks: images, captions, tables, code and lists as they stood.

Blocks know the structural elements around them by identity, so the result is built front to back in one pass:
where two neighbours share a list, a table or a quote, it stays open; where they do not, it is closed.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.addresses import absolute
from goldleaf.reading.blocks import Block, Page, Part
from goldleaf.reading.code import language_of
from goldleaf.reading.media import image, video

_TABLE_PARTS = frozenset("tr td th thead tbody tfoot caption".split())
# A structural element makes sense only inside one of these.
_NEEDS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "figcaption": ("figure",),
    "summary": ("details",),
}
_CONTAINERS_ONLY = frozenset("ul ol dl table thead tbody tfoot tr".split())
_HOLDERS = frozenset("li dt dd td th figcaption caption summary".split())
_ATTRIBUTES = {
    "ol": ("start", "reversed", "type"),
    "li": ("value",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "time": ("datetime",),
    "abbr": ("title",),
    "dfn": ("title",),
    "del": ("datetime",),
    "ins": ("datetime",),
}
_RENAMED = {"strike": "s", "tt": "code", "big": None, "rtc": None, "center": None}
# No article nests lists, quotes and tables this deep; hostile pages do, and later stages recurse over what
# is made here.
_DEEPEST = 40
_DEEPEST_INLINE = 20
_BLANK = re.compile(r"[ \t\n\r\f]+")


def compose(page: Page, kept: list[Block], base: str | None, url: str | None) -> HtmlElement:
    """Build the body of the article.

    Args:
        page: the segmented page.
        kept: the blocks to keep, in order.
        base: what relative addresses are resolved against.
        url: the page's own address, for links to places in the page that are not in the article.

    Returns:
        A ``<div class="gl-body">``.
    """
    return _Composer(page, kept, base, url).run()


class _Composer:
    def __init__(self, page: Page, kept: list[Block], base: str | None, url: str | None) -> None:
        self.page = page
        self.kept = kept
        self.base = base
        self.url = url
        self.body: HtmlElement = etree.Element("div", {"class": "gl-body"})
        self.open: list[tuple[HtmlElement, HtmlElement]] = []
        self.started: set[HtmlElement] = set()
        self.targets = self._link_targets()
        self.placed: set[str] = set()
        self.seen_nodes: set[int] = set()

    def run(self) -> HtmlElement:
        for block in self.kept:
            self._enter(self._chain(block))
            self._place(block)
        return self.body

    # Structure

    def _chain(self, block: Block) -> list[HtmlElement]:
        """The structural elements around a block, without layout tables and without strays."""
        chain: list[HtmlElement] = []
        in_layout = False
        for element in block.struct:
            tag = element.tag
            if tag == "table":
                in_layout = element in self.page.layout
                if in_layout:
                    continue
            elif tag in _TABLE_PARTS and in_layout:
                continue
            needs = _NEEDS.get(tag)
            if needs and not (chain and chain[-1].tag in needs):
                continue
            if chain and chain[-1].tag in _CONTAINERS_ONLY and tag not in _NEEDS:
                # A list or quote straight inside a list: give it the item that the page forgot.
                if chain[-1].tag not in ("ul", "ol") or tag not in ("ul", "ol"):
                    continue
            if len(chain) == _DEEPEST:
                break
            chain.append(element)
        # Text straight inside a list or a row, outside any item or cell, goes before or behind it.
        while chain and chain[-1].tag in _CONTAINERS_ONLY:
            chain.pop()
        return chain

    def _enter(self, chain: list[HtmlElement]) -> None:
        shared = 0
        while shared < len(chain) and shared < len(self.open) and self.open[shared][0] is chain[shared]:
            shared += 1
        del self.open[shared:]
        for element in chain[shared:]:
            parent = self._parent()
            tag = element.tag
            if parent.tag in ("ul", "ol") and tag in ("ul", "ol"):
                last = parent[-1] if len(parent) else etree.SubElement(parent, "li")
                parent = last
            if tag == "table":
                parent = etree.SubElement(parent, "div", {"class": "gl-table"})
            made = etree.SubElement(parent, tag)
            self._copy_attributes(element, made)
            self.open.append((element, made))

    def _parent(self) -> HtmlElement:
        return self.open[-1][1] if self.open else self.body

    def _copy_attributes(self, source: HtmlElement, made: HtmlElement) -> None:
        if not source.attrib:
            return
        for name in _ATTRIBUTES.get(made.tag, ()):
            value = source.get(name)
            if value:
                made.set(name, value[:100])
        for name in ("lang", "dir"):
            value = source.get(name)
            if value:
                made.set(name, value[:35])
        self._mark_target(source, made)

    # Blocks

    def _place(self, block: Block) -> None:
        parent = self._parent()
        node = self.page.nodes[block.node]
        if block.kind == "hr":
            if parent.tag not in _HOLDERS and len(self.body):
                etree.SubElement(parent, "hr")
            return
        if block.kind == "pre":
            self._place_code(block, parent)
            return
        if block.kind == "media":
            target = (
                parent
                if parent.tag in ("figure", "td", "th", "li", "dd")
                else etree.SubElement(parent, "figure")
            )
            self._inline(block.parts, target)
            if target is not parent and len(target) == 0:
                parent.remove(target)
            elif target is not parent and len(target) == 1 and target[0].tag == "figure":
                parent.replace(target, target[0])
            return
        if block.kind[0] == "h" and block.kind[1:].isdigit():
            level = max(2, int(block.kind[1]))
            target = etree.SubElement(parent, f"h{level}")
            self._copy_attributes(node.element, target)
        elif (
            parent.tag in _HOLDERS and parent not in self.started and parent.text is None and len(parent) == 0
        ):
            target = parent
        elif parent.tag in ("figcaption", "caption", "summary"):
            etree.SubElement(parent, "br")
            target = parent
        else:
            if parent in self.started and parent.tag in _HOLDERS:
                self._wrap_inline(parent)
            target = etree.SubElement(parent, "p")
            if node.tag == "p":
                self._copy_attributes(node.element, target)
        self.started.add(target)
        self._mark_containers(block, target)
        self._inline(block.parts, target)
        if target is not parent and not len(target) and not (target.text or "").strip():
            parent.remove(target)

    def _wrap_inline(self, holder: HtmlElement) -> None:
        """Put an item's own first text into a paragraph, now that a second paragraph follows it."""
        self.started.discard(holder)
        inline = []
        for child in holder:
            if child.tag in ("p", "ul", "ol", "dl", "div", "pre", "blockquote", "figure", "table", "details"):
                break
            inline.append(child)
        paragraph = etree.Element("p")
        paragraph.text, holder.text = holder.text, None
        holder.insert(0, paragraph)
        paragraph.extend(inline)

    def _place_code(self, block: Block, parent: HtmlElement) -> None:
        element = self.page.nodes[block.node].element
        pre = etree.SubElement(parent, "pre")
        code = etree.SubElement(pre, "code")
        language = language_of(element)
        if language:
            code.set("class", f"language-{language}")
        code.text = block.text

    # Inline content

    def _inline(self, parts: list[Part], target: HtmlElement) -> None:
        writer = _InlineWriter(target)
        for part, formats, _ in parts:
            inner = self._open_formats(writer, formats)
            if isinstance(part, str):
                writer.text(inner, part)
                continue
            if part.tag == "br":
                writer.line_break(inner)
                continue
            made = self._embed(part)
            if made is not None:
                writer.element(inner, made)
        writer.finish()

    def _open_formats(self, writer: _InlineWriter, formats: tuple[HtmlElement, ...]) -> HtmlElement:
        stack = writer.stack
        shared = 0
        while shared < len(formats) and shared < len(stack) and stack[shared][0] is formats[shared]:
            shared += 1
        del stack[shared:]
        if len(formats) > shared:
            writer.flush()
        for source in formats[shared:_DEEPEST_INLINE]:
            outer = stack[-1][1] if stack else writer.target
            stack.append((source, self._format(source, outer, stack)))
        return stack[-1][1] if stack else writer.target

    def _format(
        self, source: HtmlElement, outer: HtmlElement, stack: list[tuple[HtmlElement, HtmlElement]]
    ) -> HtmlElement:
        """A copy of an inline element inside ``outer``; ``outer`` itself where the element means nothing."""
        tag = _RENAMED.get(source.tag, source.tag)
        if (
            tag is None
            or any(made.tag == tag for _, made in stack if made is not outer)
            or (stack and outer.tag == tag)
        ):
            return outer
        if tag == "a":
            address = self._link(source)
            if address is None:
                anchor = source.get("id") or source.get("name")
                if anchor not in self.targets or anchor in self.placed:
                    return outer
                made = etree.SubElement(outer, "span")
                self._mark_target(source, made)
                return made
            made = etree.SubElement(outer, "a", {"href": address})
            self._mark_target(source, made)
            return made
        if tag in ("b", "strong") and outer.tag[0] == "h":
            return outer
        made = etree.SubElement(outer, tag)
        self._copy_attributes(source, made)
        return made

    def _embed(self, element: HtmlElement) -> HtmlElement | None:
        if element.tag in ("img", "amp-img", "amp-anim"):
            return image(element, self.base)
        if element.tag == "math":
            copy: HtmlElement = deepcopy(element)
            copy.tail = None
            return copy
        return video(element, self.base)

    # Links inside the page

    def _link_targets(self) -> set[str]:
        wanted = set()
        for block in self.kept:
            if not block.links:
                continue
            for _, formats, _ in block.parts:
                for element in formats:
                    if element.tag == "a" and (element.get("href") or "").startswith("#"):
                        wanted.add(element.get("href", "")[1:])
        if not wanted:
            return wanted
        present = set()
        for block in self.kept:
            index = block.node
            while index >= 0:
                identifier = self.page.nodes[index].element.get("id")
                if identifier in wanted:
                    present.add(identifier)
                index = self.page.nodes[index].parent
            for _, formats, _ in block.parts:
                present.update(
                    name
                    for element in formats
                    for name in (element.get("id"), element.get("name"))
                    if name in wanted
                )
        return present

    def _link(self, element: HtmlElement) -> str | None:
        href = (element.get("href") or "").strip()
        if not href:
            return None
        if href.startswith("#"):
            if href[1:] in self.targets:
                return "#" + _identifier(href[1:])
            return f"{self.url.split('#')[0]}{href}" if self.url and len(href) > 1 else None
        return absolute(href, self.base)

    def _mark_target(self, source: HtmlElement, made: HtmlElement) -> None:
        for name in (source.get("id"), source.get("name") if source.tag == "a" else None):
            if name and name in self.targets and name not in self.placed:
                self.placed.add(name)
                made.set("id", _identifier(name))

    def _mark_containers(self, block: Block, made: HtmlElement) -> None:
        """Let the first block of a container stand for the container as the target of a link."""
        if not self.targets:
            return
        index = block.node
        while index >= 0 and index not in self.seen_nodes:
            self.seen_nodes.add(index)
            if made.get("id") is None:
                self._mark_target(self.page.nodes[index].element, made)
            index = self.page.nodes[index].parent


class _InlineWriter:
    """Writes inline content with white space folded across element boundaries."""

    def __init__(self, target: HtmlElement) -> None:
        self.target = target
        self.stack: list[tuple[HtmlElement, HtmlElement]] = []
        self.at_space = True
        self.inner: HtmlElement | None = None
        self.pending: list[str] = []
        self.last_write: tuple[HtmlElement, HtmlElement | None] | None = None
        self.last_break: HtmlElement | None = None

    def text(self, inner: HtmlElement, text: str) -> None:
        folded = _BLANK.sub(" ", text)
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
        self.flush()
        if self.last_break is not None and not (self.last_break.tail or "").strip():
            self.last_break.getparent().remove(self.last_break)
        self._strip_end()
        _drop_empty(self.target)

    def _strip_end(self) -> None:
        if self.last_write is None:
            return
        inner, last = self.last_write
        if last is None:
            inner.text = (inner.text or "").rstrip(" ") or None
        elif last.tag != "br":
            last.tail = (last.tail or "").rstrip(" ") or None


def _drop_empty(target: HtmlElement) -> None:
    """Remove inline elements that ended up with nothing in them."""
    for element in list(
        target.iterdescendants(
            "a", "b", "strong", "i", "em", "u", "span", "code", "small", "s", "q", "cite", "mark"
        )
    ):
        if len(element) == 0 and not element.text and not element.get("id"):
            parent = element.getparent()
            previous = element.getprevious()
            if element.tail:
                if previous is None:
                    parent.text = (parent.text or "") + element.tail
                else:
                    previous.tail = (previous.tail or "") + element.tail
                element.tail = None
            parent.remove(element)


def _identifier(name: str) -> str:
    return "gl-" + re.sub(r"[^\w.:-]", "-", name)[:100]
