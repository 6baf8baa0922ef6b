"""A part of the article that its page has no structure for: a post of a thread, a card of a list."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Where some of the blocks go.

    Attributes:
        element: the article's element for them, with what stands above them in it already.
        outside: how many of the structural elements around each of its blocks, counted from the outermost,
            are around the section as well and mean nothing in it.
    """

    element: HtmlElement
    outside: int
