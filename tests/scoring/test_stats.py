"""Intervals that can be checked by reasoning: constant data, known spread, clusters, pairing."""

from __future__ import annotations

import math

import pytest
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.metrics.base import Terms, mean_of_terms
from goldleaf.scoring.stats import FEWEST_CLUSTERS, difference, interval

Pages = list[tuple[str, Terms]]


def pages(values: list[float], clusters: list[str] | None = None) -> Pages:
    names = clusters or [f"site{index}" for index in range(len(values))]
    return [(name, (value, 1.0)) for name, value in zip(names, values, strict=True)]


def test_equal_pages_leave_no_doubt() -> None:
    found = interval(pages([0.7] * 10), mean_of_terms)
    assert found.value == pytest.approx(0.7)
    assert [found.low, found.high] == pytest.approx([0.7, 0.7])


def test_the_interval_is_that_of_the_normal_theory_on_many_pages() -> None:
    # 200 pages scored 0 and 200 scored 1: the mean's standard error is 0.5 / sqrt(400) = 0.025.
    found = interval(pages([0.0, 1.0] * 200), mean_of_terms)
    assert found.value == 0.5
    assert found.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.006)
    assert found.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.006)


def test_pages_of_one_site_are_drawn_together() -> None:
    # 20 sites of 20 equal pages each say no more than 20 pages: the error is sqrt(20) times that of 400
    # pages.
    values = [float(site % 2) for site in range(20) for _ in range(20)]
    sites = [f"site{site}" for site in range(20) for _ in range(20)]
    alone, together = interval(pages(values), mean_of_terms), interval(pages(values, sites), mean_of_terms)
    assert alone.low is not None and alone.high is not None  # noqa: PT018
    assert together.low is not None and together.high is not None  # noqa: PT018
    ratio = (together.high - together.low) / (alone.high - alone.low)
    assert ratio == pytest.approx(math.sqrt(20), rel=0.15)
    assert (together.pages, together.clusters) == (400, 20)


def test_the_order_of_pages_does_not_matter() -> None:
    mixed = pages([0.1, 0.9, 0.4, 0.6, 0.3, 0.8])
    assert interval(mixed, mean_of_terms) == interval(mixed[::-1], mean_of_terms)


def test_too_few_sites_have_no_interval() -> None:
    found = interval(pages([0.2] * 8, ["one", "two"] * 4), mean_of_terms)
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == (None, None)
    assert interval(pages([0.2] * FEWEST_CLUSTERS), mean_of_terms).low is not None


def test_a_metric_that_sums_counts_is_resampled_as_one() -> None:
    snippets = METRICS["snippet_f"]
    counted: Pages = [(f"site{index}", (2.0, 1.0, 1.0)) for index in range(6)]
    found = interval(counted, snippets.combine)
    assert found.value == pytest.approx(4 / 6)
    assert [found.low, found.high] == pytest.approx([4 / 6, 4 / 6])


def test_a_paired_difference_is_surer_than_its_two_sides() -> None:
    # Each page is 0.05 better, on pages that differ by ten times as much: paired, nothing is left to chance.
    hard = [0.1, 0.3, 0.5, 0.7, 0.9, 0.2, 0.4, 0.6]
    found = difference(pages([value + 0.05 for value in hard]), pages(hard), mean_of_terms)
    assert found.interval.low == pytest.approx(0.05)
    assert found.interval.high == pytest.approx(0.05)
    assert found.is_clear
    # Of the 2^8 ways to swap the eight sites, none and all give a difference as great.
    assert found.p_value == pytest.approx(2 / 256)


def test_no_difference_is_not_clear() -> None:
    same = pages([0.1, 0.3, 0.5, 0.7, 0.9])
    found = difference(same, same, mean_of_terms)
    assert not found.is_clear
    assert found.p_value == 1.0


def test_a_mixed_difference_is_not_clear() -> None:
    found = difference(pages([0.6, 0.4] * 4), pages([0.5] * 8), mean_of_terms)
    assert not found.is_clear
    assert found.p_value is not None
    assert found.p_value > 0.3


def test_a_difference_needs_the_same_pages() -> None:
    with pytest.raises(ValueError, match="same pages"):
        difference(pages([0.1, 0.2]), pages([0.1]), mean_of_terms)
    with pytest.raises(ValueError, match="same pages"):
        difference([], [], mean_of_terms)


def test_no_page_has_no_interval() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        interval([], mean_of_terms)
