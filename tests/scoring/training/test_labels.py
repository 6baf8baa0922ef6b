"""Labels on examples small enough to check by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from goldleaf.scoring.training.labels import align, bag_f1, by_snippets, choose, words_of


def test_words_are_those_of_the_benchmark() -> None:
    assert words_of("Nine-year-old WINS £40, doesn't she?") == "nine year old wins 40 doesn t she".split()


def test_a_block_is_matched_as_far_as_its_words_stand_in_the_gold_text_in_order() -> None:
    blocks = [
        "home news sport".split(),
        "the bridge opened on monday".split(),
        "read more about bridges".split(),
    ]
    shares = align(blocks, "the bridge opened on monday morning".split())
    assert shares.tolist() == [0.0, 1.0, 0.0]


def test_a_word_that_stands_twice_is_matched_once() -> None:
    shares = align([["menu"], ["menu", "of", "the", "day"]], "menu of the day".split())
    assert shares[0] + 4 * shares[1] == pytest.approx(4.0)


def test_blocks_without_words_are_no_part_of_anything() -> None:
    shares = align([[], ["one"], []], ["one"])
    assert shares.tolist() == [0.0, 1.0, 0.0]
    assert choose([[], ["one"], []], ["one"], shares).tolist() == [False, True, False]


def test_what_stands_in_another_order_is_found_by_its_bag_of_words() -> None:
    blocks = ["second part of the text".split(), "first comes this other passage".split(), ["imprint"]]
    truth = blocks[1] + blocks[0]
    shares = align(blocks, truth)
    assert min(shares[:2]) < 0.5
    assert choose(blocks, truth, shares).tolist() == [True, True, False]


def test_no_single_block_can_be_turned_over_to_come_nearer() -> None:
    rng = np.random.default_rng(4)
    words = [f"w{number}" for number in range(40)]
    blocks = [[words[place] for place in rng.integers(0, 40, rng.integers(1, 9))] for _ in range(30)]
    truth = [word for block in blocks[5:15] for word in block] + words[:10]
    keep = choose(blocks, truth, align(blocks, truth))

    def score(chosen: np.ndarray) -> float:
        kept = Counter(word for block, kept in zip(blocks, chosen, strict=True) if kept for word in block)
        return bag_f1(kept, Counter(truth))

    best = score(keep)
    for place in range(len(blocks)):
        turned = keep.copy()
        turned[place] = not turned[place]
        assert score(turned) <= best + 1e-12


def test_bag_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    # 2 of 4 words are right, and 2 of 3 are found: 2 * 0.5 * 2/3 / (0.5 + 2/3) = 4/7.
    assert bag_f1(Counter("a b c d".split()), Counter("a b e".split())) == pytest.approx(4 / 7)
    assert bag_f1(Counter(), Counter()) == 1.0
    assert bag_f1(Counter("a"), Counter()) == 0.0


def test_snippets_say_something_of_the_blocks_they_stand_in_and_nothing_of_others() -> None:
    texts = ["The ferry left  at noon.", "Most read today", "The crew of nine is safe."]
    label, known = by_snippets(texts, ("ferry left at",), ("Most read",))
    assert label.tolist() == [True, False, False]
    assert known.tolist() == [True, True, False]


def test_a_block_with_both_kinds_of_snippet_says_nothing() -> None:
    label, known = by_snippets(["Rain fell. Advertisement"], ("Rain fell",), ("Advertisement",))
    assert label.tolist() == [False]
    assert known.tolist() == [False]
