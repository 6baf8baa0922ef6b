"""Sums of a run: every engine and metric with its interval, over all pages, by page type and by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from goldleaf.scoring.comparison import Comparison, comparisons, group_comparisons
from goldleaf.scoring.groups import ALL, LANGUAGE, PAGE_TYPE, groups_of, interval_dict, terms_of
from goldleaf.scoring.metrics import TEXT, Metric
from goldleaf.scoring.results import CaseInfo, PageResult, Run
from goldleaf.scoring.stats import Interval, interval

__all__ = [
    "ALL",
    "LANGUAGE",
    "PAGE_TYPE",
    "Comparison",
    "Row",
    "comparisons",
    "group_comparisons",
    "language_rows",
    "scoreboard",
    "terms_of",
]


@dataclass(frozen=True, slots=True)
class Row:
    """One engine on one group of pages.

    Attributes:
        engine: the engine's name.
        group: :data:`ALL`, a page type or a language.
        pages: how many pages the group has.
        failures: how many of them the engine crashed on or didn't finish; they score the worst there is.
        seconds: median time a page, as the engine alone took; 0 where only its output is known.
        intervals: by metric name; a metric that applies to no page of the group is absent.
        by: what the pages were grouped by: :data:`ALL`, :data:`PAGE_TYPE` or :data:`LANGUAGE`.
        quartiles: of the time a page, in seconds: half of the pages lie between.
    """

    engine: str
    group: str
    pages: int
    failures: int
    seconds: float
    intervals: dict[str, Interval]
    by: str = ALL
    quartiles: tuple[float, float] = (0.0, 0.0)

    def as_dict(self) -> dict[str, Any]:
        """JSON-serialisable."""
        timed = self.seconds > 0
        return {
            "engine": self.engine,
            "by": self.by,
            "group": self.group,
            "pages": self.pages,
            "failures": self.failures,
            "median_seconds": round(self.seconds, 4) if timed else None,
            "quartiles_seconds": [round(value, 4) for value in self.quartiles] if timed else None,
            "metrics": {name: interval_dict(found) for name, found in self.intervals.items()},
        }


def scoreboard(run: Run, metrics: Mapping[str, Metric] = TEXT) -> list[Row]:
    """All rows of a run: for each engine all pages first, then each page type, the commonest first.

    Args:
        run: engines over cases.
        metrics: what to sum up, by name.
    """
    types = groups_of(run, PAGE_TYPE)
    return [
        _row(run, engine, by, group, cases, metrics)
        for engine in run.engines
        for by, group, cases in [
            (ALL, ALL, run.cases),
            *((PAGE_TYPE, group, cases) for group, cases in types.items()),
        ]
    ]


def language_rows(run: Run, metrics: Mapping[str, Metric] = TEXT) -> list[Row]:
    """For each engine a row for each language, the commonest first; none where there are less than two.

    Args:
        run: engines over cases.
        metrics: what to sum up, by name.
    """
    return [
        _row(run, engine, LANGUAGE, group, cases, metrics)
        for engine in run.engines
        for group, cases in groups_of(run, LANGUAGE).items()
    ]


def _row(
    run: Run, engine: str, by: str, group: str, cases: Sequence[CaseInfo], metrics: Mapping[str, Metric]
) -> Row:
    results: dict[str, PageResult] = run.of(engine)
    intervals = {}
    for name, metric in metrics.items():
        pages = list(terms_of(run, engine, metric, cases))
        if pages:
            intervals[name] = interval(pages, metric.combine)
    mine = [results[case.name] for case in cases]
    times = sorted(result.seconds for result in mine)
    low, _, high = quantiles(times, n=4, method="inclusive") if len(times) > 1 else times * 3
    return Row(
        engine=engine,
        group=group,
        pages=len(cases),
        failures=sum(result.outcome.failed for result in mine),
        seconds=times[len(times) // 2],
        intervals=intervals,
        by=by,
        quartiles=(low, high),
    )
