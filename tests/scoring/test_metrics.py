"""Each metric against its published definition, on examples worked by hand."""

from __future__ import annotations

import pytest
from goldleaf.scoring.errors import UnknownName
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.metrics import METRICS, TEXT, Measurement, Reference, Terms, metric
from rapidfuzz import fuzz


def measured(name: str, output: str, reference: Reference) -> Measurement:
    found = metric(name).measure(Extraction(output), reference)
    assert found is not None
    return found


def aggregate(name: str, *pages: tuple[str, Reference]) -> float:
    terms: list[Terms] = [measured(name, output, reference).terms for output, reference in pages]
    return metric(name).combine(tuple(sum(column) for column in zip(*terms, strict=True)))


def test_ratio_counts_insertions_and_deletions() -> None:
    # "kitten" to "sitting": delete k, insert s, delete e, insert i, insert g: 5 of 6 + 7 letters.
    assert measured("ratio", "sitting", Reference("kitten")).value == pytest.approx(1 - 5 / 13)


def test_ratio_is_rapidfuzz_ratio() -> None:
    gold, output = "The wall held through the night.", "The walls held, through night"
    assert measured("ratio", output, Reference(gold)).value == pytest.approx(fuzz.ratio(gold, output) / 100)


def test_ratio_does_not_see_layout() -> None:
    assert measured("ratio", "one two\n\n  three", Reference("one\n\ntwo three\n")).value == 1.0


def test_ratio_sees_order() -> None:
    assert measured("ratio", "three two one", Reference("one two three")).value < 1.0


def test_token_f1_is_that_of_two_bags() -> None:
    # gold {the: 2, cat: 1, sat: 1}, output {the: 1, cat: 1, ran: 1, off: 1, there: 1}: 2 shared words.
    found = measured("token_f1", "The cat ran off there", Reference("the cat, the SAT"))
    assert found.parts == {"precision": pytest.approx(2 / 5), "recall": pytest.approx(2 / 4)}
    assert found.value == pytest.approx(2 * (2 / 5) * (2 / 4) / (2 / 5 + 2 / 4))


def test_token_f1_does_not_see_order() -> None:
    assert measured("token_f1", "c b a", Reference("a b c")).value == 1.0


@pytest.mark.parametrize(
    ("output", "gold", "value"),
    [("", "", 1.0), ("…", "—", 1.0), ("a", "", 0.0), ("", "a", 0.0), ("b", "a", 0.0)],
)
def test_token_f1_of_empty_sides(output: str, gold: str, value: float) -> None:
    assert measured("token_f1", output, Reference(gold)).value == value


def test_token_f1_is_averaged_over_pages() -> None:
    # A perfect short page and a lost long one weigh the same: (1 + 0) / 2.
    pages = ("a", Reference("a")), ("", Reference("b " * 500))
    assert aggregate("token_f1", *pages) == pytest.approx(0.5)


def test_shingles_of_four_words() -> None:
    # gold: abcd bcde cdef; output: abcd bcde; 2 of 2 and 2 of 3.
    found = measured("shingle_f1", "a b c d e", Reference("a b c d e f"))
    assert found.parts == {"precision": 1.0, "recall": pytest.approx(2 / 3)}
    assert found.value == pytest.approx(0.8)


def test_shingles_keep_case_and_count_copies() -> None:
    assert measured("shingle_f1", "A b c d", Reference("a b c d")).value == 0.0
    # output: abcd bcda cdab dabc abcd against abcd once: 1 of 5.
    twice = measured("shingle_f1", "a b c d a b c d", Reference("a b c d"))
    assert twice.parts == {"precision": pytest.approx(1 / 5), "recall": 1.0}


def test_a_text_of_fewer_words_is_one_shingle() -> None:
    assert measured("shingle_f1", "a b", Reference("a b")).value == 1.0
    assert measured("shingle_f1", "a", Reference("a b")).value == 0.0


def test_shingle_precision_and_recall_are_averaged_before_f1() -> None:
    # Page 1: precision 1, recall 2/3. Page 2: nothing came out, so it has no precision, and recall 0.
    # Averages: precision 1 over one page, recall 1/3 over two; F1 = 2 · 1 · (1/3) / (4/3) = 1/2.
    pages = ("a b c d e", Reference("a b c d e f")), ("", Reference("g h i j k"))
    assert aggregate("shingle_f1", *pages) == pytest.approx(0.5)


def test_shingles_of_rightly_empty_pages() -> None:
    # Published code leaves a page with two empty texts out of both averages; alone it is right.
    assert aggregate("shingle_f1", ("", Reference(""))) == 1.0
    pages = ("a b c d e", Reference("a b c d e f")), ("", Reference(""))
    assert aggregate("shingle_f1", *pages) == pytest.approx(0.8)


def test_shingles_of_a_page_that_should_be_empty() -> None:
    # Output without gold: precision 0 counts, recall does not exist. Precision (1 + 0) / 2, recall 2/3: F1 =
    # 4/7.
    pages = ("a b c d e", Reference("a b c d e f")), ("x y z q", Reference(""))
    assert aggregate("shingle_f1", *pages) == pytest.approx(4 / 7)


def test_snippets_are_counted() -> None:
    reference = Reference(None, keep=("one two", "three", "four"), drop=("menu", "footer"))
    # Found: "one two" over a line end, "three"; wrongly found: "menu". tp 2, fn 1, fp 1, tn 1: F = 4 / (4 + 1
    # + 1).
    found = measured("snippet_f", "one\ntwo three menu", reference)
    assert found.value == pytest.approx(4 / 6)
    assert found.parts == {
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "true_positives": 2,
        "false_positives": 1,
        "false_negatives": 1,
        "true_negatives": 1,
    }


def test_snippet_counts_are_added_up_before_f() -> None:
    # Page 1: tp 1, fp 0, fn 0. Page 2: tp 0, fp 1, fn 3. Sums: 2 · 1 / (2 · 1 + 1 + 3), not the mean of 1 and
    # 0.
    first = Reference(None, keep=("a",), drop=("x",))
    second = Reference(None, keep=("b", "c", "d"), drop=("x",))
    assert aggregate("snippet_f", ("a", first), ("x", second)) == pytest.approx(2 / 6)


def test_snippets_keep_case() -> None:
    assert measured("snippet_f", "wall", Reference(None, keep=("Wall",))).value == 0.0


def test_what_does_not_apply_is_not_measured() -> None:
    assert metric("snippet_f").measure(Extraction("text"), Reference("text")) is None
    assert metric("ratio").measure(Extraction("text"), Reference(None, keep=("text",))) is None
    assert metric("ratio").miss(Reference(None, keep=("text",))) is None


@pytest.mark.parametrize("name", TEXT)
def test_right_and_missed_are_the_ends_of_the_range(name: str) -> None:
    found = METRICS[name]
    text = "Five words make one article."
    reference = Reference(text, keep=("one article",), drop=("advertisement",))
    right, missed = found.measure(Extraction(text), reference), found.miss(reference)
    assert right is not None
    assert missed is not None
    assert (right.value, missed.value) == (found.high, found.low)
    assert found.combine(missed.terms) == found.low


@pytest.mark.parametrize("name", ["ratio", "token_f1", "shingle_f1"])
def test_a_crash_is_a_miss_even_where_nothing_was_the_right_answer(name: str) -> None:
    missed = metric(name).miss(Reference(""))
    assert missed is not None
    assert missed.value == 0.0
    assert aggregate(name, ("", Reference(""))) == 1.0


@pytest.mark.parametrize("name", METRICS)
def test_the_registry_says_what_a_metric_is(name: str) -> None:
    found = METRICS[name]
    assert found.name == name
    assert found.low < found.high
    assert all((found.title, found.source, found.about, found.unit))
    assert found.version >= 1


def test_an_unknown_metric_is_told() -> None:
    with pytest.raises(UnknownName, match="ratio, token_f1, shingle_f1, snippet_f"):
        metric("bleu")
