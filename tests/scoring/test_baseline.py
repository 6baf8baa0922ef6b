"""The file of floors: sealed, brought up from the older format, with floors for pages together; and how its
faults are told on a job's page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from goldleaf.cli import main
from goldleaf.scoring.baseline import FORMAT, Baseline, Entry, load_baseline, save_baseline
from goldleaf.scoring.cost import MEDIAN_FACTOR, PAGE_FACTOR, cost_faults, cost_of_update, suspects
from goldleaf.scoring.errors import LoweredFloor
from goldleaf.scoring.faults import Fault, FaultKind, Standing, Verdict
from goldleaf.scoring.floors import updated
from goldleaf.scoring.gate import judge
from goldleaf.scoring.gate_groups import ALL
from goldleaf.scoring.gate_run import gate_run
from goldleaf.scoring.job_summary import job_summary
from goldleaf.scoring.results import Outcome, PageResult, Run

from tests.scoring.material import right, run_with, write_goldset

NAME = "news--harbour-wall"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_goldset(tmp_path / "goldset")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--jobs", "1", *arguments])


def edit(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    change(data)
    file.write_text(json.dumps(data), encoding="utf-8")


def test_a_baseline_edited_by_hand_is_noticed_and_not_laundered(folder: Path) -> None:
    assert run("--update").exit_code == 0
    file = folder / "baseline.json"
    assert not load_baseline(file).edited

    def lower(data: dict[str, Any]) -> None:
        data["cases"][NAME]["floors"]["ratio"] = 0.1

    edit(file, lower)
    result = run()
    assert result.exit_code == 1
    assert "EDITED BASELINE  baseline: The baseline is not as it was written" in result.stdout
    refused = run("--update")
    assert refused.exit_code == 1
    assert "left as it is, because it was edited by hand" in refused.stderr
    assert load_baseline(file).edited
    allowed = run("--update", "--allow-regression", "A merge that went wrong")
    assert allowed.exit_code == 0, allowed.output
    mended = load_baseline(file)
    assert not mended.edited
    assert mended.cases[NAME].floors["ratio"] > 0.9
    assert mended.allowed[-1]["edited"] is True
    assert run().exit_code == 0


def test_its_digest_does_not_depend_on_layout(folder: Path) -> None:
    assert run("--update").exit_code == 0
    file = folder / "baseline.json"
    edit(file, lambda data: None)
    assert not load_baseline(file).edited


def older(data: dict[str, Any]) -> None:
    """What a baseline of format 1 was."""
    data["format"] = 1
    del data["digest"], data["groups"]
    data["metrics"] = dict.fromkeys(("ratio", "token_f1", "shingle_f1", "snippet_f"), 1)
    for entry in data["cases"].values():
        del entry["pieces"], entry["cost"]
        entry["floors"] = {name: entry["floors"][name] for name in data["metrics"] if name in entry["floors"]}
    data["allowed"] = [{"date": "2026-01-02", "reason": "Long ago"}]


def test_an_older_format_is_brought_up_with_its_floors_and_reasons(folder: Path) -> None:
    assert run("--update").exit_code == 0
    file = folder / "baseline.json"
    edit(file, older)
    told = run()
    assert told.exit_code == 2
    assert (
        f"has format 1, which has no floors for structure, metadata and cost; today's is {FORMAT}"
        in told.stderr
    )
    made = run("--update")
    assert made.exit_code == 0, made.output
    new = load_baseline(file)
    assert (new.format, new.allowed) == (FORMAT, ({"date": "2026-01-02", "reason": "Long ago"},))
    assert {"links", "title", "leak"} <= set(new.cases[NAME].floors)
    assert set(new.groups) == {ALL, "type article", "type service"}
    assert run().exit_code == 0


def test_an_older_format_still_lets_no_floor_go_down(folder: Path) -> None:
    assert run("--update").exit_code == 0
    file = folder / "baseline.json"

    def higher(data: dict[str, Any]) -> None:
        older(data)
        data["cases"][NAME]["floors"]["ratio"] = 2.0

    edit(file, higher)
    refused = run("--update")
    assert refused.exit_code == 1
    assert f"floors would go down: {NAME}." in refused.stderr
    assert json.loads(file.read_text())["format"] == 1


def test_pages_together_have_floors_that_only_their_own_loss_breaks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goldset, ran = run_with(monkeypatch, folder, right)
    baseline = updated(goldset, ran, Baseline(), None)
    group = baseline.groups["type article"]
    assert group.floors["ratio"] == 1.0
    # As if the pages together had been better than any of them is.
    higher = replace(group, floors={**group.floors, "ratio": 1.5})
    raised = replace(baseline, groups={**baseline.groups, "type article": higher})
    [fault] = judge(goldset, ran, raised).faults
    assert (fault.case, fault.kind) == ("", FaultKind.WORSE)
    assert fault.problem == "Type article together: rapidfuzz ratio 1.0000, floor 1.5000 (-0.5000)."
    with pytest.raises(LoweredFloor, match=r"type article: rapidfuzz ratio 1\.5000 would become 1\.0000"):
        updated(goldset, ran, raised, None)
    # Floors of other pages can't be compared.
    other = replace(higher, members="other pages")
    assert judge(goldset, ran, replace(baseline, groups={**baseline.groups, "type article": other})).green


def test_less_is_better_has_a_ceiling() -> None:
    over = Standing("x", "leak", 0.2, 0.1)
    assert over.is_worse
    assert not over.is_better
    assert over.words == "leak 0.2000, ceiling 0.1000 (+0.1000)"
    assert Standing("x", "leak", 0.0, 0.1).is_better


def weighed(costs: dict[str, float]) -> Run:
    results = tuple(
        PageResult(name, "goldleaf", Outcome.ARTICLE, 0.1, {}, cost=cost) for name, cost in costs.items()
    )
    return Run("test", (), ("goldleaf",), results, {"versions": {}}, 1.0)


def costing(costs: dict[str, float]) -> Baseline:
    return Baseline(cases={name: Entry("", "", "article", {}, cost=cost) for name, cost in costs.items()})


def test_a_page_may_cost_a_few_times_what_it_did_and_no_more() -> None:
    before = costing({"a": 10.0, "b": 10.0})
    assert list(cost_faults(weighed({"a": 10 * PAGE_FACTOR, "b": 1.0}), "goldleaf", before)) == []
    [fault] = cost_faults(weighed({"a": 10 * PAGE_FACTOR + 1, "b": 1.0}), "goldleaf", before)
    assert (fault.case, fault.kind) == ("a", FaultKind.SLOWER)
    assert "costs 41 times the yardstick; it was 10" in fault.problem


def test_all_pages_may_cost_less_more_than_one() -> None:
    names = "abcdef"
    before = costing(dict.fromkeys(names, 10.0))
    just = weighed(dict.fromkeys(names, 10 * MEDIAN_FACTOR))
    assert list(cost_faults(just, "goldleaf", before)) == []
    [fault] = cost_faults(weighed(dict.fromkeys(names, 10 * MEDIAN_FACTOR + 1)), "goldleaf", before)
    assert (fault.case, fault.kind) == ("", FaultKind.SLOWER)
    assert "The page in the middle of all costs 3.1 times what it did" in fault.problem


@pytest.mark.parametrize(
    ("before", "now", "kept", "dearer"),
    [
        (None, 12.34, 12.3, False),
        (10.0, None, 10.0, False),
        (10.0, 11.0, 10.0, False),
        (10.0, 3.0, 10.0, False),
        (10.0, 2.0, 2.0, False),
        (10.0, 39.0, 10.0, False),
        (10.0, 41.0, 41.0, True),
    ],
)
def test_a_bound_of_cost_moves_only_for_a_change(
    before: float | None, now: float | None, kept: float, dearer: bool
) -> None:
    assert cost_of_update(before, now) == (kept, dearer)


def test_a_page_that_was_slow_once_is_weighed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goldset, _ = run_with(monkeypatch, folder, right)
    names = [case.name for case in goldset]
    baseline = costing(dict.fromkeys(names, 10.0))
    asked: list[list[str]] = []
    answers = iter([{**dict.fromkeys(names, 10.0), NAME: 900.0}, {NAME: 800.0}, {NAME: 12.0}])

    def score(cases: Any) -> Run:
        asked.append([case.name for case in cases])
        return weighed(next(answers))

    ran = gate_run(goldset, baseline, score)
    assert asked == [names, [NAME], [NAME]]
    assert ran.of("goldleaf")[NAME].cost == 12.0
    assert suspects(ran, "goldleaf", baseline) == []


def test_a_new_bound_is_the_least_of_three(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goldset, _ = run_with(monkeypatch, folder, right)
    names = [case.name for case in goldset]
    costs = iter([30.0, 10.0, 20.0])
    ran = gate_run(goldset, Baseline(), lambda cases: weighed(dict.fromkeys(names, next(costs))), update=True)
    assert {result.cost for result in ran.results} == {10.0}


def test_a_job_s_page_shows_text_of_pages_as_text() -> None:
    fault = Fault(NAME, FaultKind.WORSE, "worse | by *much*", "Mend it.", ("<b>bold</b> & [a](b)",), ())
    ran = replace(
        weighed({}),
        provenance={"versions": dict.fromkeys(("goldleaf", "readability-lxml", "lxml", "python"), "1")},
    )
    written = job_summary(ran, Verdict((), (fault,)))
    assert written.startswith("## goldleaf check: red\n\n0 cases, 1 fault.\n\n")
    assert "worse \\| by \\*much\\*" in written
    assert "- lost: \\<b\\>bold\\</b\\> &amp; \\[a\\](b)" in written


def test_a_saved_baseline_is_the_one_that_is_loaded(tmp_path: Path) -> None:
    entry = Entry("p", "g", "article", {"ratio": 0.5}, ("a1",), ("b2", "c3"), 12.5)
    saved = Baseline({"goldleaf": "1"}, {"ratio": 1}, {NAME: entry}, ({"reason": "why"},))
    save_baseline(tmp_path / "baseline.json", saved)
    assert load_baseline(tmp_path / "baseline.json") == saved
