"""The vocabulary's weights: one logistic regression over all names and words, with a ridge penalty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from goldleaf.reading.features.vocabulary import NAME_PLACES, WORD_PLACES, Vocabulary, Weighed
from goldleaf.scoring.training.examples import Example

# A name or a word has to be met on so many domains, so that none is known for one site alone.
_FEWEST_DOMAINS = 8
# The inverse of the penalty; tried from 0.005 to 0.1, by what the forest made of it.
_C = 0.02
_ITERATIONS = 60
# No page weighs more for being long.
_MOST_BLOCKS = 350


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


class Compiler:
    """Names and words of examples as sparse rows, over those met on enough domains."""

    def __init__(self, examples: Sequence[Example]) -> None:
        """Count on how many domains each name and word is met.

        Args:
            examples: the pages to learn from; no others, or the test is no test.
        """
        domains: Counter[tuple[str, str]] = Counter()
        by_domain: dict[str, set[tuple[str, str]]] = {}
        for example in examples:
            met = by_domain.setdefault(example.domain, set())
            for place in sample(example).tolist():
                met.update(_channels(example, place))
        for met in by_domain.values():
            domains.update(met)
        kept = sorted(token for token, count in domains.items() if count >= _FEWEST_DOMAINS)
        self.columns = {token: column for column, token in enumerate(kept)}

    def rows(self, example: Example, places: Sequence[int]) -> tuple[list[int], list[int]]:
        """Column numbers of some blocks of a page, and where each block's begin."""
        found: list[int] = []
        ends = [0]
        get = self.columns.get
        for place in places:
            for token in _channels(example, place):
                column = get(token)
                if column is not None:
                    found.append(column)
            ends.append(len(found))
        return found, ends


def _channels(example: Example, place: int) -> list[tuple[str, str]]:
    around, own, parent, grand, length, words, heading, line = example.said[place]
    spoken = WORD_PLACES[length]
    tokens = [("around", name) for name in around]
    tokens += [("own", name) for name in own]
    tokens += [("parent", name) for name in parent]
    tokens += [("grand", name) for name in grand]
    tokens += [(spoken, word) for word in words]
    tokens += [("heading", word) for word in heading]
    if line:
        tokens.append(("line", line))
    return tokens


def fit_vocabulary(examples: Sequence[Example]) -> Vocabulary:
    """Learn what names and words say.

    Args:
        examples: the pages to learn from.
    """
    compiler = Compiler(examples)
    columns: list[int] = []
    ends = [0]
    labels, weights = [], []
    for example in examples:
        places = sample(example)
        found, own_ends = compiler.rows(example, places.tolist())
        ends.extend(len(columns) + end for end in own_ends[1:])
        columns.extend(found)
        labels.append(example.label[places])
        weights.append(block_weights(example)[places])
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), np.array(columns, dtype=np.int32), np.array(ends)),
        shape=(len(ends) - 1, len(compiler.columns)),
    )
    weight = np.concatenate(weights)
    model = LogisticRegression(C=_C, max_iter=_ITERATIONS, tol=1e-2, solver="lbfgs")
    model.fit(matrix, np.concatenate(labels), sample_weight=weight / weight.mean())
    return _packed(compiler.columns, model.coef_[0], float(model.intercept_[0]))


def _packed(
    columns: dict[tuple[str, str], int], weights: NDArray[np.float64], intercept: float
) -> Vocabulary:
    names: dict[str, int] = {}
    words: dict[str, int] = {}
    name_weights: list[list[float]] = []
    word_weights: list[list[float]] = []
    lines: dict[str, float] = {}
    for (place, token), column in columns.items():
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


def weigh_example(example: Example, vocabulary: Vocabulary) -> Weighed:
    """The same as :func:`~goldleaf.reading.features.vocabulary.weigh`, from an example instead of a page."""
    sums = np.zeros((example.count, 4))
    names, words = vocabulary.names, vocabulary.words
    for place, (around, own, parent, grand, length, spoken, heading, line) in enumerate(example.said):
        row = sums[place]
        row[0] = sum(vocabulary.name_weights[names[name]][0] for name in around if name in names)
        row[1] = (
            sum(vocabulary.name_weights[names[name]][1] for name in own if name in names)
            + sum(vocabulary.name_weights[names[name]][2] for name in parent if name in names)
            + sum(vocabulary.name_weights[names[name]][3] for name in grand if name in names)
        )
        row[2] = (vocabulary.lines.get(line, 0.0) if line else 0.0) + sum(
            vocabulary.word_weights[words[word]][length] for word in spoken if word in words
        )
        row[3] = sum(vocabulary.word_weights[words[word]][2] for word in heading if word in words)
    return Weighed(sums[:, 0], sums[:, 1], sums[:, 2], sums[:, 3])
