"""Metrics where less is better: every comparison of two values asks the metric, never the sign."""

from __future__ import annotations

import pytest
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, mean_of_terms


def words_of(output: Extraction, reference: Reference) -> Measurement:
    """How many words came out: as good a thing to want little of as any."""
    count = float(len(output.text.split()))
    return Measurement(count, (count, 1.0), {})


def made(*, higher_is_better: bool) -> Metric:
    return Metric(
        name="words",
        title="words",
        source="made up",
        about="Words.",
        unit="words",
        low=0.0,
        high=3.0,
        higher_is_better=higher_is_better,
        version=1,
        measure=words_of,
        combine=mean_of_terms,
    )


MORE, LESS = made(higher_is_better=True), made(higher_is_better=False)


def test_less_is_worse_where_more_is_better() -> None:
    assert MORE.worse(0.4, 0.5)
    assert not MORE.worse(0.5, 0.4)
    assert MORE.better(0.5, 0.4)
    assert MORE.gain(before=0.4, now=0.5) == pytest.approx(0.1)
    assert (MORE.best, MORE.worst) == (3.0, 0.0)


def test_more_is_worse_where_less_is_better() -> None:
    assert LESS.worse(0.5, 0.4)
    assert not LESS.worse(0.4, 0.5)
    assert LESS.better(0.4, 0.5)
    assert LESS.gain(before=0.4, now=0.5) == pytest.approx(-0.1)
    assert (LESS.best, LESS.worst) == (0.0, 3.0)


@pytest.mark.parametrize("metric", [MORE, LESS])
def test_what_is_within_the_tolerance_is_neither(metric: Metric) -> None:
    for value in (0.41, 0.39, 0.4):
        assert not metric.worse(value, 0.4, tolerance=0.02)
        assert not metric.better(value, 0.4, tolerance=0.02)
    assert metric.worse(0.37, 0.4, 0.02) != metric.worse(0.43, 0.4, 0.02)
    assert metric.better(0.37, 0.4, 0.02) != metric.better(0.43, 0.4, 0.02)


def test_a_crash_is_no_clean_output() -> None:
    # The wrong word and both unwanted snippets: 3 words. An empty text would be the best there is.
    missed = LESS.miss(Reference("text", drop=("menu", "imprint")))
    assert missed is not None
    assert missed.value == 3.0


@pytest.mark.parametrize("name", METRICS)
def test_the_ends_of_every_metric_are_those_of_its_range(name: str) -> None:
    metric = METRICS[name]
    assert {metric.best, metric.worst} == {metric.low, metric.high}
    assert metric.worse(metric.worst, metric.best)
    assert metric.better(metric.best, metric.worst)
