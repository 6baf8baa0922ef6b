"""HTML laid out one block a line, so that a change to a paragraph is one line of a diff."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

_BLOCKS = frozenset(
    "article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
# A figure with its picture, and a row with its cells, are read as one thing.
_TOGETHER = {"figure": frozenset(("figcaption",)), "tr": frozenset(("td", "th"))}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_CLOSING = re.compile(r"</[a-z0-9]+>$")


def one_block_a_line(html: str) -> str:
    """Lay HTML out: every paragraph, heading, item, row and figure on a line of its own, containers around
    them on theirs.

    Only white space between and at the ends of blocks changes, where it is never seen; inside ``pre`` none
    does. Comments go. What is laid out already comes back as it is.

    Args:
        html: a fragment, as in ``gold.html``.

    Returns:
        The lines, with a line end at the end; the empty string where there is nothing.
    """
    if not html.strip():
        return ""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(f"<body>{html}</body>".encode("utf-8", "replace"), parser)
    body = None if root is None else root.find("body")
    if body is None:
        return ""
    _fold(body)
    found = "\n".join(_inside(body))
    return found + "\n" if found else ""


def _fold(body: etree._Element) -> None:
    """White space outside ``pre`` to single blanks, without a stack of calls: pages nest deep."""
    pre: set[etree._Element] = set()
    for element in body.iter(etree.Element):
        parent = element.getparent()
        inside = parent is not None and parent in pre
        if inside or element.tag == "pre":
            pre.add(element)
        elif element.text:
            element.text = _SPACE.sub(" ", element.text)
        if element.tail and not inside:
            element.tail = _SPACE.sub(" ", element.tail)


def _inside(holder: etree._Element) -> Iterator[str]:
    """The lines of what stands in an element: each block its own, text between two blocks one."""
    run = _Run(holder.text)
    for child in holder:
        if _is_block(child):
            yield from run.lines()
            yield from _lines(child)
            run = _Run(child.tail)
        else:
            run.add(child)
    yield from run.lines()


def _lines(block: etree._Element) -> Iterator[str]:
    if not _is_opened(block):
        _trim(block)
        yield _serialised(block)
        return
    # Names that no tree can be built with, such as those with a colon, mean nothing in HTML either.
    named = {str(name): str(value) for name, value in block.attrib.items()}
    shell = etree.Element(block.tag, {name: named[name] for name in named if _NAME.fullmatch(name)})
    yield _CLOSING.sub("", _serialised(shell))
    yield from _inside(block)
    yield f"</{block.tag}>"


def _is_opened(block: etree._Element) -> bool:
    """Whether what is in a block gets lines of its own."""
    if block.tag == "pre":
        return False
    together = _TOGETHER.get(str(block.tag), frozenset())
    return any(
        _is_opened(child) if child.tag in together else _is_block(child)
        for child in block.iterchildren(etree.Element)
    )


def _is_block(element: etree._Element) -> bool:
    """Whether an element is a block, or an inline one that holds some, such as a link around a figure."""
    return element.tag in _BLOCKS or (
        element.tag != "pre" and any(child.tag in _BLOCKS for child in element.iterdescendants())
    )


def _trim(block: etree._Element) -> None:
    """Take the blanks at both ends of a block away, and of the cells and captions in it."""
    if block.tag == "pre":
        return
    if block.text:
        block.text = block.text.lstrip(" ")
    last = block[-1] if len(block) else None
    if last is None:
        block.text = block.text.rstrip(" ") if block.text else None
    elif last.tail:
        last.tail = last.tail.rstrip(" ")
    for child in block:
        if child.tag in _BLOCKS:
            _trim(child)
            child.tail = child.tail if child.tail and child.tail.strip() else None


def _serialised(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


class _Run:
    """Text and inline elements between two blocks, to be written on one line."""

    def __init__(self, text: str | None) -> None:
        self._parts = [_escaped(text)]

    def add(self, element: etree._Element) -> None:
        """One more inline element, with the text after it."""
        alone = copy.copy(element)
        alone.tail = None
        self._parts += [_serialised(alone), _escaped(element.tail)]

    def lines(self) -> Iterator[str]:
        """The one line, or none where nothing but white space is in it."""
        text = "".join(self._parts).strip(" ")
        if text:
            yield text


def _escaped(text: str | None) -> str:
    if not text:
        return ""
    holder = etree.Element("span")
    holder.text = text
    return _serialised(holder)[len("<span>") : -len("</span>")]
