"""Charts on numbers that are known: what they say, and how they turn and tell apart."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from goldleaf.reading.features.catalogue import FEATURES
from goldleaf.scoring.bench.timing import PageTimes
from goldleaf.scoring.notebook import published, runs
from goldleaf.scoring.notebook.browsing import FailureBrowser
from goldleaf.scoring.notebook.comparing import difference_chart, difference_frame
from goldleaf.scoring.notebook.learning import LearningPoint, learning_chart
from goldleaf.scoring.notebook.modelling import calibration_chart, feature_frame, type_chart
from goldleaf.scoring.notebook.speed import frontier_frame, size_chart
from goldleaf.scoring.scoreboard import Comparison, Row
from goldleaf.scoring.stats import Difference, Interval

from tests.scoring.material import HARBOUR, LABEL, run_with, write_goldset


def row(engine: str, metric: str, value: float) -> Row:
    return Row(engine, "all", 9, 0, 0.1, {metric: Interval(value, value - 0.1, value + 0.05, 9, 9)})


def compared(metric: str, value: float, low: float, high: float) -> list[Comparison]:
    found = Difference(Interval(value, low, high, 20, 20), 0.01, 0.02)
    return [Comparison("goldleaf", "readability", {metric: found})]


def test_less_is_better_is_turned_around() -> None:
    [better] = difference_frame(compared("unwanted", -0.2, -0.3, -0.1)).to_dict("records")
    assert (better["difference"], better["low"], better["high"]) == (0.2, 0.1, 0.3)
    assert (better["state"], better["p"]) == ("ahead", 0.02)
    [worse] = difference_frame(compared("ratio", -0.2, -0.3, -0.1)).to_dict("records")
    assert worse["state"] == "behind"
    [same] = difference_frame(compared("ratio", 0.1, -0.1, 0.3)).to_dict("records")
    assert same["state"] == "can't be told apart"
    title = difference_chart(compared("ratio", 0.2, 0.1, 0.3)).to_dict()["title"]["text"]
    assert title == "goldleaf is ahead of 1 of 1 engines beyond chance"


def test_the_frontier_holds_those_that_nobody_beats_in_both() -> None:
    seconds = {"lxml parse": 0.001, "goldleaf": 0.02, "readability": 0.01, "slow": 0.03, "bad": 0.015}
    times = [PageTimes("one", 50_000, seconds, frozenset())]
    values = {"goldleaf": 0.9, "readability": 0.8, "slow": 0.9, "bad": 0.5}
    frame = frontier_frame(times, [row(name, "ratio", value) for name, value in values.items()])
    assert list(frame["engine"]) == ["readability", "bad", "goldleaf", "slow"]
    assert list(frame["frontier"]) == [True, False, True, False]
    title = size_chart(times).to_dict()["title"]["text"]
    assert title == "goldleaf takes 0.40 ms a kilobyte, readability 0.20"


def test_pages_learned_from_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {
        "sources": [{"kind": "wcxb", "pages": 9}],
        "scores": [{"name": "trafilatura", "measure": "snippet_f", "value": 0.9, "low": 0.8, "high": 0.95}],
    }
    monkeypatch.setattr(published, "report", lambda: told)
    rows = [row("goldleaf", "shingle_f1", 0.9), row("readability", "shingle_f1", 0.7)]
    frame = published.published_frame("wcxb", rows)
    ours = frame[frame["by"] != "published"]
    assert dict(zip(ours["tool"], ours["by"], strict=True)) == {
        "goldleaf": "measured here on pages it learned from",
        "readability": "measured here",
    }
    title = published.published_chart("wcxb", rows[:1], 9).to_dict()["title"]["text"]
    assert title == "wcxb: goldleaf reaches 0.900 on 9 pages, but learned from them"
    unseen = published.published_chart("trafilatura").to_dict()["title"]["text"]
    assert unseen == "trafilatura: goldleaf reaches 0.900 on sites that it has not learned from"
    alone = published.published_chart("aeb").to_dict()["title"]["text"]
    assert alone == "aeb: published scores; none measured here"


def test_every_published_table_names_its_source_and_a_metric_there_is() -> None:
    for table in published.PUBLISHED:
        assert published.metric_of(table.kind) == table.metric
        assert table.source.startswith("https://")
        assert all(0 < value < 1 for value in table.scores.values())


def test_features_are_weighed_and_known() -> None:
    frame = feature_frame()
    assert frame["share"].sum() == pytest.approx(1.0)
    assert set(frame["feature"]) <= set(FEATURES)
    assert (np.diff(frame["weight"]) <= 0).all()
    assert (frame["weight"][frame["questions"] == 0] == 0).all()


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.9, "keeps its word"), (0.5, "promises less than it keeps"), (1.0, "promises more than it keeps")],
)
def test_the_confidence_is_held_to_its_word(confidence: float, words: str) -> None:
    told = pd.DataFrame(
        {
            "page_type": ["article"] * 9 + ["forum"],
            "told_type": ["article"] * 10,
            "confidence": [confidence] * 10,
            "f1": [0.95] * 9 + [0.4],
        }
    )
    assert f"The confidence {words}:" in calibration_chart(told).to_dict()["title"]["text"]
    assert (
        type_chart(told).to_dict()["title"]["text"] == "Hardest: forum; the page type is told right for 90%"
    )


def test_the_learning_curve_says_whether_it_still_rises() -> None:
    points = [LearningPoint(pages, fold, 0.8 + pages / 100) for pages in (4, 8) for fold in (0, 1)]
    assert learning_chart(points).to_dict()["title"]["text"] == (
        "More pages still help: 0.84 with 4, 0.88 with 8"
    )
    flat = [LearningPoint(pages, 0, 0.9) for pages in (4, 8)]
    assert "bring little more" in learning_chart(flat).to_dict()["title"]["text"]


def test_the_browser_shows_the_worst_page_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_goldset(tmp_path / "goldset")
    goldset, run = run_with(
        monkeypatch, folder, lambda url, text: f"{text}\n\n{LABEL}" if "harbour" in url else text
    )
    browser = FailureBrowser(run, goldset.cases)
    assert next(iter(browser.cases)) == "news--harbour-wall"
    bundle = browser._repr_mimebundle_()
    assert set(bundle) == {"text/html", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/html"].count("<details open>") == 1
    assert f'<mark class="extra">{LABEL}</mark>' in bundle["text/html"]
    menu = browser.menu()
    picked, view = menu.children
    picked.value = "blog--sour-apple"
    assert "blog--sour-apple" in view.value
    assert HARBOUR[0] not in view.value


def test_benchmarks_are_found_side_by_side(tmp_path: Path) -> None:
    place = tmp_path / "data" / "aeb-2019"
    (place / "html").mkdir(parents=True)
    for name in ("a", "b", "c", "d"):
        (place / "html" / f"{name}.html").write_text("<p>x")
    truth = {name: {"articleBody": "x"} for name in ("a", "b", "c", "d")}
    (place / "ground-truth.json").write_text(json.dumps(truth))
    found = runs.find_benchmarks([tmp_path / "data", tmp_path / "absent", "wcxb:nowhere"])
    assert [case.name for case in found["aeb"]] == ["a", "b", "c", "d"]
    assert list(found) == ["aeb"]
    assert [case.name for case in runs.sample(found["aeb"], 2)] == ["a", "c"]
    assert runs.find_benchmarks([f"aeb:{place}"])["aeb"] == found["aeb"]
