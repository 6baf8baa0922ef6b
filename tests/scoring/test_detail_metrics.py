"""The metrics of the family ``detail`` against their published definitions, on examples worked by hand."""

from __future__ import annotations

import pytest
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics import METRICS, Measurement, Reference, metric
from goldleaf.scoring.metrics.partial import partial_ratio
from goldleaf.scoring.metrics.rouge import summary_level
from goldleaf.scoring.metrics.tokens import as_letters, tokens
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

DETAIL = [name for name, found in METRICS.items() if found.family == "detail"]


def measured(name: str, output: str, reference: Reference) -> Measurement:
    found = metric(name).measure(Extraction(output), reference)
    assert found is not None
    return found


def value(name: str, output: str, gold: str) -> float:
    return measured(name, output, Reference(gold)).value


# Words


def test_words_of_scripts_without_spaces_are_letters() -> None:
    assert tokens("Two WORDS, 東京へ!") == ["two", "words", "東", "京", "へ"]


def test_words_become_letters_one_to_one() -> None:
    # More words than there are letters before the surrogates, which no string may hold alone.
    many = [str(number) for number in range(60_000)]
    written, again = as_letters(many, many[::-1])
    assert len(set(written)) == 60_000
    assert written == again[::-1]
    written.encode("utf-8")


# Partial ratio


def test_what_surrounds_a_text_is_free() -> None:
    assert value("partial_ratio", "menu home the wall held imprint", "The wall held") == 1.0
    assert value("partial_ratio", "wall", "The wall held through the night") == 1.0


def test_partial_ratio_is_that_of_the_best_window() -> None:
    # Gold: a b c d. Windows of four words in the output x a b y d z: "x a b y", "a b y d", "b y d z", and
    # those that hang over: "x a b", "y d z", … The best is "a b y d" with a, b and d in common: 2 · 3 / 8.
    assert value("partial_ratio", "x a b y d z", "a b c d") == pytest.approx(6 / 8)


def test_partial_ratio_of_a_window_over_the_end() -> None:
    # Gold: a b c d. The output ends with "a b": "… x a b" has 2 of 3 + 4 words, "x x a b" 2 of 4 + 4, and
    # "a b" alone, two words over the end, 2 of 2 + 4: 2 · 2 / 6.
    assert value("partial_ratio", "x x x x a b", "a b c d") == pytest.approx(4 / 6)


def test_partial_ratio_of_nothing() -> None:
    assert value("partial_ratio", "", "") == 1.0
    assert value("partial_ratio", "", "a") == 0.0
    assert value("partial_ratio", "a", "") == 0.0


# Not timed: a slow machine is no fault of the metric.
@settings(deadline=None)
@given(st.text("abc", max_size=12), st.text("abcd", max_size=20))
def test_partial_ratio_is_rapidfuzz_partial_ratio(one: str, other: str) -> None:
    assert partial_ratio(one, other) == pytest.approx(fuzz.partial_ratio(one, other) / 100)


def test_partial_ratio_of_words_is_rapidfuzz_partial_ratio_of_their_lists() -> None:
    gold = "the wall at sellin held through the night although the water stood a hand below its crown"
    output = (
        "advertisement the wall at sellin held all through the long night the water stood below its crown"
    )
    assert value("partial_ratio", output, gold) == pytest.approx(
        fuzz.partial_ratio(gold.split(), output.split()) / 100
    )


def test_partial_ratio_of_long_texts() -> None:
    # Longer than the 64 letters up to which rapidfuzz takes another way. 200 words, 20 of them replaced:
    # the best window is the whole text, 180 of 200.
    gold = [f"w{number}" for number in range(200)]
    output = [f"x{number}" if number % 10 == 5 else word for number, word in enumerate(gold)]
    assert value("partial_ratio", " ".join(output), " ".join(gold)) == pytest.approx(180 / 200)


# Token-set ratio


def test_token_set_ratio_does_not_see_order_and_number() -> None:
    assert value("token_set_ratio", "c a b a a", "a b c") == 1.0
    assert value("token_set_ratio", "menu a b c home", "a b c") == 1.0


def test_token_set_ratio_is_the_best_of_three() -> None:
    # Both have {a, b}; the gold has {cc} besides, the output {dd}. "a b" (3 letters) with "a b cc" (6):
    # 2 · 3 / 9 = 0.667; with "a b dd" the same; "a b cc" with "a b dd": 4 of 6 shared, 2 · 4 / 12 = 0.667.
    assert value("token_set_ratio", "dd b a", "a b cc") == pytest.approx(2 / 3)
    assert value("token_set_ratio", "dd b a", "a b cc") == pytest.approx(
        fuzz.token_set_ratio("a b cc", "dd b a") / 100
    )


def test_token_set_ratio_of_nothing() -> None:
    assert value("token_set_ratio", "", "") == 1.0
    assert value("token_set_ratio", "", "a") == value("token_set_ratio", "a", "") == 0.0


# Exact match


@pytest.mark.parametrize(
    ("output", "match"),
    [
        ("The wall held. Nobody was hurt!", 1.0),
        ("The wall held\n\nNobody was hurt", 1.0),
        ("the wall held. Nobody was hurt", 0.0),
        ("The wall held. Nobody was", 0.0),
        ("Nobody was hurt. The wall held", 0.0),
    ],
)
def test_exact_match_is_that_of_the_lists_of_words(output: str, match: float) -> None:
    assert value("exact_match", output, "The wall held. Nobody was hurt.") == match


# ROUGE-LSum


def test_rouge_is_the_example_of_the_paper() -> None:
    # Lin 2004, section 3.2: the gold sentence w1 w2 w3 w4 w5, the output's w1 w2 w6 w7 w8 and w1 w3 w8 w9 w5.
    # Longest common subsequences: w1 w2 and w1 w3 w5; their union w1 w2 w3 w5 has 4 of the 5 words.
    gold = [["w1", "w2", "w3", "w4", "w5"]]
    found = [["w1", "w2", "w6", "w7", "w8"], ["w1", "w3", "w8", "w9", "w5"]]
    precision, recall = summary_level(gold, found)
    assert recall == pytest.approx(4 / 5)
    # The output has 10 words.
    assert precision == pytest.approx(4 / 10)
    lines = "\n".join(" ".join(line) for line in found)
    assert value("rouge_lsum", lines, "w1 w2 w3 w4 w5") == pytest.approx(2 * 0.4 * 0.8 / (0.4 + 0.8))


def test_rouge_sees_order_inside_a_line_only() -> None:
    assert value("rouge_lsum", "c d\na b", "a b\nc d") == 1.0
    # Of "b a" only one letter is in order: 1 of 2 on both sides.
    assert value("rouge_lsum", "b a", "a b") == pytest.approx(0.5)


def test_rouge_hits_a_word_as_often_as_the_output_has_it() -> None:
    # Both lines of the gold find their a in the output, which has one: 1 hit of 2 words, and of 1.
    assert summary_level([["a"], ["a"]], [["a"]]) == (1.0, 0.5)


def test_rouge_of_nothing() -> None:
    assert value("rouge_lsum", "…", "") == 1.0
    assert value("rouge_lsum", "a", "") == value("rouge_lsum", "", "a") == 0.0


words = st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4), min_size=1, max_size=4)


@settings(deadline=None)
@given(words, words)
def test_rouge_recall_is_between_that_of_the_best_line_and_of_the_bags(
    gold: list[list[str]], found: list[list[str]]
) -> None:
    # A union holds at least each of its parts and at most the words that the output has at all.
    _, recall = summary_level(gold, found)
    total = sum(map(len, gold))
    have = {word for line in found for word in line}
    assert recall <= sum(word in have for line in gold for word in line) / total
    one_line, _ = gold[0], gold[1:]
    alone = summary_level([one_line], found)[1] * len(one_line)
    best = max(len(one_line) * summary_level([one_line], [line])[1] for line in found)
    assert alone >= best - 1e-9


# Block order


def test_block_order_is_the_normalised_common_subsequence() -> None:
    # Gold: A B C D. Output: A C B D. In order: A, C (or B), D: 3 of 4.
    found = measured("block_order", "Aa\nCc\nBb\nDd", Reference("Aa\n\nBb\n\nCc\n\nDd"))
    assert found.value == pytest.approx(3 / 4)
    assert found.parts == {"in_order": pytest.approx(3 / 4)}


def test_block_order_falls_with_what_is_lost_and_extra_but_its_part_does_not() -> None:
    # A and C of A B C, and an extra X: 2 of the longer list's 3; both are in order.
    found = measured("block_order", "Aa\nXx\nCc", Reference("Aa\nBb\nCc"))
    assert found.value == pytest.approx(2 / 3)
    assert found.parts == {"in_order": 1.0}


def test_a_doubled_block_is_out_of_order() -> None:
    assert value("block_order", "Aa\nAa\nBb", "Aa\nBb") == pytest.approx(2 / 3)


def test_blocks_are_known_by_letters_and_their_beginning() -> None:
    beginning = (
        "A line that is much longer than the sixty letters which tell one block of a text from another"
    )
    assert value("block_order", f"- {beginning.upper()} [1]\n***", beginning) == 1.0


def test_block_order_of_nothing() -> None:
    assert value("block_order", "", "") == 1.0
    assert value("block_order", "", "A") == value("block_order", "A", "") == 0.0


# Leak


def test_leak_is_the_share_of_words_from_elsewhere() -> None:
    # Eight words of the article and the two of the label, on a line of its own.
    gold = "The wall at Sellin held through the night"
    found = measured("leak", f"{gold}\nSubscribe now", Reference(gold))
    assert found.parts == {"leaked": 2, "words": 10}
    assert found.value == pytest.approx(0.2)


def test_leak_looks_at_runs_of_four_words() -> None:
    # "held through the night" stands in the gold; "the wall of night" does not, though each word does but
    # one. In one line of 8 words: the runs with a word of both lines are none of the gold's either.
    gold = "The wall at Sellin held through the night"
    assert value("leak", "Held through the night the wall of night", gold) == pytest.approx(4 / 8)


def test_a_short_line_comes_from_the_gold_as_a_whole_or_not_at_all() -> None:
    gold = "The wall at Sellin held\nAt noon"
    assert value("leak", "At noon", gold) == 0.0
    assert value("leak", "Noon at", gold) == 1.0
    # A run may cross the gold's lines: how an engine breaks them is no leak.
    assert value("leak", "Sellin held at noon", gold) == 0.0


def test_what_is_doubled_or_missing_is_no_leak() -> None:
    gold = "The wall at Sellin held\nNobody in the town was hurt"
    assert value("leak", "The wall at Sellin held\n\nThe wall at Sellin held", gold) == 0.0
    assert value("leak", "", gold) == 0.0


def test_everything_leaks_where_there_is_no_article() -> None:
    assert value("leak", "Log in", "") == 1.0
    assert value("leak", "", "") == 0.0


def test_unwanted_snippets_are_counted_over_all_pages() -> None:
    # Page 1 lets 1 of 1 through, page 2 none of 3: 1 of 4, not the mean of 1 and 0.
    found = metric("unwanted")
    first = measured("unwanted", "text\nADVERTISEMENT", Reference("text", drop=("ADVERTISEMENT",)))
    second = measured("unwanted", "text", Reference("text", drop=("Share", "Log in", "Imprint")))
    assert (first.value, second.value) == (1.0, 0.0)
    sums = tuple(sum(column) for column in zip(first.terms, second.terms, strict=True))
    assert found.combine(sums) == pytest.approx(1 / 4)


def test_unwanted_snippets_are_found_over_line_ends() -> None:
    assert measured("unwanted", "log\n in", Reference("x", drop=("log in",))).value == 1.0
    assert metric("unwanted").measure(Extraction("log in"), Reference("x")) is None


# All of them


@pytest.mark.parametrize("name", DETAIL)
def test_right_and_missed_are_the_ends_of_the_range(name: str) -> None:
    found = METRICS[name]
    reference = Reference("Five words make one article.", drop=("advertisement",))
    right, missed = (
        found.measure(Extraction("Five words make one article."), reference),
        found.miss(reference),
    )
    assert right is not None
    assert missed is not None
    assert (right.value, missed.value) == (found.best, found.worst)
    assert found.combine(missed.terms) == found.worst


@pytest.mark.parametrize("name", DETAIL)
def test_a_crash_is_the_worst_even_where_nothing_was_the_right_answer(name: str) -> None:
    missed = METRICS[name].miss(Reference("", drop=("log in",)))
    assert missed is not None
    assert missed.value == METRICS[name].worst
    right = METRICS[name].measure(Extraction(""), Reference("", drop=("log in",)))
    assert right is not None
    assert right.value == METRICS[name].best


@pytest.mark.parametrize("name", DETAIL)
def test_without_gold_text_there_is_nothing_to_compare(name: str) -> None:
    assert METRICS[name].measure(Extraction("text"), Reference(None, keep=("text",))) is None


# Language


@pytest.mark.parametrize(
    ("given", "right"), [("en", 1.0), ("en-US", 1.0), ("EN_gb", 1.0), ("de", 0.0), (None, 0.0), ("eng", 0.0)]
)
def test_a_language_is_compared_by_its_first_subtag(given: str | None, right: float) -> None:
    found = metric("lang").measure(
        Extraction("", "", {"lang": given}), Reference("", fields={"lang": "en-GB"})
    )
    assert found is not None
    assert found.value == right
