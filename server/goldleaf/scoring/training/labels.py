"""Which blocks of a page its gold text is made of: the labels that a model learns from.

Method: the words of the blocks, in order, are aligned with the words of the gold text by their longest common
subsequence (Hyyrö 2004, as in rapidfuzz); a block belongs to the text as far as its words are matched. Then
single blocks are turned over as long as that brings the bag of the kept words nearer to that of the gold text
(its F1, the measure of WCXB), so that a text whose order differs from the page's is labelled as well.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
_ROUNDS = 4


def words_of(text: str) -> list[str]:
    """The words of a text as WCXB counts them: ``\\w+``, lower case."""
    return _WORD.findall(text.lower())


def bag_f1(words: Counter[str], truth: Counter[str]) -> float:
    """F1 of two bags of words; 1.0 where both are empty."""
    size, wanted = words.total(), truth.total()
    if not size or not wanted:
        return float(size == wanted)
    return 2 * (words & truth).total() / (size + wanted)


def align(blocks: list[list[str]], truth: list[str]) -> NDArray[np.float64]:
    """The share of each block's words that the longest common subsequence matches, shape (n,).

    Args:
        blocks: the words of each block, in order.
        truth: the words of the gold text.
    """
    numbers: dict[str, int] = {}
    page = [numbers.setdefault(word, len(numbers)) for words in blocks for word in words]
    gold = [numbers.setdefault(word, len(numbers)) for word in truth]
    matched = np.zeros(len(page) + 1)
    for operation in LCSseq.opcodes(page, gold):
        if operation.tag == "equal":
            matched[operation.src_start + 1 : operation.src_end + 1] = 1.0
    sums = np.cumsum(matched)
    ends = np.cumsum([len(words) for words in blocks], dtype=np.int64)
    starts = ends - np.array([len(words) for words in blocks], dtype=np.int64)
    return np.asarray((sums[ends] - sums[starts]) / np.maximum(1, ends - starts))


def choose(blocks: list[list[str]], truth: list[str], shares: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The set of blocks whose bag of words is nearest to the gold text's, by local search from the alignment.

    Args:
        blocks: the words of each block, in order.
        truth: the words of the gold text.
        shares: what :func:`align` gave.

    Returns:
        Whether each block belongs to the text, shape (n,).
    """
    gold = Counter(truth)
    wanted = len(truth)
    bags = [Counter(words) for words in blocks]
    keep = shares > 0.5
    kept: Counter[str] = Counter()
    for bag, kept_now in zip(bags, keep, strict=True):
        if kept_now:
            kept.update(bag)
    size = kept.total()
    common = (kept & gold).total()
    for _ in range(_ROUNDS):
        turned = False
        for place, bag in enumerate(bags):
            if not bag:
                continue
            sign = -1 if keep[place] else 1
            gain = sum(
                min(kept[word] + sign * count, gold[word]) - min(kept[word], gold[word])
                for word, count in bag.items()
            )
            grown = size + sign * len(blocks[place])
            if 2 * (common + gain) * (size + wanted) > 2 * common * (grown + wanted):
                keep[place] = not keep[place]
                common += gain
                size = grown
                turned = True
                (kept.update if sign > 0 else kept.subtract)(bag)
        if not turned:
            break
    return keep


def by_snippets(
    texts: list[str], keep: tuple[str, ...], drop: tuple[str, ...]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Labels where only snippets are known, as in trafilatura's evaluation data.

    Args:
        texts: the text of each block.
        keep, drop: snippets that stand in the article, and that do not.

    Returns:
        Whether each block belongs to the text, and whether that is known at all; both of shape (n,).
    """
    folded = [" ".join(text.split()) for text in texts]
    wanted = [" ".join(snippet.split()) for snippet in keep if snippet.strip()]
    unwanted = [" ".join(snippet.split()) for snippet in drop if snippet.strip()]
    good = np.array([any(snippet in text for snippet in wanted) for text in folded], dtype=np.bool_)
    bad = np.array([any(snippet in text for snippet in unwanted) for text in folded], dtype=np.bool_)
    return good & ~bad, good ^ bad
