"""What hasn't changed is not worked out again, and what has is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from goldleaf.cli import main
from goldleaf.scoring import cache as cache_module
from goldleaf.scoring import engines, task
from goldleaf.scoring.cache import FILE, ResultCache
from goldleaf.scoring.engines import Engine, Extraction
from goldleaf.scoring.errors import BrokenCache
from goldleaf.scoring.goldset import GoldSet, load_goldset
from goldleaf.scoring.results import Outcome, Run
from goldleaf.scoring.runner import run_engines

from tests.scoring.material import HARBOUR, write_goldset

NAME = "news--harbour-wall"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_goldset(tmp_path / "goldset")


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that the engine was called for, one after the other."""
    seen: list[str] = []

    def extract(page: bytes, url: str | None) -> Extraction:
        seen.append(url or "")
        if "login" in (url or ""):
            raise ZeroDivisionError("by zero")
        return Extraction(
            "A line \ud800 of text", "<p>A line of text</p>", {"title": "A line", "byline": None}
        )

    fake = Engine("goldleaf", "goldleaf", "goldleaf", None, lambda: extract)
    monkeypatch.setitem(engines.ENGINES, "goldleaf", fake)
    monkeypatch.setattr(task, "_extract", lambda name: engines.engine(name).loader())
    return seen


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """How each measured page had ended, one after the other."""
    seen: list[Outcome] = []
    real = task.measure

    def measure(extraction: Extraction, outcome: Outcome, reference: object) -> object:
        seen.append(outcome)
        return real(extraction, outcome, reference)  # type: ignore[arg-type]

    monkeypatch.setattr(task, "measure", measure)
    return seen


@pytest.fixture
def code(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Sets the fingerprints of the engine's code and of the metrics'."""

    def change(engine: str, metrics: str) -> None:
        monkeypatch.setattr(cache_module, "engine_fingerprint", lambda name: engine)
        monkeypatch.setattr(cache_module, "metrics_fingerprint", lambda: metrics)

    change("code 1", "metrics 1")
    return change


def run(goldset: GoldSet, folder: Path) -> Run:
    with ResultCache(folder) as cache:
        return run_engines(goldset.cases, ["goldleaf"], workers=0, cache=cache)


def test_a_second_run_takes_all_but_failures_from_the_first(
    folder: Path, tmp_path: Path, extracted: list[str], measured: list[Outcome], code: object
) -> None:
    goldset = load_goldset(folder)
    first = run(goldset, tmp_path / "cache")
    assert len(extracted) == 3
    extracted.clear()
    measured.clear()
    second = run(goldset, tmp_path / "cache")
    # A crash may have been the machine's fault.
    assert extracted == ["https://bank.example/login"]
    assert measured == [Outcome.CRASH]
    assert [result.cached for result in second.results] == [True, True, False]
    for before, after in zip(first.results[:2], second.results[:2], strict=True):
        assert replace(after, cached=False) == before


def test_a_changed_case_costs_one_page(
    folder: Path, tmp_path: Path, extracted: list[str], measured: list[Outcome], code: object
) -> None:
    run(load_goldset(folder), tmp_path / "cache")
    extracted.clear()
    page = folder / NAME / "page.html"
    page.write_text(page.read_text().replace(HARBOUR[0], "Another first line."))
    run(load_goldset(folder), tmp_path / "cache")
    assert extracted == ["https://www.harbour.example/1", "https://bank.example/login"]


@pytest.mark.parametrize("change", ["gold.html", "case.toml"])
def test_a_changed_gold_costs_measuring_only(
    change: str, folder: Path, tmp_path: Path, extracted: list[str], measured: list[Outcome], code: object
) -> None:
    before = run(load_goldset(folder), tmp_path / "cache")
    extracted.clear()
    measured.clear()
    file = folder / NAME / change
    file.write_text(file.read_text().replace(HARBOUR[3], "A line of text").replace("The wall held", "A line"))
    after = run(load_goldset(folder), tmp_path / "cache")
    assert extracted == ["https://bank.example/login"]
    assert measured == [Outcome.ARTICLE, Outcome.CRASH]
    assert before.of("goldleaf")[NAME].measurements != after.of("goldleaf")[NAME].measurements


def test_a_changed_metric_costs_measuring_only(
    folder: Path,
    tmp_path: Path,
    extracted: list[str],
    measured: list[Outcome],
    code: Callable[[str, str], None],
) -> None:
    run(load_goldset(folder), tmp_path / "cache")
    extracted.clear()
    measured.clear()
    code("code 1", "metrics 2")
    run(load_goldset(folder), tmp_path / "cache")
    assert extracted == ["https://bank.example/login"]
    assert len(measured) == 3


def test_changed_code_costs_everything(
    folder: Path, tmp_path: Path, extracted: list[str], code: Callable[[str, str], None]
) -> None:
    run(load_goldset(folder), tmp_path / "cache")
    code("code 2", "metrics 1")
    extracted.clear()
    run(load_goldset(folder), tmp_path / "cache")
    assert len(extracted) == 3


def test_pages_that_are_weighed_are_extracted_anew(
    folder: Path, tmp_path: Path, extracted: list[str], code: object
) -> None:
    goldset = load_goldset(folder)
    run(goldset, tmp_path / "cache")
    extracted.clear()
    with ResultCache(tmp_path / "cache") as cache:
        weighed = run_engines(goldset.cases[:1], ["goldleaf"], workers=0, cache=cache, weigh=True)
    assert "https://orchard.example/2" in extracted
    assert (weighed.results[0].cost or 0) > 0
    assert not weighed.results[0].cached


def test_what_was_unused_longest_goes_first(
    folder: Path, tmp_path: Path, extracted: list[str], code: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    goldset = load_goldset(folder)
    first, second = goldset.cases[:2]
    days = iter([10, 20])
    for case in (first, second):
        day = next(days)
        monkeypatch.setattr(cache_module, "_today", lambda day=day: day)
        with ResultCache(tmp_path) as cache:
            run_engines([case], ["goldleaf"], workers=0, cache=cache)
    # The older one is used again, so the other one is now the one unused longest.
    monkeypatch.setattr(cache_module, "_today", lambda: 30)
    with ResultCache(tmp_path) as cache:
        run_engines([first], ["goldleaf"], workers=0, cache=cache)
        (size,) = cache._store.execute("SELECT max(length(data)) FROM outputs").fetchone()
    with ResultCache(tmp_path, most_bytes=size) as cache:
        pass
    with ResultCache(tmp_path) as cache:
        assert cache.output(first.page_digest, first.url, "goldleaf") is not None
        assert cache.output(second.page_digest, second.url, "goldleaf") is None
        assert cache._store.execute("SELECT count(*) FROM measured").fetchone() == (1,)


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("no database at all, but long enough to be taken for one " * 99)
    with pytest.raises(BrokenCache, match=r"can't be used: .* --no-cache"):
        ResultCache(tmp_path)


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BrokenCache, match="name another folder with --cache DIR"):
        ResultCache(tmp_path / "file" / "cache")


def test_score_stores_where_it_is_told_and_nothing_where_it_must_not(
    folder: Path, tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ["score", "--engine", "readability", "--jobs", "1"]
    assert CliRunner().invoke(main, [*arguments, "--no-cache"]).exit_code == 0
    assert list(own_cache.iterdir()) == []
    first = CliRunner().invoke(main, [*arguments, "--cache", "here", "--json", "one.json"])
    assert (tmp_path / "here" / FILE).is_file()
    again = CliRunner().invoke(main, [*arguments, "--cache", "here", "--json", "two.json"])
    assert first.exit_code == again.exit_code == 0
    assert '"cached": true' not in (tmp_path / "one.json").read_text()
    assert (tmp_path / "two.json").read_text().count('"cached": true') == 3
    assert list(own_cache.iterdir()) == []
