"""The pages of a run by what they have in common, and what each adds to a sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from goldleaf.scoring.metrics import METRICS, Metric, Terms
from goldleaf.scoring.results import CaseInfo, PageResult, Run
from goldleaf.scoring.stats import Interval

ALL = "all"
PAGE_TYPE = "page type"
LANGUAGE = "language"
# Families that look at more than an output's text.
_NEEDING_MORE = frozenset({"metadata", "structure"})


def groups_of(run: Run, by: str) -> dict[str, list[CaseInfo]]:
    """The pages of each page type or language, the commonest first; empty where there is only one.

    Args:
        run: engines over cases.
        by: :data:`PAGE_TYPE`, or :data:`LANGUAGE` for the first subtag of each page's language. Pages whose
            language isn't known belong to no group.
    """
    groups: dict[str, list[CaseInfo]] = {}
    for case in run.cases:
        name = case.page_type if by == PAGE_TYPE else (case.lang or "").partition("-")[0].lower()
        if name:
            groups.setdefault(name, []).append(case)
    if len(groups) < 2:
        return {}
    return dict(sorted(groups.items(), key=lambda found: (-len(found[1]), found[0])))


def terms_of(run: Run, engine: str, metric: Metric, cases: Sequence[CaseInfo]) -> Iterator[tuple[str, Terms]]:
    """(site, terms) of the pages that the metric applies to.

    Which those are depends on the gold, not on the engine; but an engine that gives neither HTML nor metadata
    is not measured by what looks at these, nor on the pages that it failed on.
    """
    results = run.of(engine)
    if metric.family in _NEEDING_MORE and not _gives(results.values(), metric.family):
        return
    for case in cases:
        measured = results[case.name].measurements.get(metric.name)
        if measured is not None:
            yield case.domain, measured.terms


def _gives(results: Iterable[PageResult], family: str) -> bool:
    """Whether an engine gives what a family of metrics looks at, as far as any of its answers tells."""
    answers = [result for result in results if not result.outcome.failed]
    return not answers or any(
        METRICS[name].family == family for result in answers for name in result.measurements
    )


def interval_dict(found: Interval) -> dict[str, Any]:
    """A value with its interval, JSON-serialisable."""
    return {
        "value": round(found.value, 6),
        "low": None if found.low is None else round(found.low, 6),
        "high": None if found.high is None else round(found.high, 6),
        "pages": found.pages,
        "sites": found.clusters,
    }
