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


def gate_run(goldset: GoldSet, baseline: Baseline, score: Score, *, update: bool = False) -> Run:
    """Run the engine over a gold set; pages over their bound of cost are run again, twice at most, and their
    least cost counts. What slows one run down is rarely there in all three.

    Args:
        goldset: the cases.
        baseline: with each page's cost when it was made.
        score: runs the engine over some of the cases.
        update: whether a baseline is to be made of it. Pages without a cost are weighed as often then, as a
            bound that was set on a bad day would hold for good.
    """
    run = score(goldset.cases)
    known = {name for name, entry in baseline.cases.items() if entry.cost is not None}
    unknown = {case.name for case in goldset if update and case.name not in known}
    for _ in range(_WEIGHINGS - 1):
        wanted = {*suspects(run, ENGINE, baseline)[:MOST_NAMED], *unknown}
        if not wanted:
            break
        again = score([case for case in goldset if case.name in wanted]).of(ENGINE)
        results = tuple(_cheaper(result, again.get(result.case)) for result in run.results)
        run = replace(run, results=results)
    return run


def _cheaper(result: PageResult, again: PageResult | None) -> PageResult:
    if again is None or again.cost is None or result.cost is None or again.outcome.failed:
        return result
    return replace(result, cost=min(result.cost, again.cost))
