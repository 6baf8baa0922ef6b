"""The randomisation test and its correction, on data small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest
from goldleaf.scoring.metrics.base import mean_of_terms
from goldleaf.scoring.metrics.snippets import combine as snippet_f
from goldleaf.scoring.significance import ROUNDS, holm, randomisation
from goldleaf.scoring.stats import Difference, Interval, corrected, difference


def rows(values: list[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([[value, 1.0] for value in values])


def test_few_sites_are_swapped_in_all_ways() -> None:
    # Three sites, the first engine better by 1, 1 and 2 thirds of a point: sums of +-1 +-1 +-2 are
    # 4 2 2 0 0 -2 -2 -4: two of the eight are as great as 4.
    first, second = rows([0.5, 0.6, 0.9]), rows([0.4, 0.5, 0.7])
    assert randomisation(first, second, mean_of_terms) == pytest.approx(2 / 8)


def test_a_small_difference_is_reached_by_most_ways() -> None:
    # +1, +1 and -2: the sum is 0, and all eight ways reach it.
    first, second = rows([0.5, 0.6, 0.5]), rows([0.4, 0.5, 0.7])
    assert randomisation(first, second, mean_of_terms) == 1.0


def test_many_sites_are_swapped_at_random_and_the_p_value_is_never_0() -> None:
    values = [0.1 + 0.03 * number for number in range(20)]
    found = randomisation(rows([value + 0.05 for value in values]), rows(values), mean_of_terms)
    assert found == 1 / (ROUNDS + 1)


def test_the_p_value_is_that_of_the_sign_test_on_equal_steps() -> None:
    # 14 sites, better by one step on 11 and worse on 3: a difference of 8 steps or more is 11 or more, or 3
    # or fewer heads of 14 coins: 2 · (364 + 91 + 14 + 1) / 2^14 = 940 / 16384.
    second = rows([0.5] * 14)
    first = rows([0.6] * 11 + [0.4] * 3)
    assert randomisation(first, second, mean_of_terms) == pytest.approx(940 / 16384, abs=0.007)


def test_a_metric_that_sums_counts_is_swapped_as_one() -> None:
    # Two sites, (found, wrong, missing). First engine 2 of 2 on both: F 1. Second: 1 of 2 on one, so
    # 2 · 3 / (2 · 3 + 1). Swapping either way gives the same two sums: p is 1.
    first = np.array([[2.0, 0.0, 0.0], [2.0, 0.0, 0.0]])
    second = np.array([[1.0, 0.0, 1.0], [2.0, 0.0, 0.0]])
    assert randomisation(first, second, snippet_f) == 1.0


def test_the_test_is_the_same_from_both_sides_and_on_each_run() -> None:
    first, second = rows([0.1 * (n % 7) for n in range(30)]), rows([0.1 * (n % 5) for n in range(30)])
    one = randomisation(first, second, mean_of_terms)
    assert one == randomisation(second, first, mean_of_terms) == randomisation(first, second, mean_of_terms)
    assert 0.0 < one < 1.0


def test_no_sites_and_other_sites_are_refused() -> None:
    with pytest.raises(ValueError, match="same sites"):
        randomisation(rows([0.1]), rows([0.1, 0.2]), mean_of_terms)
    with pytest.raises(ValueError, match="same sites"):
        randomisation(np.empty((0, 2)), np.empty((0, 2)), mean_of_terms)


def test_holm_steps_down() -> None:
    # Sorted: 0.01 · 4, 0.02 · 3, 0.03 · 2 (not less than 0.06), 0.5 · 1.
    assert holm([0.03, 0.01, 0.5, 0.02]) == pytest.approx([0.06, 0.04, 0.5, 0.06])


def test_holm_gives_nothing_over_1_and_leaves_out_what_was_not_tested() -> None:
    assert holm([0.6, None, 0.7]) == [1.0, None, 1.0]
    assert holm([0.02]) == [0.02]
    assert holm([]) == []


def test_what_is_clear_alone_may_not_be_among_many() -> None:
    found = Difference(Interval(0.1, 0.02, 0.2, 30, 30), 0.03)
    assert found.is_clear
    among = corrected([found, Difference(Interval(0.1, 0.01, 0.2, 30, 30), 0.04)])
    assert [one.adjusted for one in among] == pytest.approx([0.06, 0.06])
    assert not among[0].is_clear


def test_an_interval_over_0_is_never_clear() -> None:
    assert not Difference(Interval(0.1, -0.01, 0.2, 30, 30), 0.001).is_clear


def test_pages_of_one_site_are_swapped_together() -> None:
    # 24 pages of 6 sites, all better: 2 of 2^6 ways. Taken for 24 sites, it would be 1 of 10,000.
    pages = [(f"site{number % 6}", (0.5, 1.0)) for number in range(24)]
    better = [(site, (0.6, 1.0)) for site, _ in pages]
    assert difference(better, pages, mean_of_terms).p_value == pytest.approx(2 / 64)
