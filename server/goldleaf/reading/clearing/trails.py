"""The way to a page from the site's first ("Home > Region > Coast") is above the text, and no part of it."""

from __future__ import annotations

import re
from itertools import pairwise

from goldleaf.reading.blocks import Block, Page, is_heading
from goldleaf.reading.clearing.setting import Setting

# Arrows part steps of a way; other signs may part other things as well.
_ARROWS = re.compile(r"\s*[›»>→⟩❯]\s*|\s+[«‹⟨<←]\s+")
_SIGNS = re.compile(r"\s+[/|·•\\]\s+|/")
_LONGEST, _STEP = 250, 80
_MOST_STEPS = 8
# Where there is no running text, blocks: a way stands at the top.
_AT_TOP = 12
_NEVER = frozenset("pre figcaption caption dt dd blockquote".split())


def leave_out_trails(setting: Setting) -> None:
    """Leave out lines above the text that are links with signs between them.

    With arrows a link is enough, or two arrows above the first heading; with other signs the address of each
    step has to go on from the one before.

    Args:
        setting: the decided page.
    """
    page, verdicts = setting.page, setting.verdicts
    end = setting.running[0] if setting.running else min(_AT_TOP, len(page.blocks))
    headed = False
    for block in page.blocks[:end]:
        if is_heading(block):
            headed = True
        elif (
            verdicts[block.index].keep
            and 0 < block.chars <= _LONGEST
            and block.kind not in _NEVER
            and _is_trail(page, block, above=not headed)
        ):
            setting.leave_out(block.index, block.index, "navigation")


def _is_trail(page: Page, block: Block, *, above: bool) -> bool:
    steps = [step for step in _ARROWS.split(block.text) if step]
    if _is_way(steps):
        return block.links > 0 or (above and len(steps) > 2)
    steps = [step for step in _SIGNS.split(block.text) if step]
    if not _is_way(steps) or block.links < len(steps) - 1:
        return False
    addresses = [(link.get("href") or "").rstrip("/") for link in page.nodes[block.node].element.iter("a")]
    return len(addresses) > 1 and all(
        after.startswith(before) and len(after) > len(before) for before, after in pairwise(addresses)
    )


def _is_way(steps: list[str]) -> bool:
    return 1 < len(steps) <= _MOST_STEPS and all(len(step) <= _STEP for step in steps)
