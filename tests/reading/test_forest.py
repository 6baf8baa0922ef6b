"""Trees written by hand, small enough to follow with a finger."""

from __future__ import annotations

import numpy as np
import pytest
from goldleaf.reading.forest import Forest

# Tree 0: is the first feature over 1? then is the second over 5? Tree 1: is the second over 5? then never.
FOREST = Forest(
    feature=np.array([0, 1, 0], dtype=np.int32),
    border=np.array([1.0, 5.0, np.inf], dtype=np.float32),
    question=np.array([[0, 1], [1, 2]], dtype=np.int32),
    leaves=np.array([[[0.1], [0.2], [0.3], [0.4]], [[10.0], [20.0], [0.0], [0.0]]], dtype=np.float32),
    bias=np.array([100.0]),
)


@pytest.mark.parametrize(
    ("row", "leaf"),
    [
        ((0.0, 0.0), 0.1 + 10),
        ((2.0, 0.0), 0.2 + 10),
        ((0.0, 6.0), 0.3 + 20),
        ((2.0, 6.0), 0.4 + 20),
        ((1.0, 5.0), 0.1 + 10),  # on the border is not over it
        ((np.nan, np.nan), 0.1 + 10),  # what isn't known is over nothing
        ((np.inf, 6.0), 0.4 + 20),
    ],
)
def test_each_row_falls_into_the_leaf_that_its_answers_number(row: tuple[float, float], leaf: float) -> None:
    assert FOREST.predict(np.array([row], dtype=np.float32))[0, 0] == pytest.approx(100 + leaf)


def test_many_rows_at_once_are_the_same_as_one_by_one() -> None:
    rows = np.random.default_rng(1).uniform(-2, 8, (3_000, 2)).astype(np.float32)
    single = np.vstack([FOREST.predict(row[None, :]) for row in rows])
    assert np.array_equal(FOREST.predict(rows), single)


def test_several_outputs_are_added_up_apart() -> None:
    forest = Forest(
        feature=np.array([0], dtype=np.int32),
        border=np.array([0.5], dtype=np.float32),
        question=np.array([[0]], dtype=np.int32),
        leaves=np.array([[[1.0, 2.0], [3.0, 4.0]]], dtype=np.float32),
        bias=np.array([0.0, 10.0]),
    )
    assert forest.predict(np.array([[0.0], [1.0]], dtype=np.float32)).tolist() == [[1.0, 12.0], [3.0, 14.0]]


def test_no_rows_give_no_rows() -> None:
    assert FOREST.predict(np.empty((0, 2), dtype=np.float32)).shape == (0, 1)
