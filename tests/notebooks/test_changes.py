"""Movements between two states of the extractor, wherever their values come from."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.notebook.changing import (
    NoSuchState,
    change_chart,
    change_frame,
    metric_chart,
    values_of,
    values_of_run,
)

from tests.scoring.material import right, run_with, write_goldset

# Stands in for the package as it was at that commit: it answers as `goldleaf score --json FILE` does.
OLD_PACKAGE = """\
import json, sys
at = sys.argv.index("--json")
page = {"case": "news--harbour-wall", "engine": "goldleaf", "metrics": {"ratio": {"value": 0.25}}}
open(sys.argv[at + 1], "w").write(json.dumps({"pages": [page]}))
"""


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@a.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def test_a_change_is_turned_so_that_more_is_better() -> None:
    before = {("a", "ratio"): 0.5, ("a", "unwanted"): 0.5, ("b", "ratio"): 1.0, ("gone", "ratio"): 1.0}
    after = {("a", "ratio"): 0.75, ("a", "unwanted"): 0.75, ("b", "ratio"): 1.0, ("new", "ratio"): 1.0}
    frame = change_frame(before, after)
    found = {(row.case, row.metric): (row.change, row.state) for row in frame.itertuples()}
    assert found == {
        ("a", "rapidfuzz ratio"): (0.25, "better"),
        ("a", "unwanted snippets"): (-0.25, "worse"),
        ("b", "rapidfuzz ratio"): (0.0, "equal"),
    }
    titles = [
        chart.to_dict()["title"]["text"] for chart in (change_chart(frame, ("x", "y")), metric_chart(frame))
    ]
    assert titles == [
        "1 pages got better, 0 got worse, 1 stayed",
        "1 values rose and 1 fell, over 2 metrics",
    ]


def test_a_run_that_changed_nothing_has_a_chart_that_says_so() -> None:
    frame = change_frame({("a", "ratio"): 1.0}, {("a", "ratio"): 1.0})
    title = change_chart(frame, ("baseline", "now")).to_dict()["title"]
    assert title["text"] == "0 pages got better, 0 got worse, 1 stayed"
    assert title["subtitle"] == "rapidfuzz ratio: no page moved from baseline to now"
    assert metric_chart(frame).to_dict()["title"]["text"].startswith("0 values rose")


def test_values_of_a_run_and_of_its_file_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_goldset(tmp_path / "goldset")
    _, run = run_with(monkeypatch, folder, right)
    (tmp_path / "run.json").write_text(json.dumps(run.as_dict()))
    values = values_of_run(run)
    assert values["news--harbour-wall", "ratio"] == 1.0
    assert values_of(str(tmp_path / "run.json"), folder) == pytest.approx(values, abs=1e-6)
    assert len({case for case, _ in values}) == len(load_goldset(folder))


def test_a_commit_is_run_over_the_gold_set_as_it_is(tmp_path: Path) -> None:
    folder = write_goldset(tmp_path / "goldset")
    package = tmp_path / "server" / "goldleaf"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text(OLD_PACKAGE)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "server")
    git(tmp_path, "commit", "--quiet", "-m", "As it was")
    (package / "__main__.py").write_text("raise SystemExit('not this one')")
    assert values_of("commit:HEAD", folder) == {("news--harbour-wall", "ratio"): 0.25}
    with pytest.raises(NoSuchState, match="The commit no-such can't be run"):
        values_of("commit:no-such", folder)


@pytest.mark.parametrize("content", [None, "{", "[]", '{"pages": [{}]}'])
def test_a_file_that_is_no_result_is_told(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "run.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(NoSuchState, match=r"is no result of `goldleaf score --json FILE`"):
        values_of(str(file), tmp_path)
