"""The model learned from a set of pages."""

from __future__ import annotations

from collections.abc import Sequence
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
from goldleaf.scoring.training.lexicography import Lexicon, block_weights, sample

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
        likely: what it makes of the pages it was not learned from: for each block of each the likelihood of
            belonging to the article, and what is known of it otherwise; by the page's number.
    """

    features: tuple[str, ...]
    vocabulary: Vocabulary
    forest: Forest
    likely: dict[int, tuple[dict[str, Floats], NDArray[np.float64]]]


def columns_of(example: Example, weighed: Weighed, intercept: float) -> dict[str, Floats]:
    """All features of a page's blocks, those from the vocabulary with them."""
    columns = {name: column.astype(np.float64) for name, column in example.columns.items()}
    add_vocabulary(columns, weighed, intercept)
    add_neighbours(columns, example.surroundings)
    return columns


def fit_blocks(
    examples: Sequence[Example], lexicon: Lexicon, left_out: frozenset[int], seed: int
) -> BlockModel:
    """Learn what decides on blocks, and tell what it makes of the pages that it was not learned from.

    The forest has to see the vocabulary as it will be on pages that it wasn't made from; so each page to
    learn from is weighed with a vocabulary made without its domain.

    Args:
        examples: all pages; those without a gold text teach nothing.
        lexicon: their names and words.
        left_out: numbers of the pages not to learn from.
        seed: of the inner folds.
    """
    teaching = [
        number for number, example in enumerate(examples) if number not in left_out and example.teaches
    ]
    inner = fold_numbers([examples[number].domain for number in teaching], _INNER_FOLDS, seed)
    learned = [
        lexicon.fit(
            examples, [number for number, fold in zip(teaching, inner, strict=True) if fold != without]
        )
        for without in range(_INNER_FOLDS)
    ]
    rows, targets, weights = [], [], []
    features: tuple[str, ...] = ()
    for place, (number, fold) in enumerate(zip(teaching, inner, strict=True)):
        example = examples[number]
        known, intercept = learned[fold]
        weighed = lexicon.weigh(number, known)
        places = sample(example)
        weight = block_weights(example)[places] * (example.known.sum() / max(1, len(places)))
        if example.truth is None:
            weight *= _OF_SNIPPETS
        target = (example.share[places] + example.label[places]) / 2
        variants = [columns_of(example, weighed, intercept)]
        if place % _SPEECHLESS == 0:
            variants.append(_speechless(example, weighed, intercept))
        for columns in variants:
            features = features or tuple(columns)
            rows.append(np.column_stack([columns[name][places] for name in features]).astype(np.float32))
            targets.append(target)
            weights.append(weight / len(variants))
    forest = grow(np.vstack(rows), np.concatenate(targets), np.concatenate(weights), BLOCK_FOREST)
    known, intercept = lexicon.fit(examples, teaching)
    likely = {}
    for number in sorted(number for number in left_out if not examples[number].invented):
        columns = columns_of(examples[number], lexicon.weigh(number, known), intercept)
        odds = forest.predict(np.column_stack([columns[name] for name in features]).astype(np.float32))[:, 0]
        likely[number] = (columns, 1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))
    return BlockModel(features, lexicon.vocabulary(known, intercept), forest, likely)


def _speechless(example: Example, weighed: Weighed, intercept: float) -> dict[str, Floats]:
    silent = np.zeros(example.count)
    muted = Weighed(weighed.around, weighed.near, silent, silent)
    columns = columns_of(example, muted, intercept)
    for name in _ADDRESS:
        columns[name] = np.full(example.count, np.nan)
    return columns


def fit_all(
    examples: Sequence[Example], folds: Sequence[int], count: int, seed: int, workers: int
) -> list[BlockModel]:
    """Learn one model for each fold, from all other folds, and at last one from all pages.

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
        return list(pool.map(_fit_without, (*range(count), -1)))


# What a worker process was given when it started: a gigabyte of examples is sent to each only once.
_given: dict[str, Any] = {}


def _take(examples: list[Example], folds: list[int], seed: int) -> None:
    _given.update(examples=examples, folds=folds, seed=seed, lexicon=Lexicon(examples))


def _fit_without(fold: int) -> BlockModel:
    left_out = frozenset(number for number, mine in enumerate(_given["folds"]) if mine == fold)
    return fit_blocks(_given["examples"], _given["lexicon"], left_out, _given["seed"])
