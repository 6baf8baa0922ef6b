"""Engines over cases: order, crashes, time-outs, what a run says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from goldleaf import MissingExtra
from goldleaf.scoring import engines
from goldleaf.scoring.cases import Case
from goldleaf.scoring.engines import ENGINES, Engine, engine, installed_engines
from goldleaf.scoring.errors import UnknownName
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.metrics import METRICS, TEXT, Reference
from goldleaf.scoring.provenance import commit
from goldleaf.scoring.results import Outcome, PageResult, write_json
from goldleaf.scoring.runner import run_engines
from goldleaf.scoring.scoreboard import ALL, comparisons, scoreboard

from tests.scoring.material import HARBOUR, ORCHARD, page, run_with, write_goldset


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_goldset(tmp_path / "goldset")


def test_two_engines_over_all_cases_in_worker_processes(folder: Path) -> None:
    goldset = load_goldset(folder)
    seen: list[PageResult] = []
    run = run_engines(
        goldset.cases, ["goldleaf", "readability"], source="test", workers=2, progress=seen.append
    )
    order = [(result.case, result.engine) for result in run.results]
    assert order == [(case.name, name) for case in goldset for name in ("goldleaf", "readability")]
    assert len(seen) == len(order)
    harbour = run.of("goldleaf")["news--harbour-wall"]
    assert harbour.outcome is Outcome.ARTICLE
    assert HARBOUR[0] in harbour.text
    value = harbour.value("ratio")
    assert value is not None
    assert value > 0.9
    assert run.failures("goldleaf") == run.failures("readability") == []


def test_a_worker_past_its_deadline_scores_0_and_the_others_do_not_notice(tmp_path: Path) -> None:
    # Half a million paragraphs take half a minute, a few take milliseconds: six seconds part them anywhere.
    slow, quick = tmp_path / "slow.html", tmp_path / "quick.html"
    slow.write_text("<p>" + "<p>word <b>word</b>" * 500_000)
    quick.write_text(f"<title>T</title><article><p>{'</p><p>'.join(HARBOUR)}</p></article>")
    text = "\n\n".join(HARBOUR)
    cases = [
        Case("slow", slow, Reference("word word")),
        Case("quick", quick, Reference(text, keep=(HARBOUR[0],))),
    ]
    run = run_engines(cases, ["readability"], workers=1, deadline=6.0)
    slow_result, quick_result = run.results
    assert slow_result.outcome is Outcome.OUT_OF_TIME
    assert slow_result.value("ratio") == 0.0
    assert "6 seconds" in slow_result.error
    assert quick_result.outcome is Outcome.ARTICLE
    assert quick_result.value("ratio") == 1.0
    assert run.failures("readability") == [slow_result]


def test_a_crash_scores_0_and_is_counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(url: str, text: str) -> str:
        if "harbour" in url:
            raise ZeroDivisionError("by zero\nand more")
        return text

    _, run = run_with(monkeypatch, folder, crash)
    [failed] = run.failures("goldleaf")
    assert (failed.case, failed.outcome) == ("news--harbour-wall", Outcome.CRASH)
    assert failed.error == "ZeroDivisionError: by zero"
    assert {name: failed.value(name) for name in TEXT} == dict.fromkeys(TEXT, 0.0)
    assert [row.failures for row in scoreboard(run) if row.group == ALL] == [1]


def test_a_crash_on_a_page_that_is_no_article_scores_0(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(url: str, text: str) -> str:
        if not text:
            raise RecursionError("maximum recursion depth exceeded")
        return text

    _, run = run_with(monkeypatch, folder, crash)
    login = run.of("goldleaf")["noarticle--login"]
    assert (login.outcome, login.value("ratio"), login.value("token_f1")) == (Outcome.CRASH, 0.0, 0.0)


def test_no_article_is_right_where_there_is_none_and_a_miss_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, run = run_with(monkeypatch, folder, lambda url, text: "")
    values = {result.case: result.value("ratio") for result in run.results}
    assert values == {"blog--sour-apple": 0.0, "news--harbour-wall": 0.0, "noarticle--login": 1.0}
    assert run.failures("goldleaf") == []


def test_an_unreadable_page_is_an_error_of_the_run(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run_engines([Case("gone", tmp_path / "gone.html", Reference("x"))], ["goldleaf"], workers=0)


def test_a_run_describes_itself(folder: Path, tmp_path: Path) -> None:
    goldset = load_goldset(folder)
    run = run_engines(goldset.cases, ["goldleaf", "readability"], source="test", workers=0)
    rows = [row.as_dict() for row in scoreboard(run)]
    write_json(tmp_path / "deep" / "run.json", run.as_dict(rows))
    data = json.loads((tmp_path / "deep" / "run.json").read_text(encoding="utf-8"))
    assert data["provenance"]["versions"]["rapidfuzz"][0].isdigit()
    assert data["provenance"]["engines"]["readability"].startswith("0.")
    assert data["provenance"]["metrics"] == {name: metric.version for name, metric in METRICS.items()}
    assert data["provenance"]["commit"] == commit()
    assert {case["name"]: case["page_sha256"] for case in data["cases"]} == {
        case.name: case.page_digest for case in goldset
    }
    assert len(data["pages"]) == 6
    assert data["pages"][0]["metrics"]["token_f1"].keys() == {"value", "precision", "recall"}
    assert data["summary"][0]["group"] == ALL


def test_the_scoreboard_has_each_engine_and_page_type(folder: Path) -> None:
    run = run_engines(load_goldset(folder).cases, ["goldleaf", "readability"], workers=0)
    groups = [(row.engine, row.group, row.pages) for row in scoreboard(run)]
    assert groups[:3] == [("goldleaf", "all", 3), ("goldleaf", "article", 2), ("goldleaf", "service", 1)]
    assert [row[0] for row in groups[3:]] == ["readability"] * 3
    [compared] = comparisons(run)
    assert (compared.engine, compared.other) == ("goldleaf", "readability")
    first, second = (row.intervals["ratio"].value for row in scoreboard(run) if row.group == ALL)
    assert compared.differences["ratio"].interval.value == pytest.approx(first - second)


@pytest.mark.parametrize("name", [found.name for found in installed_engines()])
def test_every_installed_engine_reads_a_plain_page(name: str, tmp_path: Path) -> None:
    # Long paragraphs, as some engines take short ones for navigation. In a process of its own, as some
    # engines warn on import and warnings are errors in this one.
    file = tmp_path / "page.html"
    file.write_text(page("Two stories", [" ".join(HARBOUR), " ".join(ORCHARD)]))
    case = Case("page", file, Reference(""), url="https://www.example.org/")
    [result] = run_engines([case], [name], workers=1).results
    assert result.outcome is Outcome.ARTICLE, result.error
    assert HARBOUR[0] in result.text
    assert engine(name).version


def test_an_engine_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Engine("absent", "absent", "no_such_module_here", "compare", lambda: pytest.fail("loaded"))
    monkeypatch.setitem(engines.ENGINES, "absent", absent)
    assert absent not in installed_engines()
    assert absent.version is None
    with pytest.raises(MissingExtra, match=r'pip install -e "\.\[compare\]"'):
        run_engines([], ["absent"])


def test_an_unknown_engine_is_told() -> None:
    with pytest.raises(UnknownName, match="Installed are: goldleaf, readability"):
        engine("boilerpipe")


def test_the_contract_names_the_engines() -> None:
    always = ["goldleaf", "readability"]
    compared = ["trafilatura", "newspaper4k", "goose3", "justext", "resiliparse", "boilerpy3"]
    assert list(ENGINES) == always + compared
    assert [found.name for found in ENGINES.values() if found.extra is None] == always


def test_readability_scores_on_wcxb_as_published(shared_dir: Path) -> None:
    """One page in ten of the benchmark; all of them give 0.704, which this tenth is near."""
    from goldleaf.scoring.benchmarks import load_benchmark

    cases = load_benchmark("wcxb", shared_dir / "benchmarks" / "wcxb-dev")[::10]
    run = run_engines(cases, ["readability"], workers=2)
    [row] = [row for row in scoreboard(run) if row.group == ALL]
    found = row.intervals["token_f1"]
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.704 < found.high
    assert found.pages == len(cases) == 150
