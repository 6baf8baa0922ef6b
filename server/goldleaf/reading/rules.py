"""Which blocks of text are the article: rules on top of readability-lxml's proposal.

They know a page by its containers (what they call themselves, how much prose they hold) and never by its
address. What they say is evidence for the model; where there is none to be had, it is the decision.
"""

from __future__ import annotations

from dataclasses import dataclass

from goldleaf.reading.blocks import Block, Node, Page, Zone, is_prose
from goldleaf.reading.propose import Proposal
from goldleaf.reading.scope import Scope, find_scope
from goldleaf.reading.settle import STEPS
from goldleaf.reading.settle.signs import is_running, is_sentence
from goldleaf.reading.titles import title_headings
from goldleaf.reading.verdict import Verdict
from goldleaf.reading.zones import BAD, REASONS, guarded_zones

# More than this between headline and text is not a lead but another part of the page.
_MOST_LEADS = 3
# A paragraph may be all link where it is a sentence of this length: titles of other pages end without a stop.
_LINKED_SENTENCE = 80
_SHORTEST_LEAD = 90
_MOST_BETWEEN = 12
_MOST_QUOTED = 20
_QUOTES = "\"'“”‘’„«»「」 "
# Bytes, so that unspaced scripts count as what they say. With fewer the strict judgement found nothing,
# and the lenient one is worth having from here on.
_HARDLY_ANY = 250
_ENOUGH = 500
_FRAME = (
    Zone.NAV | Zone.HEADER | Zone.FOOTER | Zone.HIDDEN | Zone.DIALOG | Zone.CONTROL | Zone.ASIDE | Zone.FORM
)


# A page has thousands of blocks and a few kinds of verdicts.
_EMPTY = Verdict(False, 0.5, "empty")
_LIKELY = Verdict(True, 0.6)
_OUTSIDE = Verdict(False, 0.2, "outside_article")
_SYMBOL = Verdict(False, 0.3, "symbol")
_PROSE = Verdict(True, 0.9)
_PROPOSED = Verdict(True, 0.55)
_LINKS = Verdict(False, 0.3, "link_list")
_TEXT = Verdict(True, 0.7)
_FURNITURE = {reason: Verdict(False, 0.1, reason) for _, reason in REASONS}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules make of a page's text.

    Attributes:
        verdicts: one for each block, in order; pictures, rules and captions are not settled yet.
        zones: each container's zones, by node index, as far as they are believed.
        scope: where the text is.
        listing: whether the page looks like a list of links.
    """

    verdicts: list[Verdict]
    zones: list[Zone]
    scope: Scope
    listing: bool


def judge_by_rules(page: Page, proposal: Proposal) -> Judgement:
    """Judge by zones, scope, link density and neighbours.

    Args:
        page: the segmented page; lines that label what follows are taken out of its blocks.
        proposal: readability-lxml's proposal for it.
    """
    zones = guarded_zones(page)
    scope = find_scope(page, zones)
    listing = _is_listing(scope.node)
    lead = set() if listing else _lead_in(page, scope)
    outside = proposal.blocks | lead
    quoted, cells = _quotations(page, zones, scope), _data_cells(page)
    verdicts = []
    for block in page.blocks:
        # A quotation in an <aside> is read as if it stood in the text.
        zone = Zone.NONE if block.index in quoted else zones[block.node]
        verdicts.append(_judge(block, zone, scope, proposal, outside, cells, listing))
    _leave_out_strays(page, scope, verdicts)
    for settle in STEPS:
        settle(page, verdicts)
    if _bytes(page, verdicts) < _HARDLY_ANY:
        relaxed = _judge_leniently(page, zones)
        if _bytes(page, relaxed) >= _ENOUGH:
            verdicts, listing = relaxed, True
    return Judgement(verdicts, zones, scope, listing)


def _is_listing(scope: Node) -> bool:
    return scope.prose_chars < 0.3 * scope.chars and scope.link_chars > 0.3 * scope.chars


def _judge(
    block: Block,
    zone: Zone,
    scope: Scope,
    proposal: Proposal,
    outside: frozenset[int],
    cells: set[int],
    listing: bool,
) -> Verdict:
    if not block.chars:
        return _EMPTY
    proposed = block.index in proposal.blocks
    bad = zone & BAD
    if bad:
        for flag, reason in REASONS:
            if bad & flag:
                return _FURNITURE[reason]
    inside = scope.first <= block.node <= scope.last
    if not inside:
        if is_prose(block) and block.index in outside:
            return _LIKELY
        return _OUTSIDE
    if block.chars <= 2 and block.kind in ("p", "div") and not block.text.isdigit():
        return _SYMBOL
    density = block.link_chars / block.chars
    if block.kind == "pre" or is_prose(block):
        return _PROSE
    linked_sentence = block.kind == "p" and block.chars > _LINKED_SENTENCE and is_running(block.text)
    if block.index in cells or linked_sentence:
        return _LIKELY
    if density > 0.5 and not listing:
        if proposed and (density < 0.75 or block.kind in ("li", "td")):
            return _PROPOSED
        return _LINKS
    return _TEXT


def _data_cells(page: Page) -> set[int]:
    """Blocks in tables of data with headers of their own, whose cells may well be links."""
    with_headers = {
        next(header.element.iterancestors("table"), None) for header in page.nodes if header.tag == "th"
    }
    tables = with_headers - page.layout - {None}
    cells = set()
    for block in page.blocks if tables else ():
        table = block.innermost("table")
        if table in tables:
            cells.add(block.index)
    return cells


def _quotations(page: Page, zones: list[Zone], scope: Scope) -> set[int]:
    """Blocks quoted in an ``<aside>`` within the scope, and not from the text itself as a pull quote is."""
    quoted = [
        block
        for block in page.blocks
        if zones[block.node] & BAD == Zone.ASIDE
        and scope.first <= block.node <= scope.last
        and not block.link_chars
        and "blockquote" in block.within
    ]
    # Each is sought in the whole text, so there may only be a few.
    if len(quoted) > _MOST_QUOTED:
        return set()
    return {
        block.index
        for block in quoted
        if not any(
            block.text.strip(_QUOTES)[:60] in other.text for other in page.blocks if other is not block
        )
    }


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
