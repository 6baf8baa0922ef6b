"""Whether a difference between two engines may be chance: a paired randomisation test, and its correction.

Were the two engines equally good, it would not matter which of the two outputs of a site is called whose. So
the test swaps them, site by site and at random, and counts how often the difference becomes as great as the
one that was found (approximate randomisation: Noreen, Computer-Intensive Methods for Testing Hypotheses,
1989; for language tools: Yeh, More accurate tests for the statistical significance of result differences,
COLING 2000). Whole sites are swapped, as pages of one site are no independent evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from goldleaf.scoring.metrics import Terms

ROUNDS = 9_999
"""How often the sites are swapped at random; so the least p-value is 0.0001."""
SEED = 20260302

_Rows = npt.NDArray[np.float64]
# Up to so many sites all ways of swapping are tried, so that the p-value is exact.
_FEW = 13
_AT_ONCE = 4_000_000
# Sums of the same numbers in another order may differ by this much.
_ROUNDING = 1e-12


def randomisation(first: _Rows, second: _Rows, combine: Callable[[Terms], float]) -> float:
    """Two-sided p-value of the difference between two engines.

    Args:
        first: a row of summed terms for each site.
        second: the same sites in the same order.
        combine: the metric's function from summed terms to a value.

    Returns:
        The share of ways to swap the engines that make a difference as great as the one found. With over 13
        sites it is estimated from :data:`ROUNDS` of them, the one found counted as one more, so that it is
        never 0.

    Raises:
        ValueError: the two have not the same shape, or no site.
    """
    if first.shape != second.shape or not len(first):
        raise ValueError("a paired test needs the same sites on both sides")
    found = abs(combine(tuple(first.sum(axis=0).tolist())) - combine(tuple(second.sum(axis=0).tolist())))
    both, change = first.sum(axis=0) + second.sum(axis=0), first - second
    great = rounds = 0
    for kept in _swaps(len(first)):
        ours = second.sum(axis=0) + kept @ change
        for left, right in zip(ours.tolist(), (both - ours).tolist(), strict=True):
            great += abs(combine(tuple(left)) - combine(tuple(right))) >= found - _ROUNDING
        rounds += len(kept)
    return great / rounds if len(first) <= _FEW else (great + 1) / (rounds + 1)


def _swaps(count: int) -> Iterator[_Rows]:
    """Which sites keep their engines: all ways where there are few, else many at random, some at a time."""
    if count <= _FEW:
        numbers = np.arange(2**count)[:, np.newaxis]
        yield ((numbers >> np.arange(count)) & 1).astype(np.float64)
        return
    dice = np.random.default_rng(SEED)
    left = ROUNDS
    while left:
        size = min(left, max(1, _AT_ONCE // count))
        yield dice.integers(0, 2, (size, count), dtype=np.uint8).astype(np.float64)
        left -= size


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Holm's step-down correction: the chance of any false alarm among all tests is at most the level then.

    The least of m p-values is multiplied by m, the next by m - 1 and so on; none becomes less than the one
    before it, or more than 1 (Holm, A simple sequentially rejective multiple test procedure, 1979).

    Args:
        p_values: of all tests made at once; None where there was none, which is not counted.

    Returns:
        The corrected ones, in the same order.
    """
    known = sorted((p, index) for index, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    least = 0.0
    for rank, (p, index) in enumerate(known):
        least = max(least, min(1.0, p * (len(known) - rank)))
        adjusted[index] = least
    return adjusted
