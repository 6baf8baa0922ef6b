"""Lines kept, changed, missed and extra; words inside a changed line."""

from __future__ import annotations

from goldleaf.scoring.differences import Kind, Line, Span, compare, fingerprints, shorten, words


def kinds(gold: str, output: str) -> list[Kind]:
    return [line.kind for line in compare(gold, output)]


def test_equal_texts_are_kept() -> None:
    assert kinds("a\n\nb", "a\nb") == [Kind.KEPT, Kind.KEPT]


def test_a_lost_and_an_added_line() -> None:
    assert compare("one\n\ntwo", "one\n\nADVERTISEMENT\n\ntwo\n\nmore to read")[1] == Line(
        Kind.EXTRA, "", "ADVERTISEMENT"
    )
    assert kinds("one\n\ntwo\n\nthree", "one\n\nthree") == [Kind.KEPT, Kind.MISSED, Kind.KEPT]


def test_a_line_with_other_words_is_changed() -> None:
    gold, output = "The last pump was switched off.", "The last pump was switched off. Read more"
    assert compare(gold, output) == [Line(Kind.CHANGED, gold, output)]


def test_a_moved_line_is_missed_and_extra() -> None:
    found = kinds("first thing\n\nsecond matter\n\nthird", "second matter\n\nfirst thing\n\nthird")
    assert sorted(found) == sorted([Kind.KEPT, Kind.KEPT, Kind.MISSED, Kind.EXTRA])


def test_everything_missed() -> None:
    assert kinds("a\n\nb", "") == [Kind.MISSED, Kind.MISSED]
    assert kinds("", "a") == [Kind.EXTRA]
    assert compare("", "") == []


def test_changed_lines_keep_both_orders() -> None:
    gold = "alpha beta gamma\n\ndelta epsilon zeta"
    output = "intro\n\nalpha beta gamma!\n\nbetween\n\ndelta epsilon zeta?"
    found = compare(gold, output)
    assert [line.kind for line in found] == [Kind.EXTRA, Kind.CHANGED, Kind.EXTRA, Kind.CHANGED]
    assert [line.output for line in found] == output.split("\n\n")


def test_words_of_a_changed_line() -> None:
    left, right = words(Line(Kind.CHANGED, "the old wall", "the new wall"))
    assert left == [Span("the ", True), Span("old", False), Span(" wall", True)]
    assert right == [Span("the ", True), Span("new", False), Span(" wall", True)]


def test_scripts_without_spaces_are_compared_by_letter() -> None:
    left, _ = words(Line(Kind.CHANGED, "水に戻す", "水に返す"))
    assert Span("戻", False) in left
    assert "".join(span.text for span in left) == "水に戻す"


def test_fingerprints_stand_for_lines() -> None:
    assert fingerprints("a\n\nb c") == fingerprints("a\nb   c")
    assert fingerprints("a") != fingerprints("b")
    assert all(len(digits) == 8 for digits in fingerprints("a\nb"))


def test_shorten() -> None:
    assert shorten("abc", 3) == "abc"
    assert shorten("abcd", 3) == "ab…"
