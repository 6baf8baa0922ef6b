"""Bootstrap intervals: how far a number would move had other sites been picked.

Pages of one site share a template, so whole sites are drawn, not pages (the cluster bootstrap of Davison &
Hinkley, Bootstrap Methods and their Application, section 3.8); the interval is the percentile one. Two
engines are compared on the same draws, so what makes a site hard for both cancels out. How likely a
difference is by chance is for :mod:`goldleaf.scoring.significance`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from goldleaf.scoring.metrics import Terms
from goldleaf.scoring.significance import holm, randomisation

RESAMPLES = 1000
LEVEL = 0.95
SEED = 20260301
FEWEST_CLUSTERS = 5
"""Below this many sites a percentile interval means nothing, and none is given."""

# Numbers that are multiplied in one go: 32 MB of them.
_AT_ONCE = 4_000_000

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
        p_value: two-sided, of the paired randomisation test by site; None as for intervals.
        adjusted: the same after Holm's correction for all comparisons made at once; None before that.
        chance: size of the effect: the chance that the first engine is better on a page, a draw counting
            half, with its interval; 0.5 says that there is none. None where it was not asked for.
    """

    interval: Interval
    p_value: float | None
    adjusted: float | None = None
    chance: Interval | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero and the test, corrected, finds it no chance."""
        low, high = self.interval.low, self.interval.high
        p_value = self.p_value if self.adjusted is None else self.adjusted
        outside = low is not None and high is not None and (low > 0 or high < 0)
        return outside and p_value is not None and p_value <= 1 - LEVEL


@dataclass(frozen=True, slots=True)
class _Clusters:
    """Terms added up by cluster, a row for each cluster."""

    rows: npt.NDArray[np.float64]

    @property
    def count(self) -> int:
        return len(self.rows)

    def sums(self) -> Terms:
        return tuple(sum(column) for column in zip(*self.rows.tolist(), strict=True))

    def resampled(self, resamples: int) -> list[Terms]:
        """The sums of each draw."""
        weights = _weights(self.count, resamples)
        sums = [part @ self.rows for part in np.array_split(weights, max(1, weights.size // _AT_ONCE))]
        return [tuple(row) for row in np.concatenate(sums).tolist()]


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
    values = sorted(map(combine, clusters.resampled(resamples)))
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
    pairs = zip(one.resampled(resamples), two.resampled(resamples), strict=True)
    low, high = _ends(sorted(combine(left) - combine(right) for left, right in pairs))
    p_value = randomisation(one.rows, two.rows, combine)
    return Difference(Interval(value, low, high, len(first), one.count), p_value)


def corrected(differences: Sequence[Difference]) -> list[Difference]:
    """The differences with their p-values corrected for there being several (Holm), in the same order."""
    adjusted = holm([found.p_value for found in differences])
    return [replace(found, adjusted=p) for found, p in zip(differences, adjusted, strict=True)]


def _cluster(pages: Sequence[tuple[str, Terms]]) -> _Clusters:
    width = len(pages[0][1])
    sums: dict[str, list[float]] = {}
    for cluster, terms in pages:
        row = sums.setdefault(cluster, [0.0] * width)
        for index, term in enumerate(terms):
            row[index] += term
    # Sorted, so that the interval doesn't depend on the order of the pages.
    return _Clusters(np.array([sums[cluster] for cluster in sorted(sums)], dtype=np.float64))


@lru_cache(maxsize=32)
def _weights(count: int, resamples: int) -> npt.NDArray[np.uint16]:
    """How often each draw has each cluster: the same for every metric and engine with this many clusters, as
    differences are paired by it."""
    dice = random.Random(SEED)  # noqa: S311 - statistics, not secrets; fixed so that a rerun gives the same interval
    population = range(count)
    draws = (dice.choices(population, k=count) for _ in range(resamples))
    return np.array([np.bincount(drawn, minlength=count) for drawn in draws], dtype=np.uint16)


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
