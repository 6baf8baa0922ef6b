"""Where in the page the text is: the innermost container that still holds most of the clean prose."""

from __future__ import annotations

from dataclasses import dataclass

from goldleaf.reading.blocks import Node, Page, Zone, is_prose
from goldleaf.reading.zones import BAD

# The scope narrows while one child still holds this share of its parent's prose.
_SCOPE = 0.8
_WIDEST = 1.4
_TEXTUAL = frozenset(("p", "li", "pre", "blockquote", "dd", "ul", "ol"))
_TABULAR = frozenset(("table", "tbody", "tr", "td", "th"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the text is.

    Attributes:
        node: the innermost container that holds most of the prose.
        first: index of the first node that counts as inside.
        last: index of the last one; it may lie behind ``node``, in the ``<article>`` around it.
    """

    node: Node
    first: int
    last: int


def _clean_prose(page: Page, zones: list[Zone]) -> list[int]:
    """Characters of prose in good zones below each node."""
    clean = [0] * len(page.nodes)
    for block in page.blocks:
        if is_prose(block) and not zones[block.node] & BAD:
            clean[block.node] += block.chars
    for node in reversed(page.nodes):
        if node.parent >= 0:
            clean[node.parent] += clean[node.index]
    return clean


def find_scope(page: Page, zones: list[Zone]) -> Scope:
    """The innermost container that still holds most of the clean prose."""
    nodes = page.nodes
    clean = _clean_prose(page, zones)
    children: dict[int, list[int]] = {}
    for node in nodes[1:]:
        children.setdefault(node.parent, []).append(node.index)
    current = nodes[0]
    article: Node | None = None
    while True:
        if current.zone & Zone.ARTICLE and article is None:
            article = current
        best = max(children.get(current.index, ()), key=clean.__getitem__, default=-1)
        if best < 0 or clean[best] < _SCOPE * clean[current.index] or clean[best] == 0:
            return Scope(current, current.index, _widened(current, article).last)
        if nodes[best].tag in _TEXTUAL or (nodes[best].tag in _TABULAR and not _lays_out(page, nodes[best])):
            return Scope(current, current.index, _widened(current, article).last)
        current = nodes[best]


def _widened(scope: Node, article: Node | None) -> Node:
    """The ``<article>`` around the scope, where it adds little, such as a last section or line."""
    if article is None or article is scope or article.chars > _WIDEST * scope.chars:
        return scope
    added_links = article.link_chars - scope.link_chars
    return article if added_links * 2 <= article.chars - scope.chars else scope


def _lays_out(page: Page, node: Node) -> bool:
    table = node.element if node.tag == "table" else next(node.element.iterancestors("table"), None)
    return table is None or table in page.layout
