"""Engines against each other on the same pages: differences with intervals, tests and sizes of the effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from goldleaf.scoring.groups import ALL, LANGUAGE, PAGE_TYPE, groups_of, interval_dict, terms_of
from goldleaf.scoring.metrics import TEXT, Metric, Terms
from goldleaf.scoring.metrics.base import mean_of_terms
from goldleaf.scoring.results import CaseInfo, Run
from goldleaf.scoring.stats import Difference, corrected, difference, interval

# Values closer than this are a draw: the same number, worked out in another order.
_DRAW = 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """One engine minus another on the same pages.

    Attributes:
        engine: the engine in question.
        other: the one that it is compared with.
        differences: by metric name; a metric that doesn't measure both engines on the same pages is absent.
        group: :data:`~goldleaf.scoring.groups.ALL`, a page type or a language.
        by: what the pages were grouped by, as in :class:`goldleaf.scoring.scoreboard.Row`.
        pages: how many pages the group has.
    """

    engine: str
    other: str
    differences: dict[str, Difference]
    group: str = ALL
    by: str = ALL
    pages: int = 0

    def as_dict(self) -> dict[str, Any]:
        """JSON-serialisable."""
        return {
            "engine": self.engine,
            "other": self.other,
            "by": self.by,
            "group": self.group,
            "pages": self.pages,
            "metrics": {name: _difference_dict(found) for name, found in self.differences.items()},
        }


def comparisons(run: Run, metrics: Mapping[str, Metric] = TEXT, *, every: bool = False) -> list[Comparison]:
    """The first engine against each other one over all pages.

    Args:
        run: engines over cases.
        metrics: what to compare, by name.
        every: whether to compare each engine with each other one instead.

    Returns:
        The p-values of a metric are corrected for the number of pairs.
    """
    pairs = list(combinations(run.engines, 2)) if every else [(run.engines[0], o) for o in run.engines[1:]]
    return _corrected([_compare(run, pair, (ALL, ALL), run.cases, metrics) for pair in pairs])


def group_comparisons(run: Run, metrics: Mapping[str, Metric] = TEXT) -> list[Comparison]:
    """The first engine against each other one by page type and by language.

    Args:
        run: engines over cases.
        metrics: what to compare, by name.

    Returns:
        The p-values of a metric are corrected for the number of pairs and page types, or pairs and languages.
    """
    found = []
    for by in (PAGE_TYPE, LANGUAGE):
        groups = groups_of(run, by)
        found += _corrected(
            [
                _compare(run, (run.engines[0], other), (by, group), cases, metrics)
                for group, cases in groups.items()
                for other in run.engines[1:]
            ]
        )
    return found


def _compare(
    run: Run,
    pair: tuple[str, str],
    place: tuple[str, str],
    cases: Sequence[CaseInfo],
    metrics: Mapping[str, Metric],
) -> Comparison:
    differences = {}
    for name, metric in metrics.items():
        first, second = (list(terms_of(run, engine, metric, cases)) for engine in pair)
        if first and [site for site, _ in first] == [site for site, _ in second]:
            chance = interval(_better(run, pair, metric, cases), mean_of_terms)
            differences[name] = replace(difference(first, second, metric.combine), chance=chance)
    by, group = place
    return Comparison(*pair, differences, group, by, len(cases))


def _better(
    run: Run, pair: tuple[str, str], metric: Metric, cases: Sequence[CaseInfo]
) -> list[tuple[str, Terms]]:
    """1 for each page on which the first engine is better, a half for a draw (the probability of superiority
    of Vargha & Delaney 2000, paired by page)."""
    first, second = (run.of(engine) for engine in pair)
    found: list[tuple[str, Terms]] = []
    for case in cases:
        ours, theirs = first[case.name].value(metric.name), second[case.name].value(metric.name)
        if ours is not None and theirs is not None:
            won = metric.better(ours, theirs, _DRAW)
            lost = metric.worse(ours, theirs, _DRAW)
            found.append((case.domain, (0.5 * (1 + won - lost), 1.0)))
    return found


def _corrected(compared: Sequence[Comparison]) -> list[Comparison]:
    """The comparisons with each metric's p-values corrected for their number."""
    names = dict.fromkeys(name for one in compared for name in one.differences)
    better: list[dict[str, Difference]] = [{} for _ in compared]
    for name in names:
        places = [place for place, one in enumerate(compared) if name in one.differences]
        adjusted = corrected([compared[place].differences[name] for place in places])
        for place, found in zip(places, adjusted, strict=True):
            better[place][name] = found
    return [replace(one, differences=found) for one, found in zip(compared, better, strict=True)]


def _difference_dict(found: Difference) -> dict[str, Any]:
    return {
        **interval_dict(found.interval),
        "p": None if found.p_value is None else round(found.p_value, 6),
        "p_holm": None if found.adjusted is None else round(found.adjusted, 6),
        "clear": found.is_clear,
        "chance_to_be_better": None if found.chance is None else interval_dict(found.chance),
    }
