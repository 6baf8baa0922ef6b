"""readability-lxml's proposal: which blocks it would take for the article.

It is given a tree of our own making, never the page's bytes: the containers with their names and the
blocks as paragraphs. So it meets none of the shapes that take it quadratic time or make it raise (deep
nesting, long tails, galleries without text, hidden roots, odd charsets), and what it keeps is known block
by block.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement
from readability.readability import Unparseable

from goldleaf.reading.blocks import Page
from goldleaf.reading.sapling import Sapling
from goldleaf.reading.swift import ask_readability

# Beyond these its sibling loops are the whole cost of a page, and its proposal is of little worth.
_MOST_BLOCKS = 4_000
_MOST_CHARS = 2_000_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What readability-lxml would keep.

    Attributes:
        blocks: indices of the blocks in its article.
        scores: content score of each candidate container, by node index.
        best: node index of its best candidate, -1 where it found none.
        failure: why there is no proposal, None where there is one.
    """

    blocks: frozenset[int] = frozenset()
    scores: dict[int, float] | None = None
    best: int = -1
    failure: str | None = None


def propose(page: Page) -> Proposal:
    """Ask readability-lxml 0.9 which blocks are the article.

    Args:
        page: the segmented page.

    Returns:
        Its proposal; an empty one with ``failure`` set where it gives none or the page is beyond its means.
    """
    if len(page.blocks) > _MOST_BLOCKS or page.nodes[0].chars > _MOST_CHARS:
        return Proposal(failure="too_large")
    sapling = Sapling(page)
    try:
        opinion = ask_readability(sapling.plant, sapling.lengths)
    except Unparseable as error:
        return Proposal(failure=str(error) or "unparseable")
    return Proposal(opinion.kept, opinion.scores, opinion.best)


def tree_for_readability(page: Page) -> HtmlElement:
    """A small tree with the page's containers and blocks, hidden ones left out."""
    return Sapling(page).plant(choosy=False)
