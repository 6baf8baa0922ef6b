"""A label over a hole: the place that an advertisement is put into once the page is there."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.blocks import is_heading
from goldleaf.reading.clearing.setting import Box
from goldleaf.reading.settle.signs import ENDS_SENTENCE

# Characters of one label, and how many there are ("Advertisement", "The story goes on below").
_LONGEST, _MOST = 60, 2
# Elements; more are no empty place.
_MOST_ELEMENTS = 25
_FILLED_LATER = frozenset("ins iframe amp-ad amp-embed".split())
_HOLDERS = frozenset("div section aside span".split())
_LABELS = frozenset(("p", "div"))


def is_labelled_hole(box: Box) -> bool:
    """Whether a box has no more than a label, and beside it an element with nothing in it but a name.

    Args:
        box: a container in the text.
    """
    if box.node.tag == "p" or not 0 < len(box.texts) <= _MOST or box.node.link_chars or box.node.fields:
        return False
    for block in box.blocks:
        if block.media or block.kind not in _LABELS or is_heading(block) or block.struct:
            return False
        if block.chars > _LONGEST or ENDS_SENTENCE.search(block.text):
            return False
    elements = list(box.node.element.iterdescendants())
    return len(elements) <= _MOST_ELEMENTS and any(_is_hole(element) for element in elements)


def _is_hole(element: HtmlElement) -> bool:
    """Whether an element waits for a script to put something into it."""
    if element.tag in _FILLED_LATER:
        return True
    if element.tag not in _HOLDERS or len(element) or (element.text or "").strip():
        return False
    # What is empty and in a line is a place that links lead to, unless it has a purpose as well.
    wanted = ("data-",) if element.tag == "span" else ("data-", "id")
    return any(name.startswith(wanted) for name, _ in element.items())
