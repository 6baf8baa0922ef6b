"""A whole training on a few pages: it runs, repeats itself, and guards the floors of the model before it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from goldleaf.cli import main
from goldleaf.reading.decide import ModelDecider
from goldleaf.reading.model import read_model
from goldleaf.reading.pipeline import read
from goldleaf.scoring.training.folds import fold_numbers
from goldleaf.scoring.training.report import worse_than


@pytest.fixture(scope="module")
def trained(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model learned from the gold set alone: of no use, but whole.

    It is made in a process of its own, in which sets come in another order than in this one.
    """
    out = tmp_path_factory.mktemp("model") / "model.npz"
    command = [sys.executable, "-m", "goldleaf", *arguments(repository, out)]
    server = str(repository / "server")
    done = subprocess.run(
        command,
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": server},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


def arguments(repository: Path, out: Path, *more: str) -> list[str]:
    """A training on a dozen cases, as all of them would take minutes."""
    gold = out.parent / "goldset"
    if not gold.exists():
        for case in sorted((repository / "goldset").glob("*--*/"))[::6][:12]:
            shutil.copytree(case, gold / case.name)
    return ["train", "--goldset", str(gold), "--folds", "2", "--jobs", "2", "--out", str(out), *more]


def test_the_model_reads_a_page(trained: Path, repository: Path) -> None:
    with trained.open("rb") as file:
        decide = ModelDecider(read_model(file))
    page = (repository / "goldset/news--ferry-crews-call-off-strike/page.html").read_bytes()
    article = read(page, decide=decide)
    assert article.word_count > 100
    assert 0 <= article.confidence <= 1


def test_report_and_card_tell_what_it_was_made_of(trained: Path) -> None:
    report = json.loads(trained.with_suffix(".json").read_text("utf-8"))
    card = trained.with_suffix(".md").read_text("utf-8")
    with trained.open("rb") as file:
        assert report["model"] == read_model(file).version
    assert report["model"] in card
    assert report["sources"] == [{"kind": "goldset", "pages": 12}]
    names = {row["name"] for row in report["scores"]}
    assert {"goldset", "told 0.9 or more"} <= names
    assert all(0 <= row["value"] <= 1 for row in report["scores"])


def test_the_same_pages_and_seed_give_the_same_file_and_a_worse_one_replaces_none(
    trained: Path, repository: Path, tmp_path: Path
) -> None:
    again = tmp_path / "model.npz"
    report = json.loads(trained.with_suffix(".json").read_text("utf-8"))
    for row in report["scores"]:
        row["value"] = min(1.0, row["value"] + 0.1)
    again.write_bytes(b"the model that was there")
    again.with_suffix(".json").write_text(json.dumps(report), "utf-8")
    refused = CliRunner().invoke(main, arguments(repository, again))
    assert refused.exit_code == 1
    assert "Nothing was replaced" in refused.output
    assert "goldset (token_f1)" in refused.output
    assert again.read_bytes() == b"the model that was there"
    allowed = CliRunner().invoke(main, arguments(repository, again, "--allow-worse", "only a trial"))
    assert allowed.exit_code == 0, allowed.output
    assert again.read_bytes() == trained.read_bytes()
    written = json.loads(again.with_suffix(".json").read_text("utf-8"))
    assert written["allowed_worse"]["reason"] == "only a trial"


def test_a_floor_that_is_not_measured_any_more_counts_as_worse() -> None:
    old = {"scores": [{"name": "wcxb", "measure": "token_f1", "value": 0.8}]}
    assert worse_than(old, {"scores": []}) == ["wcxb: 0.800 before, not measured now"]
    same = {"scores": [{"name": "wcxb", "measure": "token_f1", "value": 0.7985, "pages": 3}]}
    assert worse_than(old, same) == []


def test_pages_of_one_domain_are_in_one_fold_whatever_their_order() -> None:
    domains = ["a.example", "b.example", "a.example", "c.example", "b.example", "d.example"]
    numbers = fold_numbers(domains, 2, 0)
    assert numbers[0] == numbers[2]
    assert numbers[1] == numbers[4]
    assert sorted(set(numbers)) == [0, 1]
    backwards = fold_numbers(domains[::-1], 2, 0)
    assert backwards[::-1] == numbers


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "Nothing to learn from"),
        (["--benchmark", "wcxb"], "has no kind"),
        (["--benchmark", "wcxb:/nowhere"], "There is no folder"),
        (["--goldset", "goldset", "--folds", "4000"], "domains"),
    ],
)
def test_what_cannot_be_learned_from_is_told(
    more: list[str], told: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    result = CliRunner().invoke(main, ["train", *more])
    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output
