"""Furniture that is told without having learned anything: by what it is made of and where it stands.

These steps come last, when it is decided what the text is. Each takes out only what it is sure of, says
nothing of languages or sites, and is for pages that are a text: what sells or lists something is made of such
boxes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from goldleaf.reading.blocks import Page
from goldleaf.reading.clearing.appeals import is_appeal
from goldleaf.reading.clearing.centred_captions import caption_centred_lines
from goldleaf.reading.clearing.cue_times import leave_out_cue_times
from goldleaf.reading.clearing.endings import leave_out_ending
from goldleaf.reading.clearing.labelled_holes import is_labelled_hole
from goldleaf.reading.clearing.posters import is_poster
from goldleaf.reading.clearing.pull_quotes import leave_out_pull_quotes
from goldleaf.reading.clearing.read_on import leave_out_read_on
from goldleaf.reading.clearing.setting import Box, Setting
from goldleaf.reading.clearing.story_cards import is_story_card
from goldleaf.reading.clearing.trails import leave_out_trails
from goldleaf.reading.verdict import Decision

# What a box may be, and the reason that removals give.
_KINDS: tuple[tuple[Callable[[Box], bool], str], ...] = (
    (is_labelled_hole, "ad"),
    (is_story_card, "related"),
    (is_appeal, "box"),
    (is_poster, "box"),
)
# What isn't a matter of one box, in this order: what was left out is no company for a picture or a quotation.
STEPS: tuple[Callable[[Setting], None], ...] = (
    leave_out_ending,
    leave_out_read_on,
    leave_out_pull_quotes,
    caption_centred_lines,
)
# With more of a kind in a page, they are what it is about: its entries, its picks.
_MOST_ALIKE = 3
# With more cards or calls than this the page is a list of stories or offers, whatever their classes are.
_MOST_OF = {"related": 4, "box": 2}
# Nor are there more lines in them than this that the decision kept.
_MOST_KEPT = 9
# Furniture is little beside the text: with more than this share of its letters, the boxes are the text.
_MOST = 0.2


def clear_furniture(page: Page, decision: Decision) -> Decision:
    """Leave out boxes and repetitions among the paragraphs.

    Args:
        page: the segmented page.
        decision: the decision on it; of a page that is no text, only the way to it and the
            times of a transcript are left out, and of one that lists where to go, not even that.
    """
    verdicts = list(decision.verdicts)
    setting = Setting.of(page, verdicts)
    if decision.page_type != "listing":
        leave_out_trails(setting)
        leave_out_cue_times(setting)
    if decision.page_type == "article":
        _clear_boxes(setting)
        for step in STEPS:
            step(setting)
    return replace(decision, verdicts=tuple(verdicts))


def _clear_boxes(setting: Setting) -> None:
    """Leave out what one of the kinds recognises, unless it is much of the page."""
    blocks, verdicts = setting.page.blocks, setting.verdicts
    found: list[tuple[int, int, str]] = []
    taken = 0
    behind = -1
    for box in setting.boxes():
        if box.blocks[0].index <= behind:
            continue
        reason = next((reason for is_kind, reason in _KINDS if is_kind(box)), None)
        if reason is not None and (reason == "ad" or setting.alike(box.node) <= _MOST_ALIKE):
            behind = box.blocks[-1].index
            found.append((box.blocks[0].index, behind, reason))
            taken += sum(block.chars for block in box.blocks if verdicts[block.index].keep)
    for kind, most in _MOST_OF.items():
        mine = [(first, last) for first, last, reason in found if reason == kind]
        kept = sum(bool(verdicts[i].keep and blocks[i].chars) for a, b in mine for i in range(a, b + 1))
        if len(mine) > most or kept > _MOST_KEPT:
            found = [entry for entry in found if entry[2] != kind]
    if found and taken <= _MOST * sum(block.chars for block in blocks if verdicts[block.index].keep):
        for first, last, reason in found:
            setting.leave_out(first, last, reason)
