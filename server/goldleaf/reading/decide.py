"""Which blocks are the article: rules on top of readability-lxml's proposal.

A decision is any callable with the shape of :class:`~goldleaf.reading.verdict.Decider`;
:func:`decide_by_rules` is one of them. It knows a page by its containers (what they call themselves, how
much prose they hold) and never by its address.
"""

from __future__ import annotations

from dataclasses import dataclass

from goldleaf.reading.blocks import Block, Node, Page, Zone, is_prose
from goldleaf.reading.lexicon import zone_of_tag
from goldleaf.reading.propose import Proposal
from goldleaf.reading.settle import STEPS, settle_captions, settle_media
from goldleaf.reading.settle.signs import is_running, is_sentence
from goldleaf.reading.titles import title_headings
from goldleaf.reading.verdict import Decision, Verdict

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
# A container that holds this share of the page's prose is the page, whatever its class says
# ("has-sidebar-wrapper").
_BULK = 0.4
_NEARLY_ALL = 0.66
# More than this between headline and text is not a lead but another part of the page.
_MOST_LEADS = 3
# A paragraph may be all link where it is a sentence of this length: titles of other pages end without a stop.
_LINKED_SENTENCE = 80
_SHORTEST_LEAD = 90
_MOST_BETWEEN = 12
# Characters of prose.
_LONG_ARTICLE = 1000
# A kind of zone that holds this share of the prose, in however many containers, is the content by another
# name.
_PERVASIVE = 0.7
# The scope narrows while one child still holds this share of its parent's prose.
_SCOPE = 0.8
_WIDEST = 1.4
# Bytes, so that unspaced scripts count as what they say. With fewer the strict judgement found nothing,
# and the lenient one is worth having from here on.
_HARDLY_ANY = 250
_ENOUGH = 500
_FRAME = (
    Zone.NAV | Zone.HEADER | Zone.FOOTER | Zone.HIDDEN | Zone.DIALOG | Zone.CONTROL | Zone.ASIDE | Zone.FORM
)
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


def decide_by_rules(page: Page, proposal: Proposal) -> Decision:
    """Decide by zones, scope, link density and neighbours.

    Args:
        page: the segmented page.
        proposal: readability-lxml's proposal for it.

    Returns:
        A verdict for each block, the page's type and the confidence.
    """
    zones = _guarded_zones(page)
    scope = _scope(page, zones)
    listing = _is_listing(scope.node)
    lead = set() if listing else _lead_in(page, scope)
    verdicts = [
        _judge(page, block, zones[block.node], scope, proposal, lead, listing) for block in page.blocks
    ]
    _leave_out_strays(page, scope, verdicts)
    for settle in STEPS:
        settle(page, verdicts)
    if _bytes(page, verdicts) < _HARDLY_ANY:
        relaxed = _judge_leniently(page, zones)
        if _bytes(page, relaxed) >= _ENOUGH:
            verdicts, listing = relaxed, True
    settle_media(page, verdicts, zones)
    settle_captions(page, verdicts)
    confidence = _confidence(page, verdicts, proposal)
    return Decision(tuple(verdicts), "listing" if listing else "article", confidence)


def _guarded_zones(page: Page) -> list[Zone]:
    """Each node's zones with those of its ancestors, less what a container that holds the bulk cannot be."""
    nodes = page.nodes
    total = nodes[0].prose_chars
    bulk = _BULK * total
    around_article = _around_article(page)
    zones: list[Zone] = []
    for node in nodes:
        own = node.zone
        if node.index in around_article:
            own &= ~(_BAD & ~zone_of_tag(node.tag)) | Zone.HIDDEN
        if own & _BAD and node.prose_chars >= bulk and total:
            # Names are often wrong about a wrapper; the element itself, or being hidden, seldom is.
            sure = own & (Zone.HIDDEN | zone_of_tag(node.tag))
            own &= ~_BAD if node.prose_chars >= _NEARLY_ALL * total else ~(_BAD & ~sure)
        if own & Zone.HEADER and node.parent >= 0 and zones[node.parent] & (Zone.ARTICLE | Zone.MAIN):
            own &= ~Zone.HEADER
        if own & (Zone.ARTICLE | Zone.MAIN) and node.prose_chars < bulk:
            own &= ~(Zone.ARTICLE | Zone.MAIN)
        zones.append(own | zones[node.parent] if node.parent >= 0 else own)
    return _void_pervasive(page, zones)


def _around_article(page: Page) -> set[int]:
    """The page's one long ``<article>`` and what it stands in: their classes may say "modal", or "sidebar".

    There is none where another article is half as long, as in a stream of them.
    """
    longest, second = None, 0
    for node in page.nodes:
        if node.zone & Zone.ARTICLE and node.prose_chars >= _LONG_ARTICLE:
            if longest is None or node.prose_chars > longest.prose_chars:
                if longest is not None and node.index > longest.last:
                    second = longest.prose_chars
                longest = node
            elif node.index > longest.last:
                second = max(second, node.prose_chars)
    around: set[int] = set()
    if longest is None or second * 2 > longest.prose_chars:
        return around
    index = longest.index
    while index >= 0:
        around.add(index)
        index = page.nodes[index].parent
    return around


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


def _scope(page: Page, zones: list[Zone]) -> Scope:
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


def _is_listing(scope: Node) -> bool:
    return scope.prose_chars < 0.3 * scope.chars and scope.link_chars > 0.3 * scope.chars


def _judge(
    page: Page, block: Block, zone: Zone, scope: Scope, proposal: Proposal, lead: set[int], listing: bool
) -> Verdict:
    if not block.chars:
        return Verdict(False, 0.5, "empty")
    proposed = block.index in proposal.blocks
    bad = zone & _BAD
    if bad == Zone.ASIDE and scope.first <= block.node <= scope.last and _is_quotation(page, block):
        return Verdict(True, 0.6)
    if bad:
        for flag, reason in _REASONS:
            if bad & flag:
                return Verdict(False, 0.1, reason)
    inside = scope.first <= block.node <= scope.last
    if not inside:
        if is_prose(block) and (proposed or block.index in lead):
            return Verdict(True, 0.6)
        return Verdict(False, 0.2, "outside_article")
    if block.chars <= 2 and block.kind in ("p", "div") and not block.text.isdigit():
        return Verdict(False, 0.3, "symbol")
    density = block.link_chars / block.chars
    if block.kind == "pre" or is_prose(block):
        return Verdict(True, 0.9)
    if _is_data(page, block) or (
        block.kind == "p" and block.chars > _LINKED_SENTENCE and is_running(block.text)
    ):
        return Verdict(True, 0.6)
    if density > 0.5 and not listing:
        if proposed and (density < 0.75 or block.kind in ("li", "td")):
            return Verdict(True, 0.55)
        return Verdict(False, 0.3, "link_list")
    return Verdict(True, 0.7)


def _is_data(page: Page, block: Block) -> bool:
    """Whether the block is in a table of data with headers of its own, whose cells may well be links."""
    table = next((element for element in reversed(block.struct) if element.tag == "table"), None)
    return table is not None and table not in page.layout and next(table.iter("th"), None) is not None


def _is_quotation(page: Page, block: Block) -> bool:
    """Whether the block is quoted, and not from the text itself as a pull quote is."""
    if block.link_chars or not any(element.tag == "blockquote" for element in block.struct):
        return False
    sample = block.text.strip("\"'“”‘’„«»「」 ")[:60]
    return not any(sample in other.text for other in page.blocks if other is not block)


def _judge_leniently(page: Page, zones: list[Zone]) -> list[Verdict]:
    """Keep whatever is not the page's frame: for pages all of links and labels, such as shops' shelves."""
    framed = any(node.zone & Zone.MAIN for node in page.nodes)
    verdicts = []
    for block in page.blocks:
        zone = zones[block.node]
        main = not framed or page.nodes[block.node].inherited & Zone.MAIN
        keep = bool(block.chars > 2 and main and not zone & _FRAME)
        verdicts.append(Verdict(keep, 0.5 if keep else 0.2, "" if keep else "outside_article"))
    return verdicts


def _bytes(page: Page, verdicts: list[Verdict]) -> int:
    kept = (block for block, verdict in zip(page.blocks, verdicts, strict=True) if verdict.keep)
    return sum(len(block.text.encode()) for block in kept)


def _lead_in(page: Page, scope: Scope) -> set[int]:
    """The sentences between the headline and the scope: a standfirst has a container of its own."""
    before = [index for index in title_headings(page) if page.blocks[index].node < scope.first]
    if not before:
        return set()
    between = [block for block in page.blocks[before[-1] + 1 :] if block.node < scope.first and block.chars]
    prose = {block.index for block in between if block.chars >= _SHORTEST_LEAD and is_sentence(block)}
    return prose if len(prose) <= _MOST_LEADS and len(between) <= _MOST_BETWEEN else set()


def _leave_out_strays(page: Page, scope: Scope, verdicts: list[Verdict]) -> None:
    """One sentence behind the scope with nothing kept beside it is a box's text, proposed or not."""
    behind = [block.index for block in page.blocks if block.node > scope.last and block.chars]
    for place, index in enumerate(behind):
        beside = behind[max(0, place - 1) : place] + behind[place + 1 : place + 2]
        if verdicts[index].keep and not any(verdicts[other].keep for other in beside):
            verdicts[index] = Verdict(False, 0.3, "outside_article")


def _confidence(page: Page, verdicts: list[Verdict], proposal: Proposal) -> float:
    """Agreement of rules and proposal, by characters, damped on short results."""
    both = sum(
        block.chars
        for block, verdict in zip(page.blocks, verdicts, strict=True)
        if verdict.keep and block.index in proposal.blocks
    )
    kept = sum(block.chars for block, verdict in zip(page.blocks, verdicts, strict=True) if verdict.keep)
    proposed = sum(page.blocks[index].chars for index in proposal.blocks)
    agreement = 2 * both / (kept + proposed) if kept + proposed else 0.0
    return round(agreement * min(1.0, kept / 1500), 3)
