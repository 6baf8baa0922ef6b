"""Cards, rows, teasers: containers of one shape side by side, and blocks that stand in the same way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from goldleaf.reading.features.view import Floats, Ints, View

# So many of one shape under one parent are a row of cards.
_FEWEST = 3
# Repeating is what these are for.
_PLAIN = frozenset("p br td th tr h2 h3 h4 dt dd pre option".split())
# Characters of a class that tell its shape; what comes later are often states and numbers.
_NAME = 40
_CARD_FEATURES = ("n", "chars", "links", "prose", "mean", "share", "spread", "rank")


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
    nodes = view.page.nodes
    count = len(nodes)
    ways: dict[tuple[int, str, str], int] = {}
    way_of = [0] * count
    rows: dict[tuple[int, str, str], int] = {}
    row_of, rank_of, sizes = [0] * count, [0] * count, [0] * count
    for node in nodes:
        index, parent = node.index, node.parent
        name = node.names[:_NAME]
        way_of[index] = ways.setdefault((way_of[parent] if parent >= 0 else -1, node.tag, name), len(ways))
        row = rows.setdefault((parent, node.tag, name), len(rows))
        row_of[index] = row
        rank_of[index] = sizes[row]
        sizes[row] += 1
    card, shelf = [-1] * count, [-1] * count
    for node in nodes:
        index, parent = node.index, node.parent
        if parent >= 0:
            card[index], shelf[index] = card[parent], shelf[parent]
        if sizes[row_of[index]] >= _FEWEST and node.tag not in _PLAIN:
            card[index] = index
            if shelf[index] < 0:
                shelf[index] = index
    cards, shelves = np.array(card)[view.node], np.array(shelf)[view.node]
    table = _rows_table(view, np.array(row_of), len(rows))
    ranks = np.array(rank_of, dtype=np.float64)
    for name, around in (("card", cards), ("shelf", shelves)):
        inside = around >= 0
        stats = np.where(inside[:, None], table[np.array(row_of)[around]], 0.0)
        for place, feature in enumerate(_CARD_FEATURES[:-1]):
            column = stats[:, place]
            columns[f"{name}_{feature}"] = np.log1p(column) if feature in ("n", "chars", "mean") else column
        columns[f"{name}_rank"] = np.where(inside, ranks[around] / np.maximum(1.0, stats[:, 0]), -1.0)
        columns[f"{name}_own"] = np.where(inside, view.node_chars[around], 0.0)
    way = _ways_of_blocks(columns, view, way_of)
    return Groups(way, cards, shelves)


def _rows_table(view: View, row_of: Ints, rows: int) -> Floats:
    """For each row of like containers: number, characters, links, prose, mean, share of the page, spread."""
    chars = view.node_chars
    number = np.bincount(row_of, minlength=rows).astype(np.float64)
    total = np.bincount(row_of, chars, minlength=rows)
    squares = np.bincount(row_of, chars * chars, minlength=rows)
    links = np.bincount(row_of, chars * view.node_links, minlength=rows)
    prose = np.bincount(row_of, chars * view.node_prose, minlength=rows)
    mean = total / number
    spread = np.sqrt(np.maximum(0.0, squares / number - mean * mean)) / np.maximum(1.0, mean)
    divisor = np.maximum(1.0, total)
    return np.column_stack(
        (number, total, links / divisor, prose / divisor, mean, total / view.total, spread)
    )


def _ways_of_blocks(columns: dict[str, Floats], view: View, way_of: list[int]) -> Ints:
    numbers: dict[tuple[int, str], int] = {}
    way = np.array(
        [numbers.setdefault((way_of[block.node], block.kind), len(numbers)) for block in view.blocks],
        dtype=np.int64,
    )
    counts = Counter(way.tolist())
    number = np.array([counts[key] for key in way.tolist()], dtype=np.float64)
    chars = np.bincount(way, view.chars)[way]
    columns["like"] = np.log1p(number)
    columns["like_share"] = chars / view.total
    columns["like_mean"] = np.log1p(chars / number)
    return way
