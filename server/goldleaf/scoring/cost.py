"""The gate's guard against slowness: what a page costs, in yardsticks, beside what it cost when the baseline
was made.

Both are ratios of the same run on the same machine, so neither a slow machine nor a busy one counts. The
bounds are generous all the same: what trips them is a mistake in the code and never the weather.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from goldleaf.scoring.baseline import Baseline
from goldleaf.scoring.faults import Fault, FaultKind
from goldleaf.scoring.results import Run

PAGE_FACTOR = 4.0
"""A page may cost so many times what it did."""

MEDIAN_FACTOR = 3.0
"""So may the page in the middle of all: where every page got slower, less is enough to be sure."""

FASTER_FACTOR = 0.25
"""What costs less than this share of what it did has a new, lower bound at the next update."""

_FEWEST = 5
MOST_NAMED = 20
"""How many pages are weighed again, and named."""
_REMEDY = (
    "Look for work done again and again, or growing with the square of the page. If the time is worth it: "
    "goldleaf check --update --allow-regression REASON"
)


def cost_of_update(before: float | None, now: float | None) -> tuple[float | None, bool]:
    """The cost that a new baseline holds for a page, and whether that allows more than the old one did.

    Args:
        before: the one in the baseline, None where there is none.
        now: today's, None where the page wasn't weighed.
    """
    if now is None:
        return before, False
    if before is None or now < before * FASTER_FACTOR:
        return round(now, 1), False
    return (round(now, 1), True) if now > before * PAGE_FACTOR else (before, False)


def suspects(run: Run, engine: str, baseline: Baseline) -> list[str]:
    """The pages over their bound, by name, the worst first. Weigh them again before they are accused: one
    weighing may have been disturbed.

    Args:
        run: the run, weighed.
        engine: the engine's name.
        baseline: with the costs when it was made.
    """
    found = [(share, case) for case, share in _shares(run, engine, baseline) if share > PAGE_FACTOR]
    return [case for _, case in sorted(found, reverse=True)]


def cost_faults(run: Run, engine: str, baseline: Baseline) -> Iterator[Fault]:
    """Faults of the pages that cost too much, and one where most pages do.

    Args:
        run: the run, suspects weighed again.
        engine: the engine's name.
        baseline: with the costs when it was made.
    """
    results = run.of(engine)
    slow = suspects(run, engine, baseline)
    for name in slow[:MOST_NAMED]:
        now, before = results[name].cost or 0.0, baseline.cases[name].cost or 0.0
        yield Fault(
            name,
            FaultKind.SLOWER,
            f"costs {now:.0f} times the yardstick; it was {before:.0f}, and {PAGE_FACTOR:g} times that is "
            f"allowed ({now / before:.1f} times as slow).",
            _REMEDY,
        )
    shares = [share for _, share in _shares(run, engine, baseline)]
    if len(shares) >= _FEWEST and median(shares) > MEDIAN_FACTOR:
        yield Fault(
            "",
            FaultKind.SLOWER,
            f"The page in the middle of all costs {median(shares):.1f} times what it did; "
            f"{MEDIAN_FACTOR:g} times is allowed.",
            _REMEDY,
        )


def _shares(run: Run, engine: str, baseline: Baseline) -> list[tuple[str, float]]:
    """Each page with its cost today as a multiple of its cost in the baseline."""
    found = []
    for name, result in run.of(engine).items():
        entry = baseline.cases.get(name)
        if entry is not None and entry.cost and result.cost is not None:
            found.append((name, result.cost / entry.cost))
    return found
