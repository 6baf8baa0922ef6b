"""Bootstrap intervals: how far a number would move had other sites been picked.

Pages of one site share a template, so whole sites are drawn, not pages (the cluster bootstrap of Davison &
Hinkley, Bootstrap Methods and their Application, section 3.8); the interval is the percentile one. Two
engines are compared on the same draws, so what makes a site hard for both cancels out. Only the standard
library is used: whoever installs the reader gets no numerical stack.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goldleaf.scoring.metrics import Terms

RESAMPLES = 1000
LEVEL = 0.95
SEED = 20260301
FEWEST_CLUSTERS = 5
"""Below this many sites a percentile interval means nothing, and none is given."""

Combine = Callable[[Terms], float]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its bootstrap interval.

    Attributes:
        value: the aggregate over all pages.
        low: lower end of the 95 % interval, None where there are too few sites.
        high: its upper end.
        pages: how many pages.
        clusters: how many sites.
    """

    value: float
    low: float | None
    high: float | None
    pages: int
    clusters: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One engine minus another, on the same pages.

    Attributes:
        interval: the difference with its interval.
        p_value: two-sided: twice the share of resamples on the other side of zero, at most 1; None as for
            intervals.
    """

    interval: Interval
    p_value: float | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        low, high = self.interval.low, self.interval.high
        return low is not None and high is not None and (low > 0 or high < 0)


@dataclass(frozen=True, slots=True)
class _Clusters:
    """Terms added up by cluster, a column for each term."""

    columns: tuple[tuple[float, ...], ...]
    count: int

    def sums(self, drawn: Sequence[int] | None = None) -> Terms:
        if drawn is None:
            return tuple(sum(column) for column in self.columns)
        return tuple(sum(map(column.__getitem__, drawn)) for column in self.columns)


def interval(pages: Sequence[tuple[str, Terms]], combine: Combine, *, resamples: int = RESAMPLES) -> Interval:
    """The aggregate of pages with its percentile bootstrap interval by cluster.

    Args:
        pages: (cluster, terms) of each page, at least one.
        combine: the metric's function from summed terms to a value.
        resamples: how many bootstrap draws.

    Raises:
        ValueError: there is no page.
    """
    if not pages:
        raise ValueError("an interval needs at least one page")
    clusters = _cluster(pages)
    value = combine(clusters.sums())
    if clusters.count < FEWEST_CLUSTERS:
        return Interval(value, None, None, len(pages), clusters.count)
    values = sorted(combine(clusters.sums(drawn)) for drawn in _draws(clusters.count, resamples))
    low, high = _ends(values)
    return Interval(value, low, high, len(pages), clusters.count)


def difference(
    first: Sequence[tuple[str, Terms]],
    second: Sequence[tuple[str, Terms]],
    combine: Combine,
    *,
    resamples: int = RESAMPLES,
) -> Difference:
    """The first engine minus the second, paired: both are resampled with the same sites.

    Args:
        first: (cluster, terms) of each page.
        second: the same pages in the same order.
        combine: the metric's function from summed terms to a value.
        resamples: how many bootstrap draws.

    Raises:
        ValueError: the two are not over the same pages, or over none.
    """
    if not first or [cluster for cluster, _ in first] != [cluster for cluster, _ in second]:
        raise ValueError("a paired difference needs the same pages on both sides")
    one, two = _cluster(first), _cluster(second)
    value = combine(one.sums()) - combine(two.sums())
    if one.count < FEWEST_CLUSTERS:
        return Difference(Interval(value, None, None, len(first), one.count), None)
    values = sorted(
        combine(one.sums(drawn)) - combine(two.sums(drawn)) for drawn in _draws(one.count, resamples)
    )
    low, high = _ends(values)
    below, above = sum(value <= 0 for value in values), sum(value >= 0 for value in values)
    # One is added to both counts so that no finite number of resamples claims a p-value of 0.
    p_value = min(1.0, 2 * (min(below, above) + 1) / (resamples + 1))
    return Difference(Interval(value, low, high, len(first), one.count), p_value)


def _cluster(pages: Sequence[tuple[str, Terms]]) -> _Clusters:
    width = len(pages[0][1])
    sums: dict[str, list[float]] = {}
    for cluster, terms in pages:
        row = sums.setdefault(cluster, [0.0] * width)
        for index, term in enumerate(terms):
            row[index] += term
    # Sorted, so that the interval doesn't depend on the order of the pages.
    rows = [sums[cluster] for cluster in sorted(sums)]
    return _Clusters(tuple(zip(*rows, strict=True)), len(rows))


def _draws(count: int, resamples: int) -> list[list[int]]:
    """The same draws for every metric and engine with this many clusters: differences are paired by it."""
    dice = random.Random(SEED)  # noqa: S311 - statistics, not secrets; fixed so that a rerun gives the same interval
    population = range(count)
    return [dice.choices(population, k=count) for _ in range(resamples)]


def _ends(values: Sequence[float]) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    return _quantile(values, tail), _quantile(values, 1 - tail)


def _quantile(values: Sequence[float], share: float) -> float:
    """Quantile of sorted values, linear between neighbours (type 7 of Hyndman & Fan 1996, the usual
    default)."""
    position = share * (len(values) - 1)
    below = int(position)
    above = min(below + 1, len(values) - 1)
    return values[below] + (position - below) * (values[above] - values[below])
