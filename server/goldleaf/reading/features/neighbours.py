"""The blocks before and behind each, and the means over what is near it or like it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldleaf.reading.features.repetition import Groups
from goldleaf.reading.features.view import Floats, Ints, group_means

_STEPS = (-2, -1, 1, 2)
_SEEN = (
    "log_chars", "link_density", "heading", "prose", "proposed", "bad", "ends_sentence", "like",
    "score_above", "rules_keep", "vocabulary_likely",
)  # fmt: skip
_AVERAGED = ("prose", "link_density", "proposed", "heading", "rules_keep", "vocabulary_likely")
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
    for step in _STEPS:
        for name in _SEEN:
            column = np.full(count, _NOTHING)
            if abs(step) < count:
                if step < 0:
                    column[-step:] = columns[name][:step]
                else:
                    column[:-step] = columns[name][step:]
            columns[f"{name}{step:+d}"] = column
    order = np.arange(count)
    sums = np.concatenate(([0.0], np.cumsum(around.chars)))
    for name in _AVERAGED:
        weighted = np.concatenate(([0.0], np.cumsum(columns[name] * around.chars)))
        for window in _WINDOWS:
            start, end = np.maximum(0, order - window), np.minimum(count, order + window + 1)
            columns[f"{name}~{window}"] = (weighted[end] - weighted[start]) / np.maximum(
                1.0, sums[end] - sums[start]
            )
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
    parents = around.parent
    same = np.zeros(count + 1)
    same[1:-1] = parents[1:] == parents[:-1]
    columns["sibling_before"] = same[:-1]
    columns["sibling_behind"] = same[1:]
