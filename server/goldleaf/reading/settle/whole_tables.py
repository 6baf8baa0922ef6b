"""A table of data stays whole: its caption, its headers and its shortest cells go with the rest."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Page, Zone
from goldleaf.reading.verdict import Verdict

# With this share of its letters kept, a table is part of the text.
_SHARE = 0.5
_NEVER = Zone.HIDDEN | Zone.NAV | Zone.AD


def keep_tables_whole(page: Page, verdicts: list[Verdict], zones: list[Zone]) -> None:
    """Keep all of each outermost table of which half is kept.

    Args:
        page: the segmented page.
        verdicts: one for each block, in order; changed in place.
        zones: each node's zones, by node index.
    """
    kept: dict[HtmlElement, int] = {}
    total: dict[HtmlElement, int] = {}
    inside: list[tuple[int, HtmlElement]] = []
    for block in page.blocks:
        if not block.chars or "table" not in block.within:
            continue
        around = zip(block.struct, block.within, strict=True)
        table = next((e for e, tag in around if tag == "table" and e not in page.layout), None)
        if table is None:
            continue
        inside.append((block.index, table))
        total[table] = total.get(table, 0) + block.chars
        if verdicts[block.index].keep:
            kept[table] = kept.get(table, 0) + block.chars
    for index, table in inside:
        if verdicts[index].keep or kept.get(table, 0) < _SHARE * total[table]:
            continue
        if not zones[page.blocks[index].node] & _NEVER:
            verdicts[index] = Verdict(True, 0.6)
