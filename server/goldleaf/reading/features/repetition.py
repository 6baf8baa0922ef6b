"""Cards, rows, teasers: containers of one shape side by side, and blocks that stand in the same way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.features.view import Floats, Ints, View

# So many of one shape under one parent are a row of cards.
_FEWEST = 3
# Repeating is what these are for.
_PLAIN = frozenset("p br td th tr h2 h3 h4 dt dd pre option".split())
# Characters of a class that tell its shape; what comes later are often states and numbers.
_NAME = 40
_CARD_FEATURES = ("n", "chars", "prose", "mean", "share", "spread")


@dataclass(frozen=True, slots=True)
class Groups:
    """Which blocks belong together.

    Attributes:
        way: a number for each block, equal where the elements and classes around it are, shape (n,).
        card: the innermost repeated container around each block, -1 where there is none, shape (n,).
        shelf: the outermost one, shape (n,).
    """

    way: Ints
    card: Ints
    shelf: Ints


def add_repetition(columns: dict[str, Floats], view: View) -> Groups:
    """Add the features of what repeats.

    Args:
        columns: features by name, each of shape (n,); added to.
        view: the page in columns.

    Returns:
        Which blocks belong together.
    """
    shape_of, way_of, plain = _shapes(view)
    row_of = _rows(view, shape_of)
    sizes = np.bincount(row_of)[row_of]
    repeated = (sizes >= _FEWEST) & ~plain
    # The body has nothing beside it.
    repeated[0] = False
    cards, shelves = view.innermost(repeated)[view.node], view.outermost(repeated)[view.node]
    table = _rows_table(view, row_of)
    for name, around in (("card", cards), ("shelf", shelves)):
        inside = around >= 0
        stats = np.where(inside, table[:, row_of[around]], 0.0)
        for column, feature in zip(stats, _CARD_FEATURES, strict=True):
            columns[f"{name}_{feature}"] = np.log1p(column) if feature in ("n", "chars", "mean") else column
    way = _ways_of_blocks(columns, view, way_of)
    return Groups(way, cards, shelves)


def _shapes(view: View) -> tuple[Ints, list[int], NDArray[np.bool_]]:
    """Of each container: a number for its shape; one for that and those around it; whether it is plain."""
    shapes: dict[tuple[str, str], int] = {}
    ways: dict[tuple[int, int], int] = {}
    shape_of: list[int] = []
    way_of: list[int] = []
    for node in view.page.nodes:
        shape = shapes.setdefault((node.tag, node.names[:_NAME]), len(shapes))
        shape_of.append(shape)
        parent = node.parent
        way_of.append(ways.setdefault((way_of[parent] if parent >= 0 else -1, shape), len(ways)))
    plain = np.array([tag in _PLAIN for tag, _ in shapes], dtype=np.bool_)
    numbers = np.array(shape_of, dtype=np.int64)
    return numbers, way_of, plain[numbers]


def _rows(view: View, shape_of: Ints) -> Ints:
    """The number of each container's row, which are those of one shape in one parent."""
    count = len(shape_of)
    keys = (view.node_parent + 1) * count + shape_of
    keys[0] = 0
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first = np.empty(count, dtype=np.bool_)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    row_of = np.empty(count, dtype=np.int64)
    row_of[order] = np.cumsum(first) - 1
    return row_of


def _rows_table(view: View, row_of: Ints) -> Floats:
    """Of each row of like containers: number, characters, prose, mean, share of the page, spread.

    Shape (6, rows).
    """
    chars = view.node_chars
    number = np.bincount(row_of).astype(np.float64)
    total = np.bincount(row_of, chars)
    squares = np.bincount(row_of, chars * chars)
    prose = np.bincount(row_of, chars * view.node_prose)
    mean = total / number
    spread = np.sqrt(np.maximum(0.0, squares / number - mean * mean)) / np.maximum(1.0, mean)
    divisor = np.maximum(1.0, total)
    return np.array((number, total, prose / divisor, mean, total / view.total, spread))


def _ways_of_blocks(columns: dict[str, Floats], view: View, way_of: list[int]) -> Ints:
    numbers: dict[tuple[int, str], int] = {}
    way = np.array(
        [
            numbers.setdefault((way_of[index], block.kind), len(numbers))
            for index, block in zip(view.node.tolist(), view.blocks, strict=True)
        ],
        dtype=np.int64,
    )
    number = np.bincount(way)[way].astype(np.float64)
    chars = np.bincount(way, view.chars)[way]
    columns["like"] = np.log1p(number)
    columns["like_share"] = chars / view.total
    columns["like_mean"] = np.log1p(chars / number)
    return way
