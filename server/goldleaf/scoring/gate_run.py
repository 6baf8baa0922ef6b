"""The run that the gate judges: every page anew, weighed, and what seems slow weighed again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from goldleaf.scoring.baseline import Baseline
from goldleaf.scoring.cases import Case
from goldleaf.scoring.cost import MOST_NAMED, suspects
from goldleaf.scoring.gate import ENGINE
from goldleaf.scoring.goldset import GoldSet
from goldleaf.scoring.results import PageResult, Run

_WEIGHINGS = 3

Score = Callable[[Sequence[Case]], Run]
"""Runs the engine over some cases, weighed."""


def gate_run(goldset: GoldSet, baseline: Baseline, score: Score) -> Run:
    """Run the engine over a gold set; pages over their bound of cost are run again, twice at most, and their
    least cost counts. What slows one run down is rarely there in all three.

    Args:
        goldset: the cases.
        baseline: with each page's cost when it was made.
        score: runs the engine over some of the cases.
    """
    run = score(goldset.cases)
    for _ in range(_WEIGHINGS - 1):
        slow = suspects(run, ENGINE, baseline)[:MOST_NAMED]
        if not slow:
            break
        again = score([case for case in goldset if case.name in slow]).of(ENGINE)
        results = tuple(_cheaper(result, again.get(result.case)) for result in run.results)
        run = replace(run, results=results)
    return run


def _cheaper(result: PageResult, again: PageResult | None) -> PageResult:
    if again is None or again.cost is None or result.cost is None or again.outcome.failed:
        return result
    return replace(result, cost=min(result.cost, again.cost))
