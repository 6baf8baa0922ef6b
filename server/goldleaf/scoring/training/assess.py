"""What fold models make of the pages that they never saw, and what follows for pages as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from goldleaf.reading.forest import Forest
from goldleaf.reading.page_features import PAGE_FEATURES, page_values
from goldleaf.reading.selection import select
from goldleaf.scoring.training.examples import Example
from goldleaf.scoring.training.fit import BlockModel
from goldleaf.scoring.training.forestry import constant, grow
from goldleaf.scoring.training.labels import bag_f1

PAGE_FOREST: dict[str, Any] = {
    "iterations": 150,
    "depth": 4,
    "learning_rate": 0.06,
    "l2_leaf_reg": 10,
    "border_count": 31,
    "rsm": 0.5,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
}
# A text is right, and trust in it deserved, from this F1 on.
RIGHT = 0.9
# Expected F1 below which readability-lxml's article might be the better answer; which one is measured.
_DOUBTS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a model that never saw a page makes of it.

    Attributes:
        example: the page.
        fold: its fold.
        f1: F1 of the words of the kept blocks, None where there is no gold text.
        proposed_f1: the same of the blocks that readability-lxml proposes.
        expected_f1: what the model expects.
        row: the page's features, in the order of ``PAGE_FEATURES``.
    """

    example: Example
    fold: int
    f1: float | None
    proposed_f1: float | None
    expected_f1: float
    row: NDArray[np.float32]


def assess(
    examples: Sequence[Example], folds: Sequence[int], models: Sequence[BlockModel]
) -> list[Assessment]:
    """Judge every page with the model that was made without its fold.

    Args:
        examples: the pages.
        folds: the fold of each.
        models: one for each fold.
    """
    assessments = []
    for number, (example, fold) in enumerate(zip(examples, folds, strict=True)):
        if example.invented:
            continue
        columns, likely = models[fold].likely[number]
        selection = select(likely, example.words)
        values = page_values(columns, example.surroundings.chars, likely, selection)
        row = np.array([values[name] for name in PAGE_FEATURES], dtype=np.float32)
        f1 = proposed = None
        if example.truth is not None:
            f1 = bag_f1(_bag(example, selection.keep), example.truth)
            proposed = bag_f1(_bag(example, columns["proposed"] > 0), example.truth)
        assessments.append(Assessment(example, fold, f1, proposed, selection.expected_f1, row))
    return assessments


def _bag(example: Example, keep: NDArray[np.bool_]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for words, kept in zip(example.bags, keep, strict=True):
        if kept:
            bag.update(words)
    return bag


def fit_types(assessments: Sequence[Assessment]) -> tuple[tuple[str, ...], Forest]:
    """Learn page types from the pages whose type is known.

    Args:
        assessments: of pages that their models never saw.

    Returns:
        The names of the types, and a forest with one output for each.
    """
    known = [found for found in assessments if found.example.page_type]
    names = sorted({found.example.page_type or "" for found in known})
    target = np.array([names.index(found.example.page_type or "") for found in known])
    if len(names) < 2:
        return tuple(names) or ("article",), constant(0.0)
    rows = np.vstack([found.row for found in known])
    forest = grow(rows, target, np.ones(len(known)), PAGE_FOREST | {"loss_function": "MultiClass"})
    return tuple(names), forest


def fit_trust(assessments: Sequence[Assessment]) -> Forest:
    """Learn on which pages the text is right.

    Args:
        assessments: of pages that their models never saw.
    """
    known = [found for found in assessments if found.f1 is not None and found.example.teaches]
    target = np.array([float((found.f1 or 0.0) >= RIGHT) for found in known])
    if len(np.unique(target)) < 2:
        # Laplace's rule of succession: so many pages say so much, and no more.
        share = (float(target.sum()) + 1.0) / (len(target) + 2.0)
        return constant(float(np.log(share / (1.0 - share))))
    rows = np.vstack([found.row for found in known])
    return grow(rows, target, np.ones(len(known)), PAGE_FOREST | {"loss_function": "Logloss"})


def calibrate(odds: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The monotone function from a forest's log-odds to the share of right texts.

    Source of the method: isotonic regression by pooling adjacent violators (Zadrozny & Elkan 2002).

    Args:
        odds: of pages that the forest never saw, shape (n,).
        right: 1.0 where the text was right, shape (n,).

    Returns:
        Its corners, shape (2, p).
    """
    regression = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip")
    regression.fit(odds, right)
    return np.vstack([regression.X_thresholds_, regression.y_thresholds_])


def choose_doubt(assessments: Sequence[Assessment]) -> float:
    """The expected F1 below which readability-lxml's article is the better answer on pages never seen.

    Args:
        assessments: of pages that their models never saw.
    """
    known = [found for found in assessments if found.f1 is not None and found.example.teaches]

    def mean(doubt: float) -> float:
        return float(
            np.mean(
                [
                    found.proposed_f1
                    if found.expected_f1 < doubt and found.proposed_f1 is not None
                    else found.f1 or 0.0
                    for found in known
                ]
            )
        )

    return max(_DOUBTS, key=lambda doubt: (round(mean(doubt), 5), -doubt))
