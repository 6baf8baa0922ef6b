"""Times in a transcript, each on a line of its own above what is said then, are there to be clicked on."""

from __future__ import annotations

import re
from itertools import pairwise

from goldleaf.reading.clearing.setting import Setting
from goldleaf.reading.settle.signs import is_running

_TIME = re.compile(r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?:[.,]\d{1,3})?[\])]?")
_LONGEST = 14
_FEWEST = 3
# Seconds: a recording begins at its beginning, which a day, a timetable and a live report seldom do.
_BEGINNING = 120
_MOSTLY = 0.5
_NEVER = frozenset("td th dt dd li pre".split())


def leave_out_cue_times(setting: Setting) -> None:
    """Leave out times that begin near zero and rise, with running text between most of them.

    Args:
        setting: the decided page.
    """
    page, verdicts = setting.page, setting.verdicts
    cues: list[tuple[int, int]] = []
    for block in page.blocks:
        if 0 < block.chars <= _LONGEST and ":" in block.text and _NEVER.isdisjoint(block.within):
            time = _TIME.fullmatch(block.text)
            if time is not None:
                hours, minutes, seconds = (int(part or 0) for part in time.groups())
                cues.append((block.index, hours * 3600 + minutes * 60 + seconds))
    if len(cues) < _FEWEST or cues[0][1] > _BEGINNING:
        return
    if any(after < before for (_, before), (_, after) in pairwise(cues)):
        return
    spoken = 0
    for (index, _), (following, _) in zip(cues, [*cues[1:], (len(page.blocks), 0)], strict=True):
        said = [block for block in page.blocks[index + 1 : following] if verdicts[block.index].keep]
        spoken += any(is_running(block.text) for block in said[:3])
    if spoken > _MOSTLY * len(cues):
        for index, _ in cues:
            setting.leave_out(index, index, "control")
