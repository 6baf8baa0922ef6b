"""Engines against each other: pairs, groups, sizes of the effect, and directions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from goldleaf.scoring.cases import Case
from goldleaf.scoring.comparison import comparisons, group_comparisons
from goldleaf.scoring.extraction import Extraction
from goldleaf.scoring.groups import ALL, LANGUAGE, PAGE_TYPE, groups_of, terms_of
from goldleaf.scoring.metrics import METRICS, Reference, metric
from goldleaf.scoring.provenance import provenance
from goldleaf.scoring.report import score_report
from goldleaf.scoring.results import CaseInfo, Outcome, PageResult, Run
from goldleaf.scoring.score_text import scoreboard_text
from goldleaf.scoring.scoreboard import language_rows, scoreboard
from goldleaf.scoring.structure_table import structure_table
from goldleaf.scoring.task import measure
from lxml import html as lxml_html

GOLD = "one two three four five six seven eight"
WORSE = "one two three four"
TWO = {"token_f1": METRICS["token_f1"], "leak": METRICS["leak"]}


def made(
    outputs: Mapping[str, list[str]], types: list[str] | None = None, langs: list[str] | None = None
) -> Run:
    """A run of engines whose outputs are given, a page a site."""
    count = len(next(iter(outputs.values())))
    cases = tuple(
        CaseInfo(
            f"p{n}", types[n] if types else "article", langs[n] if langs else None, f"s{n}.example", "", ""
        )
        for n in range(count)
    )
    results = tuple(
        PageResult(
            case.name,
            name,
            Outcome.ARTICLE,
            0.01,
            measure(Extraction(outputs[name][n]), Outcome.ARTICLE, Reference(GOLD)),
        )
        for n, case in enumerate(cases)
        for name in outputs
    )
    return Run("made", cases, tuple(outputs), results, provenance([]), 0.0)


def test_the_first_engine_is_compared_with_each_other_one_or_all_with_all() -> None:
    run = made({"a": [GOLD] * 6, "b": [WORSE] * 6, "c": [GOLD] * 6})
    assert [(one.engine, one.other) for one in comparisons(run)] == [("a", "b"), ("a", "c")]
    pairs = [(one.engine, one.other) for one in comparisons(run, every=True)]
    assert pairs == [("a", "b"), ("a", "c"), ("b", "c")]


def test_p_values_are_corrected_for_the_pairs() -> None:
    # Six sites, all worse: 2 / 2^6, twice as much for two pairs. Against its like nothing is left to test.
    first, second = comparisons(made({"a": [GOLD] * 6, "b": [WORSE] * 6, "c": [GOLD] * 6}))
    found, same = first.differences["token_f1"], second.differences["token_f1"]
    assert [found.p_value, found.adjusted] == pytest.approx([2 / 64, 4 / 64])
    assert (same.p_value, same.adjusted) == (1.0, 1.0)


def test_the_chance_to_be_better_counts_a_draw_half() -> None:
    # Better on 3 pages, as good on 2, worse on 1: (3 + 2 / 2) / 6.
    ours, theirs = [GOLD] * 5 + [WORSE], [WORSE] * 3 + [GOLD] * 3
    [one] = comparisons(made({"a": ours, "b": theirs}))
    chance = one.differences["token_f1"].chance
    assert chance is not None
    assert chance.value == pytest.approx(4 / 6)
    assert chance.low is not None


def test_where_less_is_better_the_chance_is_that_of_less() -> None:
    # b lets two words in on each page: 2 of 10. Less leaks from a, so it is better on every page.
    [one] = comparisons(made({"a": [GOLD] * 6, "b": [f"{GOLD}\nsubscribe now"] * 6}), TWO)
    found = one.differences["leak"]
    assert found.interval.value == pytest.approx(-0.2)
    assert found.chance is not None
    assert found.chance.value == 1.0


def test_groups_are_page_types_and_first_subtags() -> None:
    run = made(
        {"a": [GOLD] * 4},
        ["forum", "article", "article", "article"],
        ["de", "en-GB", "en", ""],
    )
    names = {
        by: {name: len(cases) for name, cases in groups_of(run, by).items()} for by in (PAGE_TYPE, LANGUAGE)
    }
    assert names == {PAGE_TYPE: {"article": 3, "forum": 1}, LANGUAGE: {"en": 2, "de": 1}}
    assert [(row.by, row.group, row.pages) for row in language_rows(run)] == [
        (LANGUAGE, "en", 2),
        (LANGUAGE, "de", 1),
    ]


def test_one_language_alone_is_no_group() -> None:
    assert language_rows(made({"a": [GOLD] * 3}, None, ["en", "en-US", "en"])) == []


def test_groups_are_compared_and_corrected_for_each_other() -> None:
    # Articles: all six worse, 2 / 2^6, doubled for two page types. Forums: no difference.
    run = made(
        {"a": [GOLD] * 12, "b": [WORSE] * 6 + [GOLD] * 6},
        ["article"] * 6 + ["forum"] * 6,
        ["en"] * 9 + ["de"] * 3,
    )
    found = {(one.by, one.group): one for one in group_comparisons(run)}
    assert list(found) == [
        (PAGE_TYPE, "article"),
        (PAGE_TYPE, "forum"),
        (LANGUAGE, "en"),
        (LANGUAGE, "de"),
    ]
    articles = found[PAGE_TYPE, "article"].differences["token_f1"]
    assert [articles.p_value, articles.adjusted] == pytest.approx([2 / 64, 4 / 64])
    # Three sites are too few for any of it, and it says so.
    german = found[LANGUAGE, "de"].differences["token_f1"]
    assert (german.interval.low, german.p_value, german.adjusted) == (None, None, None)


def no_bare_number(value: Any, path: str = "") -> None:
    """Each dictionary with a value has an interval, or says that there are too few sites for one."""
    if isinstance(value, dict):
        if "value" in value:
            assert {"low", "high", "pages", "sites"} <= value.keys(), path
        for name, inner in value.items():
            no_bare_number(inner, f"{path}.{name}")


def test_no_value_in_the_data_is_without_an_interval() -> None:
    run = made({"a": [GOLD] * 6, "b": [WORSE] * 6}, ["article"] * 3 + ["forum"] * 3)
    rows = [row.as_dict() for row in scoreboard(run, TWO)]
    compared = [one.as_dict() for one in [*comparisons(run, TWO), *group_comparisons(run, TWO)]]
    no_bare_number({"rows": dict(enumerate(rows)), "compared": dict(enumerate(compared))})
    assert compared[0]["metrics"]["token_f1"]["p_holm"] == pytest.approx(2 / 64)
    assert compared[0]["metrics"]["token_f1"]["chance_to_be_better"]["value"] == 1.0
    assert {row["by"] for row in rows} == {ALL, PAGE_TYPE}


def test_the_terminal_tells_differences_with_interval_p_and_chance() -> None:
    run = made({"a": [GOLD] * 6, "b": [WORSE] * 6})
    written = scoreboard_text(scoreboard(run, TWO), comparisons(run, TWO))
    [line] = [line for line in written.splitlines() if line.startswith("a − b") and "token F1" in line]
    # Four of eight words: precision 1, recall 1/2, F1 2/3; a third less.
    assert line.split()[5:] == [
        "+0.333",
        "[+0.333,",
        "+0.333]*",
        "0.031",
        "0.031",
        "1.000",
        "[1.000,",
        "1.000]",
    ]
    assert "leak ↓" in written
    assert "less is better" in written


def test_many_metrics_are_shown_a_few_abreast() -> None:
    run = made({"a": [GOLD] * 6})
    written = scoreboard_text(scoreboard(run, METRICS), [])
    for name, found in METRICS.items():
        if found.family in ("text", "detail") and name not in ("snippet_f", "unwanted"):
            assert found.title in written
    assert max(map(len, written.splitlines())) < 160


def test_an_engine_without_html_is_not_measured_by_structures_where_it_crashed() -> None:
    cases = tuple(CaseInfo(f"p{n}", "article", None, f"s{n}.example", "", "") for n in range(2))
    reference = Reference(GOLD, html="<ul><li>one</li></ul>", fields={"title": "One"})
    crashed = measure(Extraction(""), Outcome.CRASH, reference)
    answered = measure(Extraction(GOLD), Outcome.ARTICLE, reference)
    results = (
        PageResult("p0", "plain", Outcome.ARTICLE, 0.1, answered),
        PageResult("p1", "plain", Outcome.CRASH, 0.1, crashed),
    )
    run = Run("made", cases, ("plain",), results, {}, 0.0)
    assert "items" in crashed
    assert list(terms_of(run, "plain", metric("items"), cases)) == []
    assert list(terms_of(run, "plain", metric("title"), cases)) == []
    assert len(list(terms_of(run, "plain", metric("token_f1"), cases))) == 2


def test_the_report_tells_groups_tests_and_directions(tmp_path: Path) -> None:
    leaky = f"{GOLD}\nsubscribe now"
    run = made(
        {"a": [GOLD] * 12, "b": [leaky] * 12},
        ["article"] * 6 + ["forum"] * 6,
        ["en"] * 6 + ["de"] * 6,
    )
    cases = [Case(info.name, tmp_path / "never read", Reference(GOLD)) for info in run.cases]
    rows = scoreboard(run, TWO) + language_rows(run, TWO)
    written = score_report(run, cases, rows, comparisons(run, TWO) + group_comparisons(run, TWO))
    page: Any = lxml_html.fromstring(written)
    tables = {
        table.xpath("string(preceding::h2[1])"): [
            [cell.text_content() for cell in row] for row in table.xpath(".//tbody/tr")
        ]
        for table in page.xpath("//table[contains(@class, 'numbers')]")
    }
    assert list(tables) == ["All pages", "Differences, on the same pages", "By page type", "By language"]
    # 2 of 10 words leak from b on each of 12 sites: 2 of the 2^12 swaps are as great.
    [leak] = [row for row in tables["Differences, on the same pages"] if row[1] == "leak ↓"]
    assert leak == ["a − b", "leak ↓", "-0.200 [-0.200, -0.200]*", "<0.001", "<0.001", "1.000 [1.000, 1.000]"]
    assert [row[:3] for row in tables["By language"]] == [
        ["de", "a", "6"],
        ["de", "b", "6"],
        ["de", "a − b", "6"],
        ["en", "a", "6"],
        ["en", "b", "6"],
        ["en", "a − b", "6"],
    ]
    # Less leaks from a: that is better, though the number is under 0.
    [cell] = [
        cell for cell in page.xpath("//td[@class='better']") if "-0.200 [-0.200, -0.200]*" in cell.text
    ][:1]
    assert cell.getparent()[1].text_content() == "leak ↓"


def test_structures_on_few_sites_have_no_interval() -> None:
    # Of 30 pages two have a list: two sites, however many pages have none.
    lists, none = "<ul><li>one</li></ul>", "<p>one</p>"
    cases = tuple(CaseInfo(f"p{n}", "article", None, f"s{n}.example", "", "") for n in range(30))
    results = tuple(
        PageResult(
            case.name,
            "a",
            Outcome.ARTICLE,
            0.1,
            measure(
                Extraction("one", lists if n < 2 else none),
                Outcome.ARTICLE,
                Reference("one", html=lists if n < 2 else none),
            ),
        )
        for n, case in enumerate(cases)
    )
    written = structure_table(Run("made", cases, ("a",), results, {}, 0.0))
    assert written is not None
    [items] = [line for line in written.splitlines() if line.startswith("list items")]
    assert items.count("1.000 [few sites]") == 4
