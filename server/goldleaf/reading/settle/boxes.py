"""Boxes among the paragraphs that offer or ask for something."""

from __future__ import annotations

from goldleaf.reading.blocks import Block, Page, Zone
from goldleaf.reading.settle.evidence import evidence
from goldleaf.reading.settle.signs import BOX, is_sentence
from goldleaf.reading.verdict import Verdict

# Characters: a text has to be this long before a box in it can be told from it.
_LONG_TEXT = 1200
_BOXES = frozenset(("div", "section", "aside", "td", "table", "tr", "tbody", "article", "center", "figure"))


def leave_out_boxes(page: Page, verdicts: list[Verdict]) -> None:
    """A small container among paragraphs that calls out, shouts or has a button is an offer, not text."""
    total = sum(block.chars for block in page.blocks if verdicts[block.index].keep and is_sentence(block))
    if total < _LONG_TEXT:
        return
    own: dict[int, list[Block]] = {}
    controls: set[int] = set()
    for block in page.blocks:
        if not block.chars:
            continue
        index = block.node
        is_control = page.nodes[index].inherited & Zone.CONTROL
        for _ in range(4):
            if index < 0 or page.nodes[index].chars > BOX:
                break
            own.setdefault(index, []).append(block)
            if is_control:
                controls.add(index)
            index = page.nodes[index].parent
    for index, blocks in own.items():
        node = page.nodes[index]
        kept = [block for block in blocks if verdicts[block.index].keep]
        if not kept or len(blocks) < 2 or node.tag not in _BOXES or node.parent < 0:
            continue
        if any(block.kind in ("pre", "li", "td", "th", "dd") for block in kept):
            continue
        counts = {block.key: 1 for block in blocks}
        values = [evidence(page, block, counts) for block in kept]
        # A field asks for something. A button does under a label; beside whole sentences it may only print.
        values += [-2.0] if node.fields or (index in controls and min(values) < 0) else []
        if min(values) <= -1.8 and sum(values) < 0:
            for block in kept:
                verdicts[block.index] = Verdict(False, 0.2, "box")
