"""The vocabulary's weights: one logistic regression over all names and words, with a ridge penalty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from goldleaf.reading.features.vocabulary import NAME_PLACES, WORD_PLACES, Vocabulary, Weighed
from goldleaf.scoring.training.examples import Example

# A name or a word has to be met on so many domains, so that none is known for one site alone.
_FEWEST_DOMAINS = 8
# The inverse of the penalty: strong, because most names are met on few domains.
_C = 0.02
_ITERATIONS = 60
# No page weighs more for being long.
_MOST_BLOCKS = 300
# Which of the four sums a place's weights are added to.
_SUMS = {place: 0 if place == "around" else 1 for place in NAME_PLACES} | {
    "short": 2,
    "long": 2,
    "line": 2,
    "heading": 3,
}
_PLACES = (*NAME_PLACES, *WORD_PLACES, "line")


def block_weights(example: Example) -> NDArray[np.float64]:
    """What each block counts in learning: its words, up to a paragraph's, over the root of the page's."""
    words = np.clip(example.words, 1.0, 60.0) * example.known
    weights: NDArray[np.float64] = words / max(1.0, float(words.sum())) ** 0.5 / 5.0
    return weights


def sample(example: Example) -> NDArray[np.int64]:
    """The blocks to learn from: the known ones, of very long pages evenly spaced ones."""
    known = np.flatnonzero(example.known)
    if len(known) <= _MOST_BLOCKS:
        return known
    return known[np.linspace(0, len(known) - 1, _MOST_BLOCKS).astype(np.int64)]


class Lexicon:
    """Names and words of many pages as sparse rows, counted once and learned from in many ways.

    Attributes:
        tokens: each (place, name or word), by column.
        rows: of each page, shape (n, tokens), 1.0 where the block says it.
        met: of each page, the columns met in it.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        """Number the names and words.

        Args:
            examples: all pages that may be learned from or judged.
        """
        numbers: list[dict[str, int]] = [{} for _ in _PLACES]
        columns: dict[tuple[int, str], int] = {}
        self.rows: list[Any] = []
        self.met: list[NDArray[np.int64]] = []
        for example in examples:
            found: list[int] = []
            ends = [0]
            cache: dict[tuple[int, int], list[int]] = {}
            for said in example.said:
                for place, spoken in _channels(said):
                    # The same container's names come back for every block in it.
                    key = (place, id(spoken))
                    known = cache.get(key)
                    if known is None:
                        mine = numbers[place]
                        known = []
                        # Sets of text come in another order in every process; numbers must not.
                        for token in sorted(spoken):
                            column = mine.get(token)
                            if column is None:
                                column = mine[token] = columns.setdefault((place, token), len(columns))
                            known.append(column)
                        if place < len(NAME_PLACES):
                            cache[key] = known
                    found.extend(known)
                ends.append(len(found))
            array = np.array(found, dtype=np.int32)
            self.rows.append((array, np.array(ends, dtype=np.int64)))
            self.met.append(np.unique(array))
        self.tokens = [(_PLACES[place], token) for place, token in columns]
        self.sums = np.array([_SUMS[place] for place, _ in self.tokens], dtype=np.int64)

    def matrix(self, number: int) -> Any:
        """The rows of a page."""
        found, ends = self.rows[number]
        data = np.ones(len(found), dtype=np.float32)
        return csr_matrix((data, found, ends), shape=(len(ends) - 1, len(self.tokens)))

    def fit(self, examples: Sequence[Example], numbers: Sequence[int]) -> tuple[NDArray[np.float64], float]:
        """Learn what names and words say.

        Args:
            examples: all pages, as given to the constructor.
            numbers: those to learn from; no others, or the test is no test.

        Returns:
            The weight of each token, 0.0 for those met on too few domains, and the intercept.
        """
        common = self._common(examples, numbers)
        matrices, labels, weights = [], [], []
        for number in numbers:
            example = examples[number]
            places = sample(example)
            matrices.append(self.matrix(number)[places])
            labels.append(example.label[places])
            weights.append(block_weights(example)[places])
        weight = np.concatenate(weights)
        model = LogisticRegression(C=_C, max_iter=_ITERATIONS, tol=1e-2, solver="lbfgs")
        model.fit(
            vstack(matrices).tocsc()[:, common].tocsr(),
            np.concatenate(labels),
            sample_weight=weight / weight.mean(),
        )
        learned = np.zeros(len(self.tokens))
        learned[common] = model.coef_[0]
        return learned, float(model.intercept_[0])

    def _common(self, examples: Sequence[Example], numbers: Sequence[int]) -> NDArray[np.int64]:
        by_domain: dict[str, list[NDArray[np.int64]]] = {}
        for number in numbers:
            by_domain.setdefault(examples[number].domain, []).append(self.met[number])
        counts = np.zeros(len(self.tokens), dtype=np.int64)
        for met in by_domain.values():
            counts[np.unique(np.concatenate(met))] += 1
        # In a handful of domains, half of them have to do.
        return np.flatnonzero(counts >= min(_FEWEST_DOMAINS, max(2, len(by_domain) // 2)))

    def weigh(self, number: int, weights: NDArray[np.float64]) -> Weighed:
        """The same as :func:`~goldleaf.reading.features.vocabulary.weigh`, for a page by its number."""
        matrix = self.matrix(number)
        around, near, words, heading = (matrix @ (weights * (self.sums == place)) for place in range(4))
        return Weighed(around, near, words, heading)

    def vocabulary(self, weights: NDArray[np.float64], intercept: float) -> Vocabulary:
        """The weights in the form that a model keeps."""
        names: dict[str, int] = {}
        words: dict[str, int] = {}
        name_weights: list[list[float]] = []
        word_weights: list[list[float]] = []
        lines: dict[str, float] = {}
        chosen = sorted((self.tokens[column], column) for column in np.flatnonzero(weights).tolist())
        for (place, token), column in chosen:
            weight = round(float(weights[column]), 4)
            if place == "line":
                lines[token] = weight
            elif place in NAME_PLACES:
                row = names.setdefault(token, len(names))
                if row == len(name_weights):
                    name_weights.append([0.0] * len(NAME_PLACES))
                name_weights[row][NAME_PLACES.index(place)] = weight
            else:
                row = words.setdefault(token, len(words))
                if row == len(word_weights):
                    word_weights.append([0.0] * len(WORD_PLACES))
                word_weights[row][WORD_PLACES.index(place)] = weight
        return Vocabulary(names, name_weights, words, word_weights, lines, intercept)


def _channels(said: tuple[Any, ...]) -> list[tuple[int, Any]]:
    around, own, parent, grand, length, words, heading, line = said
    channels = [(0, around), (1, own), (2, parent), (3, grand), (4 + length, words), (6, heading)]
    if line:
        channels.append((7, (line,)))
    return channels
