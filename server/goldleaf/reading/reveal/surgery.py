"""Small operations on trees that several reveal steps share."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.xpath import texter

_text_of = texter()


def text_of(element: HtmlElement) -> str:
    """All text below the element, white space folded."""
    return " ".join(_text_of(element).split())


def append_text(parent: HtmlElement, before: HtmlElement | None, text: str | None) -> None:
    """Put text behind ``before``, or at the start of ``parent`` where ``before`` is None.

    Args:
        parent: the element that gets the text.
        before: one of its children, or None.
        text: what to put there; nothing is done without it.
    """
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def remove(element: HtmlElement) -> None:
    """Take an element out of the tree and leave its tail where it stood."""
    parent = element.getparent()
    if parent is None:
        return
    append_text(parent, element.getprevious(), element.tail)
    element.tail = None
    parent.remove(element)


def replace_with_children(element: HtmlElement) -> None:
    """Put the children and text of an element in its place.

    The children are inserted one behind the other, so a long list costs time in proportion to its length.
    """
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    append_text(parent, element.getprevious(), element.text)
    last = element
    for child in list(element):
        last.addnext(child)  # lxml moves the child's own tail along with it
        last = child
    if last is element:
        append_text(parent, element.getprevious(), tail)
    else:
        append_text(parent, last, tail)
    parent.remove(element)


def lift_children(element: HtmlElement) -> None:
    """Put the children of an element right behind it, for elements that can have none."""
    last = element
    for child in list(element):
        last.addnext(child)
        last = child
