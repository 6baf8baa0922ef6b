"""Floors for pages together: all of them, and each page type. What one page loses within its own floors, and
another, adds up here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from goldleaf.scoring.baseline import Group
from goldleaf.scoring.cases import Case
from goldleaf.scoring.metrics import METRICS, Metric
from goldleaf.scoring.results import DECIMALS, PageResult

ALL = "all pages"


def guarded(case: Case) -> Iterator[tuple[str, Metric]]:
    """The metrics that the gate keeps floors for on a page, by name.

    Where the right answer is that there is nothing to read, there is no metadata to be right about.
    """
    for name, metric in METRICS.items():
        if not (case.is_no_article and metric.family == "metadata"):
            yield name, metric


def group_values(cases: Sequence[Case], results: Mapping[str, PageResult]) -> dict[str, Group]:
    """Today's values of all pages together, and of each page type, by the group's name.

    Args:
        cases: the gold set.
        results: by case name.
    """
    return {name: _group(listed, results) for name, listed in members(cases).items()}


def members(cases: Sequence[Case]) -> dict[str, list[Case]]:
    """The pages of each group: all, and those of each page type."""
    found: dict[str, list[Case]] = {ALL: list(cases)}
    for case in cases:
        found.setdefault(f"type {case.page_type}", []).append(case)
    return found


def _group(cases: Sequence[Case], results: Mapping[str, PageResult]) -> Group:
    sums: dict[str, list[float]] = {}
    for case in cases:
        for name, _ in guarded(case):
            measured = results[case.name].measurements.get(name)
            if measured is not None:
                known = sums.setdefault(name, [0.0] * len(measured.terms))
                sums[name] = [before + term for before, term in zip(known, measured.terms, strict=True)]
    floors = {name: round(METRICS[name].combine(tuple(total)), DECIMALS) for name, total in sums.items()}
    ordered = sorted(cases, key=lambda case: case.name)
    listed = "\n".join(f"{case.name} {case.page_digest} {case.gold_digest}" for case in ordered)
    return Group(sha256(listed.encode()).hexdigest(), floors)
