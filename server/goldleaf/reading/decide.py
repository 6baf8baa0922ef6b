"""Which blocks are the article: rules on top of readability-lxml's proposal.

A decision is any callable with the shape of :class:`Decider`; :func:`decide_by_rules` is one of them. It knows a page
by its containers (what they call themselves, how much prose they hold) and never by its address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from goldleaf.reading.blocks import Block, Node, Page, Zone, is_prose
from goldleaf.reading.propose import Proposal


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one block.

    Attributes:
        keep: whether it is part of the article.
        score: 0..1, how likely it is part of the article.
        reason: why it was left out, a stable identifier; empty where it is kept.
    """

    keep: bool
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on a page.

    Attributes:
        verdicts: one for each block of the page, in order.
        page_type: what kind of page it looks like.
        confidence: 0..1, how much to trust the whole.
    """

    verdicts: tuple[Verdict, ...]
    page_type: str
    confidence: float


class Decider(Protocol):
    """Anything that can decide a page: the rules here, or a learned model."""

    def __call__(self, page: Page, proposal: Proposal) -> Decision:
        """Give a verdict on each block of the page."""


_REASONS: tuple[tuple[Zone, str], ...] = (
    (Zone.HIDDEN, "hidden"),
    (Zone.DIALOG, "dialog"),
    (Zone.AD, "ad"),
    (Zone.NAV, "navigation"),
    (Zone.FOOTER, "footer"),
    (Zone.SHARE, "share"),
    (Zone.RELATED, "related"),
    (Zone.BOILERPLATE, "boilerplate"),
    (Zone.COMMENTS, "comments"),
    (Zone.ASIDE, "aside"),
    (Zone.CONTROL, "control"),
    (Zone.HEADER, "header"),
)
_BAD = Zone.NONE
for _zone, _ in _REASONS:
    _BAD |= _zone
# A container that holds this share of the page's prose is the page, whatever its class says ("has-sidebar-wrapper").
_BULK = 0.4
# A kind of zone that holds this share of the prose, in however many containers, is the content by another name.
_PERVASIVE = 0.7
# The scope narrows while one child still holds this share of its parent's prose.
_SCOPE = 0.8


def decide_by_rules(page: Page, proposal: Proposal) -> Decision:
    """Decide by zones, scope, link density and neighbours.

    Args:
        page: the segmented page.
        proposal: readability-lxml's proposal for it.

    Returns:
        A verdict for each block, the page's type and the confidence.
    """
    zones = _guarded_zones(page)
    scope = _scope(page, zones, proposal)
    listing = _is_listing(page, scope, zones)
    verdicts = [_judge(page, block, zones[block.node], scope, proposal, listing) for block in page.blocks]
    _settle_headings(page, verdicts)
    _settle_media(page, verdicts)
    kept = sum(block.chars for block, verdict in zip(page.blocks, verdicts, strict=True) if verdict.keep)
    return Decision(tuple(verdicts), "listing" if listing else "article", _confidence(page, verdicts, proposal, kept))


def _guarded_zones(page: Page) -> list[Zone]:
    """Each node's zones with those of its ancestors, less what a container that holds the bulk cannot be."""
    nodes = page.nodes
    total = sum(
        block.chars for block in page.blocks if is_prose(block) and not nodes[block.node].inherited & Zone.HIDDEN
    )
    bulk = _BULK * total
    zones: list[Zone] = []
    for node in nodes:
        own = node.zone
        if own & _BAD and node.prose_chars >= bulk and total:
            own &= ~_BAD
        if own & Zone.HEADER and node.parent >= 0 and zones[node.parent] & (Zone.ARTICLE | Zone.MAIN):
            own &= ~Zone.HEADER
        if own & (Zone.ARTICLE | Zone.MAIN) and node.prose_chars < bulk:
            own &= ~(Zone.ARTICLE | Zone.MAIN)
        zones.append(own | zones[node.parent] if node.parent >= 0 else own)
    return _void_pervasive(page, zones)


def _void_pervasive(page: Page, zones: list[Zone]) -> list[Zone]:
    """Drop a zone that covers nearly all prose: where everything is a "comment", comments are the page."""
    covered: dict[Zone, int] = {}
    total = 0
    for block in page.blocks:
        if is_prose(block):
            total += block.chars
            bad = zones[block.node] & _BAD
            for flag, _ in _REASONS:
                if bad & flag:
                    covered[flag] = covered.get(flag, 0) + block.chars
    void = Zone.NONE
    for flag, chars in covered.items():
        if chars > _PERVASIVE * total:
            void |= flag
    return [zone & ~void for zone in zones] if void else zones


def _clean_prose(page: Page, zones: list[Zone]) -> list[int]:
    """Characters of prose in good zones below each node."""
    clean = [0] * len(page.nodes)
    for block in page.blocks:
        if is_prose(block) and not zones[block.node] & _BAD:
            clean[block.node] += block.chars
    for node in reversed(page.nodes):
        if node.parent >= 0:
            clean[node.parent] += clean[node.index]
    return clean


def _scope(page: Page, zones: list[Zone], proposal: Proposal) -> Node:
    """The innermost container that still holds most of the clean prose."""
    nodes = page.nodes
    clean = _clean_prose(page, zones)
    children: dict[int, list[int]] = {}
    for node in nodes[1:]:
        children.setdefault(node.parent, []).append(node.index)
    current = nodes[0]
    while True:
        best = max(children.get(current.index, ()), key=clean.__getitem__, default=-1)
        if best < 0 or clean[best] < _SCOPE * clean[current.index] or clean[best] == 0:
            return current
        if nodes[best].tag in ("p", "li", "td", "pre", "blockquote", "dd", "table", "ul", "ol"):
            return current
        current = nodes[best]


def _is_listing(page: Page, scope: Node, zones: list[Zone]) -> bool:
    return scope.prose_chars < 0.3 * scope.chars and scope.link_chars > 0.3 * scope.chars


def _judge(page: Page, block: Block, zone: Zone, scope: Node, proposal: Proposal, listing: bool) -> Verdict:
    if not block.chars:
        return Verdict(False, 0.5, "empty")
    proposed = block.index in proposal.blocks
    bad = zone & _BAD
    if bad:
        for flag, reason in _REASONS:
            if bad & flag:
                return Verdict(False, 0.1, reason)
    inside = scope.index <= block.node <= scope.last
    if not inside:
        if proposed and is_prose(block):
            return Verdict(True, 0.6)
        return Verdict(False, 0.2, "outside_article")
    density = block.link_chars / block.chars
    if block.kind == "pre" or is_prose(block):
        return Verdict(True, 0.9)
    if density > 0.5 and not listing:
        if proposed and (density < 0.9 or block.kind in ("li", "td")):
            return Verdict(True, 0.55)
        return Verdict(False, 0.3, "link_list")
    return Verdict(True, 0.7)


def _settle_headings(page: Page, verdicts: list[Verdict]) -> None:
    """A heading goes with what stands under it: with nothing kept before the next heading, it is left out."""
    kept_below = False
    lowest = 9
    for index in range(len(verdicts) - 1, -1, -1):
        block = page.blocks[index]
        if block.kind[0] == "h" and block.kind[1:].isdigit():
            level = int(block.kind[1])
            if verdicts[index].keep and not kept_below and level >= lowest:
                verdicts[index] = Verdict(False, 0.3, "empty_section")
            if verdicts[index].keep:
                lowest = level
                kept_below = False
        elif verdicts[index].keep and block.chars:
            kept_below = True
            lowest = 9


def _settle_media(page: Page, verdicts: list[Verdict]) -> None:
    """An image, video or rule between two kept blocks stays; one beside what was left out goes."""


def _confidence(page: Page, verdicts: list[Verdict], proposal: Proposal, kept: int) -> float:
    return 0.5
