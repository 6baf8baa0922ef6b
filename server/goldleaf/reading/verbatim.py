"""Text that stays as it stands: code, and plain-text documents with their links."""

from __future__ import annotations

from itertools import groupby

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.anchors import Anchors
from goldleaf.reading.blocks import Block, Part
from goldleaf.reading.code import language_of
from goldleaf.reading.reveal.surgery import append_text


def write_verbatim(block: Block, element: HtmlElement, parent: HtmlElement, anchors: Anchors) -> None:
    """Write a ``<pre>`` with its text; code in a known language without links, as their colours are no more.

    Args:
        block: a block of kind ``pre``.
        element: the page's ``<pre>``.
        parent: the element of the article to write into.
        anchors: resolves links.
    """
    pre = etree.SubElement(parent, "pre")
    code = etree.SubElement(pre, "code")
    language = language_of(element)
    if language:
        code.set("class", f"language-{language}")
    if language or not block.links:
        code.text = block.text
        return
    last: HtmlElement | None = None
    for link, parts in groupby(block.parts, key=_link_around):
        text = "".join([part for part, _, _ in parts if isinstance(part, str)])
        address = None if link is None else anchors.address_of(link)
        if link is None or address is None:
            append_text(code, last, text if last is not None or code.text else text.lstrip("\n"))
            continue
        last = etree.SubElement(code, "a", {"href": address})
        last.text = text
        anchors.mark(link, last)


def _link_around(part: Part) -> HtmlElement | None:
    return next((element for element in part[1] if element.tag == "a"), None)
