"""One contender on one page in a process of its own: run there by :mod:`~goldleaf.scoring.bench.growth`.

Memory can only be told of a process as a whole, and a process never gives all of it back.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from goldleaf.scoring.bench.contenders import PARSE, READABILITY, contenders
from goldleaf.scoring.bench.specimens import ordinary_page

_SMALL = 30_000
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Probed:
    """What a page of one size cost.

    Attributes:
        size: bytes of the page.
        seconds: CPU time, the median of the rounds.
        peak: bytes of memory at most, of the whole process; None where the system doesn't tell.
        failed: whether the engine raised an exception.
    """

    size: int
    seconds: float
    peak: int | None
    failed: bool


def probe_contender(name: str, size: int, rounds: int) -> Probed:
    """Run a contender on :func:`~goldleaf.scoring.bench.specimens.ordinary_page`.

    Args:
        name: of the registry of engines, or the bare parse.
        size: bytes of the page.
        rounds: how often it is timed; the memory is the highest of all.
    """
    contender = contenders([] if name in (PARSE, READABILITY) else [name])[name]
    contender(ordinary_page(_SMALL))
    page = ordinary_page(size)
    taken = []
    failed = False
    for _ in range(rounds):
        start = time.process_time()
        try:
            contender(page)
        except Exception:  # whatever an engine raises is its answer
            failed = True
        taken.append(time.process_time() - start)
    return Probed(len(page), median(taken), peak_memory(), failed)


def peak_memory() -> int | None:
    """The most memory that this process ever had, in bytes; None where the system doesn't tell."""
    if _STATUS.exists():
        # Not getrusage: Linux counts there what the parent had when this process was made.
        lines = _STATUS.read_text().splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None)
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS, the one system left
