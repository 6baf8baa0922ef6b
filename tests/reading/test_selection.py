"""The blocks kept are those with the greatest expected F1."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from goldleaf.reading.selection import select


def expected(likely: list[float], words: list[float], keep: tuple[bool, ...]) -> float:
    kept = sum(w for w, k in zip(words, keep, strict=True) if k)
    gained = sum(p * w for p, w, k in zip(likely, words, keep, strict=True) if k)
    return 2 * gained / (kept + sum(p * w for p, w in zip(likely, words, strict=True)))


def test_no_other_set_is_better() -> None:
    likely, words = [0.55, 0.1, 0.3, 0.5, 0.02], [30.0, 8.0, 100.0, 4.0, 60.0]
    found = select(np.array(likely), np.array(words))
    best = max(expected(likely, words, keep) for keep in product((False, True), repeat=5))
    assert found.expected_f1 == pytest.approx(best)
    assert expected(likely, words, tuple(found.keep.tolist())) == pytest.approx(best)


def test_where_all_is_doubtful_the_better_half_is_kept_all_the_same() -> None:
    found = select(np.array([0.3, 0.3, 0.01, 0.01]), np.array([50.0, 50.0, 50.0, 50.0]))
    assert found.keep.tolist() == [True, True, False, False]
    assert found.threshold == pytest.approx(0.3)


def test_what_is_likely_is_kept_even_beside_what_is_certain() -> None:
    found = select(np.array([0.999, 0.7, 0.4]), np.array([1000.0, 10.0, 10.0]))
    assert found.keep.tolist()[:2] == [True, True]
    assert found.threshold <= 0.6
