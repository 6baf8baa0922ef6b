"""What is known of each block, in numbers: the columns that the model decides by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.blocks import Page
from goldleaf.reading.features.containers import add_containers
from goldleaf.reading.features.evidence import Witnesses, add_evidence
from goldleaf.reading.features.neighbours import Surroundings, add_neighbours
from goldleaf.reading.features.place import add_address, add_place
from goldleaf.reading.features.repetition import add_repetition
from goldleaf.reading.features.view import Floats, View, view_of
from goldleaf.reading.features.vocabulary import Vocabulary, add_vocabulary, weigh
from goldleaf.reading.features.wording import add_wording

__all__ = [
    "Described",
    "Floats",
    "Surroundings",
    "View",
    "Vocabulary",
    "Witnesses",
    "add_neighbours",
    "add_vocabulary",
    "describe",
    "describe_alone",
]


_AT_ONCE = 2_048
# From so many blocks on, what is known of them is held in the least memory that it needs.
_MANY = 5_000
# What more is worked out from has all its digits even then.
_PRECISE = frozenset(
    "log_chars link_density upper digits common_words capitalised word_length score_above like card_n"
    " shelf_n shelf_share title_overlap rules_keep vocabulary_around vocabulary_near vocabulary_words"
    " vocabulary_likely".split()
)


@dataclass(frozen=True, slots=True)
class Described:
    """A page's blocks with text, and what is known of them.

    Attributes:
        view: the page in columns.
        columns: the features by name, each of shape (n,) for n blocks with text.
        surroundings: which blocks stand together.
    """

    view: View
    columns: dict[str, Floats]
    surroundings: Surroundings

    def rows(self, names: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        """Some features as a forest takes them, some thousand blocks at a time, shape (…, len(names)).

        Args:
            names: which, in this order.
        """
        count = len(self.view.blocks)
        for start in range(0, count, _AT_ONCE):
            # Each feature is written from end to end, and read so by the forest.
            table = np.empty((len(names), min(_AT_ONCE, count - start)), dtype=np.float32)
            for row, name in zip(table, names, strict=True):
                row[:] = self.columns[name][start : start + _AT_ONCE]
            yield table.T


def describe_alone(page: Page, witnesses: Witnesses, url: str | None = None) -> Described:
    """Work out the features that need nothing learned.

    Args:
        page: the segmented page; it has at least one block with text.
        witnesses: the opinions of readability-lxml and of the rules.
        url: the page's address.
    """
    view = view_of(page)
    columns: dict[str, Floats] = {}
    add_wording(columns, view)
    _pack(columns)
    add_containers(columns, view, witnesses.zones)
    _pack(columns)
    groups = add_repetition(columns, view)
    section = add_place(columns, view)
    add_address(columns, len(view.blocks), url)
    _pack(columns)
    add_evidence(columns, view, witnesses)
    _pack(columns)
    return Described(
        view, columns, Surroundings(view.chars, view.total, view.parent, view.grand, groups, section)
    )


def describe(page: Page, witnesses: Witnesses, vocabulary: Vocabulary, url: str | None = None) -> Described:
    """Work out the features of every block that has text.

    Args:
        page: the segmented page; it has at least one block with text.
        witnesses: the opinions of readability-lxml and of the rules.
        vocabulary: the learned weights of names and words.
        url: the page's address.

    Returns:
        The features; :data:`~goldleaf.reading.features.catalogue.FEATURES` says what each is.
    """
    described = describe_alone(page, witnesses, url)
    add_vocabulary(described.columns, weigh(described.view, vocabulary), vocabulary.intercept)
    _pack(described.columns)
    add_neighbours(described.columns, described.surroundings)
    _pack(described.columns)
    return described


def _pack(columns: dict[str, Floats]) -> None:
    """Hold the features of a very large page in less memory: as one value, as flags, in single precision.

    A forest takes single precision in any case.
    """
    for name, column in columns.items():
        if len(column) < _MANY or column.dtype == np.bool_ or not column.strides[0]:
            continue
        packed: NDArray[Any] = column
        if (column == column[0]).all() or np.isnan(column).all():
            packed = np.broadcast_to(column[:1].copy(), column.shape)
        elif ((column == 0.0) | (column == 1.0)).all():
            packed = column.astype(np.bool_)
        elif name not in _PRECISE and column.dtype == np.float64:
            packed = column.astype(np.float32)
        columns[name] = packed
