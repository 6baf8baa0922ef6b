"""Sums of a run: every engine and metric with its interval, over all pages and by page type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldleaf.scoring.metrics import TEXT, Metric, Terms
from goldleaf.scoring.results import CaseInfo, PageResult, Run
from goldleaf.scoring.stats import Difference, Interval, difference, interval

ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """One engine on one group of pages.

    Attributes:
        engine: the engine's name.
        group: :data:`ALL` or a page type.
        pages: how many pages the group has.
        failures: how many of them the engine crashed on or didn't finish; they score 0.
        seconds: median time a page, as the engine alone took.
        intervals: by metric name; a metric that applies to no page of the group is absent.
    """

    engine: str
    group: str
    pages: int
    failures: int
    seconds: float
    intervals: dict[str, Interval]

    def as_dict(self) -> dict[str, Any]:
        """JSON-serialisable."""
        return {
            "engine": self.engine,
            "group": self.group,
            "pages": self.pages,
            "failures": self.failures,
            "median_seconds": round(self.seconds, 4),
            "metrics": {name: _interval_dict(found) for name, found in self.intervals.items()},
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first engine minus another on all pages, by metric name."""

    engine: str
    other: str
    differences: dict[str, Difference]


def scoreboard(run: Run, metrics: Mapping[str, Metric] = TEXT) -> list[Row]:
    """All rows of a run: for each engine all pages first, then each page type, the commonest first.

    Args:
        run: engines over cases.
        metrics: what to sum up, by name.
    """
    groups = {ALL: list(run.cases)}
    types = [case.page_type for case in run.cases]
    if len(set(types)) > 1:
        for page_type in sorted(set(types), key=lambda name: (-types.count(name), name)):
            groups[page_type] = [case for case in run.cases if case.page_type == page_type]
    return [
        _row(run, engine, group, cases, metrics) for engine in run.engines for group, cases in groups.items()
    ]


def comparisons(run: Run, metrics: Mapping[str, Metric] = TEXT) -> list[Comparison]:
    """The first engine against each other one, paired over all pages, where both are measured.

    Args:
        run: engines over cases.
        metrics: what to compare, by name.
    """
    found = []
    for other in run.engines[1:]:
        differences = {}
        for name, metric in metrics.items():
            first = list(terms_of(run, run.engines[0], metric, run.cases))
            second = list(terms_of(run, other, metric, run.cases))
            if first and [site for site, _ in first] == [site for site, _ in second]:
                differences[name] = difference(first, second, metric.combine)
        found.append(Comparison(run.engines[0], other, differences))
    return found


def terms_of(run: Run, engine: str, metric: Metric, cases: Sequence[CaseInfo]) -> Iterator[tuple[str, Terms]]:
    """(site, terms) of the pages that the metric applies to. Which those are depends on the gold, not on
    the engine; but an engine that gives neither HTML nor metadata is not measured by what looks at these."""
    results = run.of(engine)
    for case in cases:
        measured = results[case.name].measurements.get(metric.name)
        if measured is not None:
            yield case.domain, measured.terms


def _row(run: Run, engine: str, group: str, cases: Sequence[CaseInfo], metrics: Mapping[str, Metric]) -> Row:
    results: dict[str, PageResult] = run.of(engine)
    intervals = {}
    for name, metric in metrics.items():
        pages = list(terms_of(run, engine, metric, cases))
        if pages:
            intervals[name] = interval(pages, metric.combine)
    mine = [results[case.name] for case in cases]
    times = sorted(result.seconds for result in mine)
    return Row(
        engine=engine,
        group=group,
        pages=len(cases),
        failures=sum(result.outcome.failed for result in mine),
        seconds=times[len(times) // 2],
        intervals=intervals,
    )


def _interval_dict(found: Interval) -> dict[str, Any]:
    return {
        "value": round(found.value, 6),
        "low": None if found.low is None else round(found.low, 6),
        "high": None if found.high is None else round(found.high, 6),
        "pages": found.pages,
        "sites": found.clusters,
    }
