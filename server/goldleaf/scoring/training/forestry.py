"""Oblivious trees learned by CatBoost, taken out of its format into Goldleaf's own."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoost, Pool
from numpy.typing import NDArray

from goldleaf.reading.forest import Forest

# One thread, so that sums are added up in the same order on every machine.
_FIXED = {"thread_count": 1, "random_seed": 0, "verbose": 0, "allow_writing_files": False}


def constant(*values: float) -> Forest:
    """A forest that gives the same for every row, where there is nothing to tell apart.

    Args:
        values: its outputs.
    """
    return Forest(
        feature=np.zeros(1, dtype=np.int32),
        border=np.full(1, np.inf, dtype=np.float32),
        question=np.zeros((0, 1), dtype=np.int32),
        leaves=np.zeros((1, 1, len(values)), dtype=np.float32),
        bias=np.array(values, dtype=np.float64),
    )


def grow(
    rows: NDArray[np.float32],
    target: NDArray[Any],
    weight: NDArray[np.float64],
    parameters: dict[str, Any],
) -> Forest:
    """Fit a forest.

    Source: CatBoost (Prokhorenkova et al. 2018, "CatBoost: unbiased boosting with categorical features").

    Args:
        rows: features, shape (n, F); may hold NaN.
        target: what to predict, shape (n,).
        weight: what each row counts, shape (n,).
        parameters: CatBoost's.
    """
    model = CatBoost(parameters | _FIXED)
    model.fit(Pool(rows, target, weight=weight / weight.mean()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _taken_over(json.loads(path.read_text()))


def _taken_over(data: dict[str, Any]) -> Forest:
    trees = data["oblivious_trees"]
    scale, bias = data["scale_and_bias"]
    depth = max((len(tree["splits"] or ()) for tree in trees), default=0)
    numbers: dict[tuple[int, float], int] = {}
    questions = np.zeros((depth, len(trees)), dtype=np.int32)
    # The answer to a question that a shallower tree never asks is always no.
    never = numbers.setdefault((0, float("inf")), 0)
    questions[:] = never
    outputs = max(1, len(np.atleast_1d(bias)))
    leaves = np.zeros((len(trees), 1 << depth, outputs), dtype=np.float32)
    for number, tree in enumerate(trees):
        splits = tree["splits"] or ()
        for level, split in enumerate(splits):
            key = (int(split["float_feature_index"]), float(np.float32(split["border"])))
            questions[level, number] = numbers.setdefault(key, len(numbers))
        values = np.array(tree["leaf_values"], dtype=np.float32).reshape(1 << len(splits), outputs)
        leaves[number, : 1 << len(splits)] = values * scale
    return Forest(
        feature=np.array([feature for feature, _ in numbers], dtype=np.int32),
        border=np.array([border for _, border in numbers], dtype=np.float32),
        question=questions,
        leaves=leaves,
        bias=np.atleast_1d(np.array(bias, dtype=np.float64)),
    )
