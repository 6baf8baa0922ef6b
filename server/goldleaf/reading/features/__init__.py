"""What is known of each block, in numbers: the columns that the model decides by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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

    def rows(self, names: Sequence[str]) -> NDArray[np.float32]:
        """Some features as a forest takes them, shape (n, len(names)).

        Args:
            names: which, in this order.
        """
        # Each feature is written from end to end, and read so by the forest.
        table = np.empty((len(names), len(self.view.blocks)), dtype=np.float32)
        for row, name in zip(table, names, strict=True):
            row[:] = self.columns[name]
        return table.T


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
    add_containers(columns, view, witnesses.zones)
    groups = add_repetition(columns, view)
    section = add_place(columns, view)
    add_address(columns, len(view.blocks), url)
    add_evidence(columns, view, witnesses)
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
    add_neighbours(described.columns, described.surroundings)
    return described
