"""The model learned from a set of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.features import Floats, Vocabulary, add_neighbours, add_vocabulary
from goldleaf.reading.features.vocabulary import Weighed
from goldleaf.reading.forest import Forest
from goldleaf.scoring.training.examples import Example
from goldleaf.scoring.training.folds import fold_numbers
from goldleaf.scoring.training.forestry import grow
from goldleaf.scoring.training.lexicography import block_weights, fit_vocabulary, sample, weigh_example

BLOCK_FOREST: dict[str, Any] = {
    "loss_function": "CrossEntropy",
    "iterations": 500,
    "depth": 6,
    "learning_rate": 0.07,
    "l2_leaf_reg": 5,
    "border_count": 63,
    "rsm": 0.25,
    "bootstrap_type": "Bernoulli",
    "subsample": 0.8,
}
# The share of pages that are learned a second time as if no word of their language and no address were known:
# the gold texts are mostly English, the pages to be read are not.
_SPEECHLESS = 3
# Snippets say less of a page than its whole text.
_OF_SNIPPETS = 0.7
_INNER_FOLDS = 4
_ADDRESS = ("address_depth", "address_words", "address_digits", "address_query")


@dataclass(frozen=True, slots=True)
class BlockModel:
    """What decides on blocks.

    Attributes:
        features: the names of the forest's columns.
        vocabulary: weights of names and words.
        forest: log-odds of belonging to the article.
    """

    features: tuple[str, ...]
    vocabulary: Vocabulary
    forest: Forest


def columns_of(example: Example, weighed: Weighed, intercept: float) -> dict[str, Floats]:
    """All features of a page's blocks, those from the vocabulary with them."""
    columns = {name: column.astype(np.float64) for name, column in example.columns.items()}
    add_vocabulary(columns, weighed, intercept)
    add_neighbours(columns, example.surroundings)
    return columns


def likelihoods(model: BlockModel, example: Example) -> tuple[dict[str, Floats], NDArray[np.float64]]:
    """The features of a page's blocks, and how likely each belongs to the article."""
    weighed = weigh_example(example, model.vocabulary)
    columns = columns_of(example, weighed, model.vocabulary.intercept)
    rows = np.column_stack([columns[name] for name in model.features]).astype(np.float32)
    odds = np.clip(model.forest.predict(rows)[:, 0], -30.0, 30.0)
    return columns, 1.0 / (1.0 + np.exp(-odds))


def fit_blocks(
    examples: Sequence[Example], seed: int, tell: Callable[[str], None] = lambda line: None
) -> BlockModel:
    """Learn what decides on blocks.

    The forest has to see the vocabulary as it will be on pages that it wasn't made from; so each page to
    learn from is weighed with a vocabulary made without its domain.

    Args:
        examples: the pages to learn from; those without a gold text are left out.
        seed: of the inner folds.
        tell: called with a line about each step.
    """
    teaching = [example for example in examples if example.teaches]
    inner = fold_numbers([example.domain for example in teaching], _INNER_FOLDS, seed)
    vocabularies = [
        fit_vocabulary([example for example, fold in zip(teaching, inner, strict=True) if fold != left_out])
        for left_out in range(_INNER_FOLDS)
    ]
    tell("vocabularies of the inner folds are made")
    rows, targets, weights = [], [], []
    features: tuple[str, ...] = ()
    for number, (example, fold) in enumerate(zip(teaching, inner, strict=True)):
        vocabulary = vocabularies[fold]
        weighed = weigh_example(example, vocabulary)
        places = sample(example)
        weight = block_weights(example)[places] * (example.known.sum() / max(1, len(places)))
        if example.truth is None:
            weight *= _OF_SNIPPETS
        target = (example.share[places] + example.label[places]) / 2
        variants = [columns_of(example, weighed, vocabulary.intercept)]
        if number % _SPEECHLESS == 0:
            variants.append(_speechless(example, weighed, vocabulary.intercept))
        for columns in variants:
            features = features or tuple(columns)
            rows.append(np.column_stack([columns[name][places] for name in features]).astype(np.float32))
            targets.append(target)
            weights.append(weight / len(variants))
    tell("features are made")
    forest = grow(np.vstack(rows), np.concatenate(targets), np.concatenate(weights), BLOCK_FOREST)
    tell("forest is grown")
    return BlockModel(features, fit_vocabulary(teaching), forest)


def _speechless(example: Example, weighed: Weighed, intercept: float) -> dict[str, Floats]:
    silent = np.zeros(example.count)
    muted = Weighed(weighed.around, weighed.near, silent, silent)
    columns = columns_of(example, muted, intercept)
    for name in _ADDRESS:
        columns[name] = np.full(example.count, np.nan)
    return columns


def fit_each_fold(
    examples: Sequence[Example], folds: Sequence[int], count: int, seed: int, workers: int
) -> list[BlockModel]:
    """Learn one model for each fold, from all other folds.

    Args:
        examples: the pages.
        folds: the fold of each.
        count: how many folds there are.
        seed: of the inner folds.
        workers: processes to use; each needs some gigabytes.
    """
    with ProcessPoolExecutor(
        workers,
        mp_context=get_context("forkserver"),
        initializer=_take,
        initargs=(list(examples), list(folds), seed),
    ) as pool:
        return list(pool.map(_fit_without, range(count)))


# What a worker process was given when it started: a gigabyte of examples is sent to each only once.
_given: dict[str, Any] = {}


def _take(examples: list[Example], folds: list[int], seed: int) -> None:
    _given.update(examples=examples, folds=folds, seed=seed)


def _fit_without(left_out: int) -> BlockModel:
    pairs = zip(_given["examples"], _given["folds"], strict=True)
    return fit_blocks([example for example, fold in pairs if fold != left_out], _given["seed"])
