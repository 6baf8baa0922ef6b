"""The action that other repositories use: pinned, documented, safe from its inputs, and it works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from goldleaf.scoring.command_check import check_command

from tests.scoring.material import write_goldset

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
GUIDE = (ROOT / "docs" / "gate.md").read_text("utf-8")


def test_each_action_used_is_pinned_as_in_the_workflows() -> None:
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    pinned = set(re.findall(r"uses: (\S+@\S+ # v\S+)", workflow))
    used = re.findall(r"uses: (.+)", (ROOT / "action.yml").read_text("utf-8"))
    assert len(used) == sum("uses" in step for step in STEPS) > 0
    assert set(used) <= pinned
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", name) for name in used)


def test_no_input_is_part_of_a_script() -> None:
    assert SCRIPTS
    for step in SCRIPTS:
        assert "${{" not in step["run"], step
        assert step["shell"] == "bash"


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: str(step["id"]))
def test_scripts_are_bash_and_know_their_variables(step: dict[str, Any]) -> None:
    checked = subprocess.run(["bash", "-n"], input=step["run"], text=True, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr
    used = set(re.findall(r"\$\{?([A-Z_]+)", step["run"]))
    assert used <= {*step["env"], "GITHUB_OUTPUT"}
    assert set(step["env"]) <= used


def test_inputs_are_used_described_and_documented() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (?:`([^`]*)`)? *\| .+ \|$", GUIDE, re.MULTILINE))
    for name, given in ACTION["inputs"].items():
        assert f"inputs.{name}" in text
        assert given["description"].endswith(".")
        assert rows[name] == given["default"]
    for name, given in ACTION["outputs"].items():
        assert f"`{name}`" in GUIDE
        assert f'echo "{name}=' in text
        assert given["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


def test_the_options_exist() -> None:
    [step] = [step for step in SCRIPTS if step["id"] == "check"]
    options = {option for parameter in check_command.params for option in parameter.opts}
    used = set(re.findall(r"--[a-z]+", step["run"]))
    assert used == {"--goldset", "--html", "--junit", "--baseline", "--jobs"}
    assert used <= options
    assert isinstance(check_command, click.Command)


def test_every_kind_of_fault_is_documented() -> None:
    from goldleaf.scoring.faults import FaultKind

    told = set(re.findall(r"`([a-z ]+)`", GUIDE.partition("## Raising")[0]))
    assert {str(kind) for kind in FaultKind} <= told


def test_it_is_green_and_red_and_says_where_the_reports_are(tmp_path: Path) -> None:
    write_goldset(tmp_path / "my pages")
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    command = bin_folder / "goldleaf"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m goldleaf.cli "$@"\n')
    command.chmod(0o755)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "server"),
        "BIN": str(bin_folder),
        "PLACE": str(tmp_path / "place"),
        "GOLDSET": "my pages",
        "BASELINE": "",
        "JOBS": "1",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    [step] = [step for step in SCRIPTS if step["id"] == "check"]

    def act() -> subprocess.CompletedProcess[str]:
        # As GitHub runs it.
        arguments = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(
            arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    missing = act()
    assert missing.returncode == 2, missing.stderr
    assert "There is no baseline" in missing.stderr
    made = subprocess.run(
        [command, "check", "--update", "--goldset", "my pages"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    green = act()
    assert green.returncode == 0, green.stdout + green.stderr
    shutil.rmtree(tmp_path / "my pages" / "blog--sour-apple")
    red = act()
    assert red.returncode == 1
    assert "UNUSED FLOOR  blog--sour-apple" in red.stdout
    outputs = dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())
    assert "goldleaf check: red" in Path(outputs["report"]).read_text(encoding="utf-8")
    assert "blog--sour-apple" in Path(outputs["junit"]).read_text(encoding="utf-8")
    assert "## goldleaf check: red" in (tmp_path / "summary").read_text(encoding="utf-8")
