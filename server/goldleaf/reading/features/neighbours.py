"""The blocks before and behind each, and the means over what is near it or like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.features.repetition import Groups
from goldleaf.reading.features.view import Floats, Ints, group_means

_STEPS = (-2, -1, 1, 2)
_SEEN = ("score_above", "vocabulary_likely")
_AVERAGED = ("link_density", "proposed", "rules_keep", "vocabulary_likely")
_WINDOWS = (4, 12)
_NOTHING = -1.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Which blocks stand together; columns are of shape (n,).

    Attributes:
        chars: each block's characters.
        total: the page's.
        parent, grand: index of the container around each block's own, and of the next.
        groups: which blocks are of one shape.
        section: the number of the section under a heading.
    """

    chars: Floats
    total: float
    parent: Ints
    grand: Ints
    groups: Groups
    section: Ints


def add_neighbours(columns: dict[str, Floats], around: Surroundings) -> None:
    """Add the features of what stands around each block.

    Args:
        columns: features by name, each of shape (n,), all others among them; added to.
        around: which blocks stand together.
    """
    count = len(around.chars)
    reach = max(_STEPS)
    # Nothing is worked out from these, so they have no more digits than a forest takes.
    padded: NDArray[Any] = np.full((len(_SEEN), count + 2 * reach), _NOTHING, dtype=np.float32)
    for row, name in zip(padded, _SEEN, strict=True):
        row[reach:-reach] = columns[name]
    for step in _STEPS:
        for row, name in zip(padded, _SEEN, strict=True):
            columns[f"{name}{step:+d}"] = row[reach + step : reach + step + count]
    averaged = np.zeros((1 + len(_AVERAGED), count + 1))
    np.cumsum(around.chars, out=averaged[0, 1:])
    for row, name in zip(averaged[1:], _AVERAGED, strict=True):
        np.cumsum(columns[name] * around.chars, out=row[1:])
    order = np.arange(count)
    means = []
    for window in _WINDOWS:
        sums = averaged[:, np.minimum(count, order + window + 1)] - averaged[:, np.maximum(0, order - window)]
        means.append(sums[1:] / np.maximum(1.0, sums[0]))
    for place, name in enumerate(_AVERAGED):
        for mean, window in zip(means, _WINDOWS, strict=True):
            columns[f"{name}~{window}"] = mean[place]
    likely = columns["vocabulary_likely"]
    weights = np.sqrt(around.chars)
    for name, keys in (
        ("way", around.groups.way),
        ("card", around.groups.card + 1),
        ("shelf", around.groups.shelf + 1),
        ("section", around.section),
        ("parent", around.parent),
        ("grand", around.grand),
    ):
        columns[f"likely_in_{name}"] = group_means(keys, likely, weights)
        columns[f"kept_in_{name}"] = group_means(keys, columns["rules_keep"], weights)
    columns["page_likely"] = np.full(count, float((likely * around.chars).sum() / around.total))
