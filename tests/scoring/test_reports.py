"""Reports: valid JUnit XML, HTML that shows what differs and runs nothing, tables that line up."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from goldleaf.scoring.baseline import Baseline
from goldleaf.scoring.differences import Kind, Line, compare
from goldleaf.scoring.floors import updated
from goldleaf.scoring.gate import judge
from goldleaf.scoring.junit import junit_xml
from goldleaf.scoring.metrics import TEXT
from goldleaf.scoring.report import check_report, folded, score_report
from goldleaf.scoring.score_text import scoreboard_text
from goldleaf.scoring.scoreboard import comparisons, scoreboard
from goldleaf.scoring.stats import Difference, Interval
from goldleaf.scoring.terminal import (
    cells,
    pad,
    show_difference,
    show_interval,
    side_by_side,
    table,
    wrap,
)
from lxml import html as lxml_html

from tests.scoring.material import HARBOUR, LABEL, right, run_with, write_goldset

HOSTILE = '<script>alert("1")</script>\u0000\u0008 & "quoted"'
NAME = "news--harbour-wall"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_goldset(tmp_path / "goldset")


def spoil(url: str, text: str) -> str:
    return text.replace(HARBOUR[2], HOSTILE) + f"\n\n{LABEL}" if "harbour" in url else text


def test_junit_names_what_failed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goldset, run = run_with(monkeypatch, folder, right)
    baseline = updated(goldset, run, Baseline(), None)
    _, worse = run_with(monkeypatch, folder, spoil)
    root = ET.fromstring(junit_xml(goldset, worse, judge(goldset, worse, baseline)))
    assert root.tag == "testsuites"
    [suite] = root
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == [case.name for case in goldset]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "0")
    [failure] = [found for case in cases for found in case.findall("failure")]
    assert failure.get("type") == "worse"
    assert failure.text is not None
    assert f"lost    {HARBOUR[2]}" in failure.text
    assert f"gained  {LABEL}" in failure.text
    assert "alert" in failure.text
    assert float(suite.get("time") or "nan") >= 0


def test_junit_of_green_has_no_failure(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goldset, run = run_with(monkeypatch, folder, right)
    baseline = updated(goldset, run, Baseline(), None)
    root = ET.fromstring(junit_xml(goldset, run, judge(goldset, run, baseline)))
    assert root.get("failures") == "0"
    assert list(root.iter("failure")) == []


def test_junit_counts_floors_without_a_case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goldset, run = run_with(monkeypatch, folder, right)
    baseline = updated(goldset, run, Baseline(), None)
    baseline.cases["news--gone"] = baseline.cases[NAME]
    root = ET.fromstring(junit_xml(goldset, run, judge(goldset, run, baseline)))
    assert (root.get("tests"), root.get("failures")) == ("4", "1")


def test_the_gate_report_shows_what_differs_and_escapes_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goldset, run = run_with(monkeypatch, folder, right)
    baseline = updated(goldset, run, Baseline(), None)
    _, worse = run_with(monkeypatch, folder, spoil)
    written = check_report(goldset, worse, judge(goldset, worse, baseline))
    tree: Any = lxml_html.fromstring(written.encode())
    assert tree.findtext(".//h1") == "goldleaf check: red"
    assert tree.xpath("//script | //link | //img | //iframe") == []
    first = tree.xpath("//details")[0]
    assert first.xpath("string(summary/b)") == NAME
    assert first.get("open") is not None
    assert HARBOUR[2] in first.xpath("string(.//tr[@class='missed' or @class='changed'])")
    assert "alert" in first.xpath("string(.//tr[@class='extra' or @class='changed'][contains(., 'alert')])")
    assert "floor 1.0000 (-0." in first.xpath("string(summary)")
    # The page itself is the third side.
    assert HARBOUR[2] in first.xpath("string(.//section[@aria-label='page']//p[@class='missed'])")
    assert "metrics worse" in first.xpath("string(summary)")
    for name, metric in TEXT.items():
        assert metric.title in first.xpath("string(.//details[contains(summary, 'Each metric')]/ul)")
        assert "_" not in name or name not in written
    green = check_report(goldset, run, judge(goldset, run, baseline))
    assert "goldleaf check: green" in green


def test_the_score_report_has_intervals_and_the_worst_pages(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goldset, run = run_with(monkeypatch, folder, spoil)
    written = score_report(run, goldset.cases, scoreboard(run), comparisons(run))
    tree: Any = lxml_html.fromstring(written.encode())
    assert [found.xpath("string(summary/b)") for found in tree.xpath("//details")] == [NAME]
    assert "few sites" in written
    assert "token F1 0." in tree.xpath("string(//details/summary)")
    assert "token_f1" not in written
    assert run.provenance["versions"]["lxml"] in written


def test_equal_lines_are_folded() -> None:
    gold = "\n\n".join(f"Line number {number} of the text" for number in range(10))
    shown = folded(compare(gold, gold + "\n\nADVERTISEMENT"))
    assert [(line.kind, line.count) for line in shown] == [("skipped", 9), ("kept", 0), ("extra", 0)]
    assert [(line.kind, line.count) for line in folded(compare(gold, gold))] == [("skipped", 10)]


def test_tables_line_up_with_wide_letters() -> None:
    written = table([["name", "n"], ["水に戻す", "1"], ["ab", "10"]])
    assert {cells(line) for line in written.splitlines()} == {12}
    assert pad("水", 4) == "水  "
    assert cells("e\u0301") == 1


def test_intervals_are_shown_whole() -> None:
    assert show_interval(Interval(0.5, 0.25, 0.75, 9, 9)) == "0.500 [0.250, 0.750]"
    assert show_interval(Interval(0.5, None, None, 1, 1)) == "0.500 [few sites]"
    assert show_interval(None) == "–"
    assert show_difference(Difference(Interval(0.1, 0.05, 0.2, 9, 9), 0.01)) == "+0.100 [+0.050, +0.200]*"
    assert show_difference(Difference(Interval(-0.1, -0.2, 0.1, 9, 9), 0.4)) == "-0.100 [-0.200, +0.100] "
    assert show_difference(Difference(Interval(0.1, None, None, 1, 1), None)) == "+0.100 [few sites]"
    assert show_difference(None) == "–"


def test_no_mean_is_bare_in_the_scoreboard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, run = run_with(monkeypatch, folder, right)
    written = scoreboard_text(scoreboard(run), comparisons(run))
    values = [line for line in written.splitlines() if line.startswith(("goldleaf", "article", "service"))]
    assert len(values) == 3
    for line in values:
        assert line.count("1.000") == line.count("[few sites]") > 0


@pytest.mark.parametrize("width", [4, 7, 20, 200])
@pytest.mark.parametrize(
    "text", ["", "one two three", "水に戻されない一枚の紙", "averylongwordwithoutblanks end", "é " * 9]
)
def test_wrapped_text_fits_and_is_whole(text: str, width: int) -> None:
    found = wrap(text, width)
    assert all(cells(line) <= width for line in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_side_by_side_signs_what_became_of_lines() -> None:
    rows = list(side_by_side([Line(Kind.MISSED, "gone", ""), Line(Kind.EXTRA, "", "new")], 60))
    assert rows[0].find("- gone") >= 0
    assert rows[2].find("+ ") >= 0
    assert rows[2].rstrip("\x1b[0m").endswith("new")
