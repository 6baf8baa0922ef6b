"""How time and memory grow with the size of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from goldleaf.errors import OutOfTime, WorkerLost
from goldleaf.scoring.bench.probe import Probed, probe_contender
from goldleaf.workers import WorkerPool

_SMALL_PAGE = 2_000_000
_ROUNDS = 3
_MEMORY = 8 * 1024**3


@dataclass(frozen=True, slots=True)
class Point:
    """One size.

    Attributes:
        size: bytes of the page.
        seconds: CPU time; None where the process did not come back in time, or was lost.
        peak: bytes of memory at most, with the interpreter and all modules; None where unknown.
        failed: whether the engine raised an exception.
    """

    size: int
    seconds: float | None
    peak: int | None
    failed: bool


@dataclass(frozen=True, slots=True)
class Growth:
    """One contender over all sizes; ``exponent`` is None with fewer than two points that came back."""

    name: str
    points: tuple[Point, ...]
    exponent: float | None


Probe = Callable[[str, int, float], Point]


def grow(name: str, sizes: Sequence[int], deadline: float, *, probe: Probe | None = None) -> Growth:
    """Run a contender on pages of several sizes, each in a process of its own.

    Args:
        name: of the contender.
        sizes: bytes; once one is not done in time, larger ones are not tried.
        deadline: seconds of wall-clock time for one size.
        probe: what runs one size.
    """
    points: list[Point] = []
    for size in sorted(sizes):
        points.append((probe or _in_fresh_process)(name, size, deadline))
        if points[-1].seconds is None:
            break
    return Growth(
        name, tuple(points), exponent([(p.size, p.seconds) for p in points if p.seconds and not p.failed])
    )


def exponent(points: Sequence[tuple[float, float | None]]) -> float | None:
    """The slope of a straight line through the logarithms of size and time, by least squares: 1 is linear.

    Args:
        points: (size, seconds), all above 0.

    Returns:
        None where there are fewer than two sizes.
    """
    found = [(log(size), log(seconds)) for size, seconds in points if seconds]
    if len({x for x, _ in found}) < 2:
        return None
    middle_x = sum(x for x, _ in found) / len(found)
    middle_y = sum(y for _, y in found) / len(found)
    return sum((x - middle_x) * (y - middle_y) for x, y in found) / sum((x - middle_x) ** 2 for x, _ in found)


def _in_fresh_process(name: str, size: int, deadline: float) -> Point:
    rounds = _ROUNDS if size <= _SMALL_PAGE else 1
    with WorkerPool(workers=1, deadline=deadline * rounds, memory_bytes=_MEMORY, queue=1) as pool:
        try:
            found: Probed = pool.submit(probe_contender, name, size, rounds).result()
        except (OutOfTime, WorkerLost):
            return Point(size, None, None, True)
    return Point(found.size, found.seconds, found.peak, found.failed)
