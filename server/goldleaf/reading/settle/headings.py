"""Headings without a section."""

from __future__ import annotations

from goldleaf.reading.blocks import Page, is_heading
from goldleaf.reading.verdict import Verdict


def settle_headings(page: Page, verdicts: list[Verdict]) -> None:
    """A heading goes with what stands under it: with nothing kept before the next heading, it is left out."""
    kept_below = False
    lowest = 9
    for block in reversed(page.blocks):
        verdict = verdicts[block.index]
        if is_heading(block):
            level = int(block.kind[1])
            if verdict.keep and not kept_below and level >= lowest:
                verdicts[block.index] = Verdict(False, 0.3, "empty_section")
            elif verdict.keep:
                lowest = level
                kept_below = False
        elif verdict.keep and block.chars:
            kept_below = True
            lowest = 9
    last = next(
        (block for block in reversed(page.blocks) if verdicts[block.index].keep and block.chars), None
    )
    if last is not None and is_heading(last):
        verdicts[last.index] = Verdict(False, 0.3, "empty_section")
