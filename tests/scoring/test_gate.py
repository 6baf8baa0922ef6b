"""The gate turns red on every way of getting worse that text can show, and floors go down by consent only."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from goldleaf.scoring.baseline import (
    TOLERANCE,
    Baseline,
    Entry,
    load_baseline,
    save_baseline,
)
from goldleaf.scoring.errors import BrokenBaseline, LoweredFloor
from goldleaf.scoring.faults import Fault, FaultKind, Standing, Verdict
from goldleaf.scoring.floors import updated
from goldleaf.scoring.gate import judge
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.metrics import TEXT

from tests.scoring.material import HARBOUR, LABEL, ORCHARD, Spoil, right, run_with, write_goldset

NAME = "news--harbour-wall"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_goldset(tmp_path / "goldset")


@pytest.fixture
def baseline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Baseline:
    """Floors of an engine that is always right."""
    goldset, run = run_with(monkeypatch, folder, right)
    return updated(goldset, run, Baseline(), None)


def verdict_of(monkeypatch: pytest.MonkeyPatch, folder: Path, baseline: Baseline, spoil: Spoil) -> Verdict:
    goldset, run = run_with(monkeypatch, folder, spoil)
    return judge(goldset, run, baseline)


def only_harbour(change: Callable[[list[str]], list[str]]) -> Spoil:
    """An engine that is right, except that the blocks of one page are changed."""

    def spoil(url: str, text: str) -> str:
        return "\n\n".join(change(text.split("\n\n"))) if "harbour" in url else text

    return spoil


def test_what_is_right_is_green(folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = verdict_of(monkeypatch, folder, baseline, right)
    assert verdict.green
    assert verdict.better == []
    floors = baseline.cases[NAME].floors
    assert {name: floors[name] for name in TEXT} == dict.fromkeys(TEXT, 1.0)
    # Less is better: a ceiling.
    assert floors["leak"] == floors["unwanted"] == 0.0


SABOTAGE: list[tuple[str, Callable[[list[str]], list[str]], list[str], list[str]]] = [
    ("drops the last paragraph", lambda blocks: blocks[:-1], [HARBOUR[4]], []),
    ("drops the lead", lambda blocks: blocks[1:], [HARBOUR[0]], []),
    ("drops a short block inside", lambda blocks: blocks[:1] + blocks[2:], [HARBOUR[1]], []),
    ("halves the article", lambda blocks: blocks[: len(blocks) // 2], HARBOUR[2:], []),
    ("keeps an ad label", lambda blocks: [blocks[0], LABEL, *blocks[1:]], [], [LABEL]),
    ("keeps a related link", lambda blocks: [*blocks, "Also read: 1907"], [], ["Also read: 1907"]),
    ("doubles a paragraph", lambda blocks: [*blocks, blocks[0]], [], [HARBOUR[0]]),
    ("loses a word", lambda blocks: [blocks[0].replace("night", ""), *blocks[1:]], [HARBOUR[0]], [
        "The harbour wall at Sellin held through the , although the water stood a hand below its crown."
    ]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "lost", "gained"), [row[1:] for row in SABOTAGE], ids=[row[0] for row in SABOTAGE]
)
def test_sabotage_is_named(
    folder: Path,
    baseline: Baseline,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[list[str]], list[str]],
    lost: list[str],
    gained: list[str],
) -> None:
    verdict = verdict_of(monkeypatch, folder, baseline, only_harbour(change))
    [fault] = verdict.faults
    assert (fault.case, fault.kind) == (NAME, FaultKind.WORSE)
    assert "rapidfuzz ratio 0." in fault.problem
    assert "floor 1.0000 (-0." in fault.problem
    assert list(fault.lost) == lost
    assert list(fault.gained) == gained
    assert "--allow-regression" in fault.remedy


def test_swapped_paragraphs_are_named_as_moved(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    verdict = verdict_of(monkeypatch, folder, baseline, only_harbour(lambda blocks: blocks[::-1]))
    [fault] = verdict.faults
    assert fault.moved
    assert fault.lost == fault.gained == ()


def test_order_is_told_beside_other_changes(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil = only_harbour(lambda blocks: [blocks[1], blocks[0], LABEL, *blocks[2:-1]])
    [fault] = verdict_of(monkeypatch, folder, baseline, spoil).faults
    assert (fault.lost, fault.gained, fault.moved) == ((HARBOUR[-1],), (LABEL,), True)
    doubled = only_harbour(lambda blocks: [*blocks, blocks[0]])
    [fault] = verdict_of(monkeypatch, folder, baseline, doubled).faults
    assert not fault.moved


def crash(url: str, text: str) -> str:
    if "harbour" in url:
        raise KeyError("style")
    return text


def test_a_crash_is_named_with_its_error(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    [fault] = verdict_of(monkeypatch, folder, baseline, crash).faults
    assert "It ended as crash, not article: KeyError: 'style'" in fault.problem
    assert list(fault.lost) == HARBOUR


def test_an_article_where_there_is_none_is_worse(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    [fault] = verdict_of(monkeypatch, folder, baseline, lambda url, text: text or "Log in").faults
    assert fault.case == "noarticle--login"
    assert fault.gained == ("Log in",)
    assert "It ended as article, not no_article." in fault.problem


def test_a_regression_elsewhere_is_not_offset_by_an_improvement(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = baseline.cases["blog--sour-apple"]
    low = replace(entry, floors=dict.fromkeys(entry.floors, 0.2))
    lowered = replace(baseline, cases={**baseline.cases, "blog--sour-apple": low})
    verdict = verdict_of(monkeypatch, folder, lowered, only_harbour(lambda blocks: blocks[:-1]))
    assert [fault.case for fault in verdict.faults] == [NAME]
    assert verdict.better == ["blog--sour-apple"]


def faults_after(
    monkeypatch: pytest.MonkeyPatch, folder: Path, baseline: Baseline
) -> list[tuple[str, FaultKind]]:
    faults: tuple[Fault, ...] = verdict_of(monkeypatch, folder, baseline, right).faults
    assert all("goldleaf check --update" in fault.remedy for fault in faults)
    return [(fault.case, fault.kind) for fault in faults]


def test_a_changed_page_is_a_fault(folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / NAME / "page.html"
    file.write_bytes(file.read_bytes() + b"\n")
    assert faults_after(monkeypatch, folder, baseline) == [(NAME, FaultKind.PAGE_CHANGED)]


def test_a_changed_gold_is_a_fault(folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / NAME / "gold.html"
    file.write_text(file.read_text().replace("<p>Volunteers", "<p class=x>Volunteers"))
    assert faults_after(monkeypatch, folder, baseline) == [(NAME, FaultKind.GOLD_CHANGED)]


def test_a_case_without_floors_is_a_fault(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = {name: entry for name, entry in baseline.cases.items() if name != NAME}
    assert faults_after(monkeypatch, folder, replace(baseline, cases=cases)) == [(NAME, FaultKind.NO_FLOOR)]


def test_a_metric_without_a_floor_is_a_fault(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = replace(baseline.cases[NAME], floors={"ratio": 1.0})
    changed = replace(baseline, cases={**baseline.cases, NAME: entry})
    assert faults_after(monkeypatch, folder, changed) == [(NAME, FaultKind.NO_FLOOR)]


def test_floors_without_a_case_are_a_fault(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = replace(baseline, cases={**baseline.cases, "news--gone": baseline.cases[NAME]})
    assert faults_after(monkeypatch, folder, changed) == [("news--gone", FaultKind.UNUSED_FLOOR)]


@pytest.mark.parametrize("metrics", [{"ratio": 0}, {"bleu": 1}])
def test_floors_of_another_metric_are_a_fault(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch, metrics: dict[str, int]
) -> None:
    changed = replace(baseline, metrics={**baseline.metrics, **metrics})
    assert faults_after(monkeypatch, folder, changed) == [("", FaultKind.METRIC_CHANGED)]


def test_rounding_is_no_regression_and_a_letter_is() -> None:
    assert not Standing("x", "ratio", 0.999999, 1.0).is_worse
    # One letter lost from a text of 100,000 letters.
    one_letter = round(1 - 1 / 199_999, 6)
    assert 1.0 - one_letter > TOLERANCE
    assert Standing("x", "ratio", one_letter, 1.0).is_worse
    assert not Standing("x", "ratio", 0.5, None).is_worse


def test_an_update_raises_floors(folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    goldset, worse = run_with(monkeypatch, folder, only_harbour(lambda blocks: blocks[:-1]))
    low = updated(goldset, worse, Baseline(), None)
    assert low.cases[NAME].floors["ratio"] < 1.0
    _, better = run_with(monkeypatch, folder, right)
    raised = updated(goldset, better, low, None)
    assert raised.cases == baseline.cases
    assert raised.allowed == ()


def test_an_update_with_nothing_new_changes_not_a_byte(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, again = tmp_path / "one.json", tmp_path / "two.json"
    save_baseline(file, baseline)
    goldset, run = run_with(monkeypatch, folder, right)
    loaded = load_baseline(file)
    assert loaded == baseline
    # Whatever machine made the record before: an update that moves nothing leaves it alone.
    older = replace(loaded, made_by={"goldleaf": "0.0.1"})
    assert updated(goldset, run, older, "a reason that is not needed") is older
    save_baseline(again, updated(goldset, run, loaded, None))
    assert file.read_bytes() == again.read_bytes()
    assert b"\r" not in file.read_bytes()


def test_within_the_tolerance_the_old_floor_stays(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = baseline.cases[NAME]
    near = replace(
        baseline, cases={**baseline.cases, NAME: replace(entry, floors={**entry.floors, "ratio": 0.999999})}
    )
    goldset, run = run_with(monkeypatch, folder, right)
    assert updated(goldset, run, near, None) is near


def test_no_floor_goes_down_without_a_reason(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    goldset, run = run_with(monkeypatch, folder, only_harbour(lambda blocks: blocks[:-1]))
    with pytest.raises(LoweredFloor, match=r"news--harbour-wall: rapidfuzz ratio 1\.0000 would become 0\."):
        updated(goldset, run, baseline, None)


def test_a_reason_lowers_floors_and_is_recorded(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    goldset, run = run_with(monkeypatch, folder, only_harbour(lambda blocks: blocks[:-1]))
    lowered = updated(goldset, run, baseline, "Closing lines are boilerplate here")
    assert judge(goldset, run, lowered).green
    [record] = lowered.allowed
    assert record["reason"] == "Closing lines are boilerplate here"
    before, now = record["lowered"][NAME]["ratio"]
    assert (before, now) == (1.0, lowered.cases[NAME].floors["ratio"])
    # The page, and the pages it is summed up with.
    assert set(record["lowered"]) == {NAME, "all pages", "type article"}
    file = tmp_path / "baseline.json"
    save_baseline(file, lowered)
    assert load_baseline(file).allowed == lowered.allowed


def test_a_case_goes_only_with_a_reason(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = replace(
        baseline, cases={**baseline.cases, "news--gone": Entry("0", "0", "article", {"ratio": 0.5})}
    )
    goldset, run = run_with(monkeypatch, folder, right)
    with pytest.raises(LoweredFloor, match="news--gone: its floors would be removed"):
        updated(goldset, run, extra, None)
    removed = updated(goldset, run, extra, "The page was a duplicate")
    assert removed.cases == baseline.cases
    assert removed.allowed[0]["removed"] == ["news--gone"]


def test_a_new_case_is_added_without_a_reason(
    folder: Path, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = {name: entry for name, entry in baseline.cases.items() if name != NAME}
    goldset, run = run_with(monkeypatch, folder, right)
    assert updated(goldset, run, replace(baseline, cases=cases), None) == baseline


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "There is no baseline .* Make it with: goldleaf check --update"),
        ("{", "can't be read"),
        ("[]", "has format None"),
        ('{"format": 9}', "has format 9"),
        ('{"format": 1}', "is damaged"),
        (
            '{"format": 1, "made_by": {}, "metrics": {}, "allowed": [], "cases": {"x": {"page": ""}}}',
            "is damaged",
        ),
    ],
)
def test_a_baseline_that_can_not_be_used_is_told(tmp_path: Path, content: str | None, problem: str) -> None:
    file = tmp_path / "baseline.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(BrokenBaseline, match=problem):
        load_baseline(file)


def test_the_file_is_sorted_and_stable(baseline: Baseline, tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "baseline.json"
    save_baseline(file, baseline)
    data = json.loads(file.read_text(encoding="utf-8"))
    assert list(data["cases"]) == sorted(data["cases"])
    assert list(data["cases"][NAME]["floors"]) == sorted(data["cases"][NAME]["floors"])
    goldset = load_goldset(folder)
    assert data["cases"][NAME]["page"] == goldset.case(NAME).page_digest
    assert data["metrics"]["ratio"] == 1
    assert "date" not in data
    assert ORCHARD[0] not in file.read_text(encoding="utf-8")


def test_a_page_that_is_read_at_last_is_better_and_green(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_title(url: str, text: str) -> str:
        return text if "harbour" not in url else ""

    goldset, run = run_with(monkeypatch, folder, with_title)
    baseline = updated(goldset, run, Baseline(), None)
    # Nothing was read, so there was no floor for what an article has beside its text.
    entry = baseline.cases[NAME]
    poorer = replace(entry, floors={name: entry.floors[name] for name in ("ratio", "token_f1")})
    verdict = verdict_of(
        monkeypatch, folder, replace(baseline, cases={**baseline.cases, NAME: poorer}), right
    )
    assert entry.outcome == "no_article"
    assert verdict.green
    assert verdict.better == [NAME]
