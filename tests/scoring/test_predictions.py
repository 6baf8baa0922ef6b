"""Outputs made elsewhere: what a file may hold, what is missing, and that a run comes back as it went out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from goldleaf.scoring.benchmarks import load_benchmark
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenPredictions
from goldleaf.scoring.metrics import METRICS, Reference
from goldleaf.scoring.predictions import load_predictions, score_predictions
from goldleaf.scoring.results import Outcome, Run
from goldleaf.scoring.runner import run_engines

from tests.scoring.material import HARBOUR, ORCHARD, write_goldset
from tests.scoring.test_commands import run

HARBOUR_NAME, ORCHARD_NAME, LOGIN = "news--harbour-wall", "blog--sour-apple", "noarticle--login"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_goldset(tmp_path / "goldset")


def write(name: str, data: Any) -> Path:
    file = Path(name)
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def bodies(**texts: str) -> dict[str, dict[str, str]]:
    return {name: {"articleBody": text} for name, text in texts.items()}


def score(*arguments: str) -> tuple[Result, dict[str, Any]]:
    result = run("score", *arguments, "--json", "out.json", "--jobs", "1")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return result, data


def values(data: dict[str, Any], engine: str, metric: str) -> dict[str, float]:
    return {
        page["case"]: page["metrics"][metric]["value"]
        for page in data["pages"]
        if page["engine"] == engine and metric in page["metrics"]
    }


def test_predictions_are_scored_like_an_engine(folder: Path) -> None:
    half = "\n\n".join(ORCHARD[:2])
    texts = {HARBOUR_NAME: "\n\n".join(HARBOUR), ORCHARD_NAME: half, LOGIN: ""}
    write("others.json", bodies(**texts))
    result, data = score("--predictions", "others.json")
    found = values(data, "others", "token_f1")
    # An empty text is right where there is no article.
    assert (found[HARBOUR_NAME], found[LOGIN]) == (1.0, 1.0)
    # All words of the half are the gold's, so F1 = 2 r / (1 + r) for the share r of its words.
    share = len(half.split()) / len(" ".join(ORCHARD).split())
    assert found[ORCHARD_NAME] == pytest.approx(2 * share / (1 + share), abs=1e-5)
    # Not asked for, goldleaf does not run; and there is no time to tell.
    assert {page["engine"] for page in data["pages"]} == {"others"}
    assert data["summary"][0]["median_seconds"] is None
    assert re.search(r"^others +3 +0 +– +\d\.\d{3} \[few sites\]", result.stdout, re.MULTILINE)
    assert list(data["provenance"]["predictions"]) == ["others"]


def test_a_missing_page_is_a_miss_and_counted(folder: Path) -> None:
    write("others.json", bodies(**{HARBOUR_NAME: "\n\n".join(HARBOUR)}))
    result, data = score("--predictions", "others.json", "--metrics", "text,detail")
    assert values(data, "others", "token_f1") == {HARBOUR_NAME: 1.0, ORCHARD_NAME: 0.0, LOGIN: 0.0}
    assert values(data, "others", "leak") == {HARBOUR_NAME: 0.0, ORCHARD_NAME: 1.0, LOGIN: 1.0}
    assert data["summary"][0]["failures"] == 2
    assert f"others failed on {ORCHARD_NAME} (missing)" in result.stderr


def test_predictions_have_a_text_and_nothing_else_to_measure(folder: Path) -> None:
    write("others.json", bodies(**{HARBOUR_NAME: "\n\n".join(HARBOUR)}))
    result, data = score("--predictions", "others.json", "--metrics", "structure,metadata")
    assert "Nothing to measure for metadata" in result.stdout
    assert "no structures" in result.stdout
    families = {METRICS[name].family for page in data["pages"] for name in page["metrics"]}
    assert families == {"text", "detail"}


def test_predictions_stand_beside_engines(folder: Path) -> None:
    write("others.json", bodies(**{HARBOUR_NAME: "Nothing of it", ORCHARD_NAME: "nor of it", LOGIN: ""}))
    result, data = score("--engine", "readability", "--predictions", "others.json")
    assert [row["engine"] for row in data["summary"] if row["by"] == "all"] == ["readability", "others"]
    assert "readability − others" in result.stdout
    assert data["comparisons"][0]["other"] == "others"


def test_what_went_out_comes_back_with_the_same_scores(folder: Path) -> None:
    _, before = score("--engine", "goldleaf", "--export-predictions", "mine.json")
    written = json.loads(Path("mine.json").read_text(encoding="utf-8"))
    assert list(written) == [ORCHARD_NAME, HARBOUR_NAME, LOGIN]
    assert HARBOUR[0] in written[HARBOUR_NAME]["articleBody"]
    assert written[LOGIN] == {"articleBody": ""}
    _, after = score("--predictions", "mine.json")
    for name in ("ratio", "token_f1", "shingle_f1", "snippet_f", "rouge_lsum", "block_order", "leak"):
        assert values(after, "mine", name) == values(before, "goldleaf", name)


def test_a_page_that_the_engine_failed_on_is_left_out_of_what_it_exports(folder: Path) -> None:
    # No engine reads a page in a tenth of a millisecond.
    result, _ = score("--engine", "readability", "--timeout", "0.0001", "--export-predictions", "late.json")
    assert json.loads(Path("late.json").read_text(encoding="utf-8")) == {}
    assert "3 failed pages are left out" in result.stderr


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "is not valid JSON"),
        ("[]", "holds no predictions"),
        ("{}", "holds no predictions"),
        (json.dumps({HARBOUR_NAME: "text"}), f"has no text for {HARBOUR_NAME}"),
        (json.dumps({HARBOUR_NAME: {"articleBody": None}}), f"has no text for {HARBOUR_NAME}"),
        (json.dumps({HARBOUR_NAME: {"text": "x"}}), f"has no text for {HARBOUR_NAME}"),
        (json.dumps(bodies(harbour="x")), "1 of 1: harbour"),
    ],
)
def test_a_file_that_is_no_predictions_exits_with_2(folder: Path, content: str, problem: str) -> None:
    Path("bad.json").write_text(content, encoding="utf-8")
    result = run("score", "--predictions", "bad.json")
    assert result.exit_code == 2
    assert problem in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--predictions", "absent.json"], "can't be read"),
        (["--engine", "readability", "--predictions", "readability.json"], "are called 'readability'"),
        (["--predictions", "readability.json", "--predictions", "more/readability.json"], "rename one"),
        (["--engine", "goldleaf,readability", "--export-predictions", "x.json"], "of one engine"),
        (["--predictions", "readability.json", "--export-predictions", "x.json"], "of one engine"),
    ],
)
def test_wrong_usage_exits_with_2(folder: Path, arguments: list[str], problem: str) -> None:
    Path("more").mkdir()
    for name in ("readability.json", "more/readability.json"):
        write(name, bodies(**{LOGIN: ""}))
    result = run("score", *arguments)
    assert result.exit_code == 2
    assert problem in result.stderr
    assert not Path("x.json").exists()


def test_a_benchmark_of_snippets_takes_predictions_too(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>never read")
    cases = [
        Case("one", page, Reference(None, ("held",), ("menu",))),
        Case("two", page, Reference(None, ("x",))),
    ]
    file = tmp_path / "snippets.json"
    file.write_text(json.dumps(bodies(one="The wall held, menu", two="")))
    made = score_predictions(
        run_engines(cases, [], workers=0), cases, [load_predictions(file, cases)], workers=1, deadline=60.0
    )
    # tp 1, fp 1 on the one; on the other the snippet is missing.
    assert {found.case: found.value("snippet_f") for found in made.results} == {
        "one": pytest.approx(2 / 3),
        "two": 0.0,
    }
    assert [found.outcome for found in made.results] == [Outcome.ARTICLE, Outcome.NO_ARTICLE]


def test_files_of_one_name_are_refused_before_work_is_done(tmp_path: Path) -> None:
    file = tmp_path / "goldleaf.json"
    file.write_text(json.dumps(bodies(one="x")))
    cases = [Case("one", tmp_path / "page.html", Reference("x"))]
    empty = Run("made", (), ("goldleaf",), (), {}, 0.0)
    with pytest.raises(BrokenPredictions, match="called 'goldleaf'"):
        score_predictions(empty, cases, [load_predictions(file, cases)], deadline=60.0)


def test_the_gold_of_the_public_benchmarks_is_a_perfect_prediction(shared_dir: Path, tmp_path: Path) -> None:
    places = {"mozilla": "mozilla", "wcxb": "wcxb-dev"}
    for kind, place in places.items():
        cases = load_benchmark(kind, shared_dir / "benchmarks" / place)[:4]
        file = tmp_path / f"{kind}.json"
        file.write_text(json.dumps(bodies(**{case.name: case.reference.text or "" for case in cases})))
        made = score_predictions(
            run_engines(cases, [], workers=0),
            cases,
            [load_predictions(file, cases)],
            workers=1,
            deadline=60.0,
        )
        assert [found.value("exact_match") for found in made.results] == [1.0] * 4
