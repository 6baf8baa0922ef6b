"""The levels of headings: one level at a time, the title above all of them."""

from __future__ import annotations

from lxml.html import HtmlElement

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOWEST = 6


def level_headings(body: HtmlElement) -> None:
    """Give the headings of a body levels without gaps, from 2 on, as the title is the one heading of level 1.

    What stood under what stays so: a heading is one level below the nearest one before it that was higher.

    Args:
        body: the composed body; its headings are renamed in place.
    """
    above: list[int] = []
    for heading in body.iter(*_HEADINGS):
        level = int(heading.tag[1])
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        heading.tag = f"h{min(_LOWEST, 1 + len(above))}"
