"""Contenders on the same pages in one run, taking turns, so that what slows the machine slows all of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from goldleaf.scoring.bench.contenders import Contender

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class PageTimes:
    """What one page cost.

    Attributes:
        page: its name.
        size: bytes.
        seconds: CPU time by contender, the median of the rounds.
        failed: the contenders that raised an exception on it.
    """

    page: str
    size: int
    seconds: dict[str, float]
    failed: frozenset[str]


def race(
    pages: Iterable[tuple[str, bytes]],
    contenders: Mapping[str, Contender],
    rounds: int,
    *,
    clock: Clock = time.process_time,
    progress: Callable[[PageTimes], None] | None = None,
) -> list[PageTimes]:
    """Time every contender on every page.

    Args:
        pages: name and bytes of each page.
        contenders: functions by name.
        rounds: how often each runs on each page, at least once; they take turns at being first.
        clock: the CPU time of this process in seconds.
        progress: called after each page.
    """
    found = []
    for name, page in pages:
        taken: dict[str, list[float]] = {contender: [] for contender in contenders}
        failed = set()
        for turn in range(rounds):
            for contender in _turned(list(contenders), turn):
                seconds, fine = _time(contenders[contender], page, clock)
                taken[contender].append(seconds)
                if not fine:
                    failed.add(contender)
        seconds_of = {contender: median(values) for contender, values in taken.items()}
        found.append(PageTimes(name, len(page), seconds_of, frozenset(failed)))
        if progress is not None:
            progress(found[-1])
    return found


def warm_up(contenders: Mapping[str, Contender], page: bytes) -> None:
    """Let each contender load what it loads once, and hide what it keeps from the garbage collector."""
    for contender in contenders.values():
        _time(contender, page, time.process_time)
    gc.collect()
    gc.freeze()


def _turned(names: Sequence[str], turn: int) -> list[str]:
    start = turn % len(names)
    return [*names[start:], *names[:start]]


def _time(contender: Contender, page: bytes, clock: Clock) -> tuple[float, bool]:
    gc.collect()  # nobody pays for the garbage of the one before
    start = clock()
    try:
        contender(page)
    except Exception:  # whatever an engine raises is its answer, and the time it took is what it cost
        return clock() - start, False
    return clock() - start, True
