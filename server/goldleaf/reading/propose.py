"""readability-lxml's proposal: which blocks it would take for the article.

It is given a tree of our own making, never the page's bytes: the containers with their names and the
blocks as paragraphs. So it meets none of the shapes that take it quadratic time or make it raise (deep
nesting, long tails, galleries without text, hidden roots, odd charsets), and what it keeps is known block
by block.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser
from readability import Document
from readability.readability import Unparseable

from goldleaf.reading.blocks import Page, Zone

# readability-lxml logs each failure with a traceback; here a failure is a result (no proposal), told as such.
logging.getLogger("readability.readability").setLevel(logging.CRITICAL)

_BLOCK = "data-block"
# Beyond these its sibling loops are the whole cost of a page, and its proposal is of little worth.
_MOST_BLOCKS = 4_000
_MOST_CHARS = 2_000_000
_DEEPEST = 200
_NOT_SHOWN = Zone.HIDDEN | Zone.DIALOG
_KEEP_TAGS = frozenset(
    "div section article main aside header footer nav table tr td th ul ol li blockquote form dl figure"
    " body".split()
)
_BLOCK_TAGS = frozenset("h1 h2 h3 h4 h5 h6 pre li td th dt dd blockquote".split())
_make = HTMLParser().makeelement


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


class _Listening(Document):  # type: ignore[misc]
    """readability-lxml's own algorithm, with its tree and its result taken as trees instead of strings."""

    def __init__(self, tree: HtmlElement) -> None:
        super().__init__(tree)
        self.first: HtmlElement | None = tree
        self.kept: set[int] = set()
        self.scores: dict[int, float] = {}
        self.best = -1

    def _parse(self, input: HtmlElement) -> HtmlElement:
        # It parses afresh for each attempt and changes the tree as it goes, so each gets a copy.
        return deepcopy(input)

    def select_best_candidate(
        self, candidates: dict[HtmlElement, dict[str, object]]
    ) -> dict[str, object] | None:
        best: dict[str, object] | None = super().select_best_candidate(candidates)
        self.scores = {
            int(element.get(_BLOCK + "-node")): float(candidate["content_score"])  # type: ignore[arg-type]
            for element, candidate in candidates.items()
            if element.get(_BLOCK + "-node")
        }
        if best is not None:
            identifier = best["elem"].get(_BLOCK + "-node")  # type: ignore[attr-defined]
            self.best = int(identifier) if identifier else -1
        return best

    def get_clean_html(self) -> str:
        # The result is read off the tree: its attribute clean-up edits serialised HTML with a regular
        # expression, which can turn inert text into live attributes. The string returned only has to have the
        # right length.
        self.kept = {int(element.get(_BLOCK)) for element in self.html.iter() if element.get(_BLOCK)}
        return "<p></p>" * len(self.kept) + "".join(self.html.itertext())


def propose(page: Page) -> Proposal:
    """Ask readability-lxml 0.9 which blocks are the article.

    Args:
        page: the segmented page.

    Returns:
        Its proposal; an empty one with ``failure`` set where it gives none or the page is beyond its means.
    """
    if len(page.blocks) > _MOST_BLOCKS or page.nodes[0].chars > _MOST_CHARS:
        return Proposal(failure="too_large")
    document = _Listening(tree_for_readability(page))
    try:
        document.summary(html_partial=True)
    except Unparseable as error:
        return Proposal(failure=str(error) or "unparseable")
    return Proposal(frozenset(document.kept), document.scores, document.best)


def tree_for_readability(page: Page) -> HtmlElement:
    """A small tree with the page's containers and blocks, hidden ones left out."""
    html = _make("html")
    nodes = page.nodes
    made: dict[int, HtmlElement] = {}
    depths: dict[int, int] = {}

    def container(index: int) -> HtmlElement:
        chain = []
        while index not in made and index >= 0:
            chain.append(index)
            index = nodes[index].parent
        parent = made[index] if index >= 0 else html
        depth = depths.get(index, 0)
        for index in reversed(chain):
            node = nodes[index]
            if node.parent >= 0 and (node.tag not in _KEEP_TAGS or depth > _DEEPEST):
                made[index] = parent
                depths[index] = depth
                continue
            attributes = {_BLOCK + "-node": str(index)}
            for name in ("class", "id", "itemprop"):
                value = node.element.get(name)
                if value:
                    attributes[name] = value[:300]
            element = etree.SubElement(parent, node.tag, attributes)
            depth += 1
            made[index], depths[index] = element, depth
            parent = element
        return parent

    for block in page.blocks:
        node = nodes[block.node]
        if not block.chars or node.inherited & _NOT_SHOWN:
            continue
        tag = node.tag if node.tag in _BLOCK_TAGS else "p"
        parent = container(block.node)
        if parent.get(_BLOCK + "-node") == str(block.node) and tag == node.tag:
            element = etree.SubElement(parent, "p" if tag in ("li", "td", "th", "blockquote") else tag)
        else:
            element = etree.SubElement(parent, tag)
        element.set(_BLOCK, str(block.index))
        if node.tag not in _KEEP_TAGS and node.names:
            element.set("class", node.names[:300])
        if block.link_chars:
            element.text = block.text[: block.chars - block.link_chars]
            link = etree.SubElement(element, "a", {"href": "#"})
            link.text = block.text[block.chars - block.link_chars :]
        else:
            element.text = block.text
    return html
