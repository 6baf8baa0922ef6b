"""``make test`` runs every check, tells how each went, and fails where one did."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from devkit import checks
from devkit.checks import CLOSING_LINE, Check, Outcome, conclude, everything
from devkit.places import ChoreError


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The whole run without its set-up: each check only notes its name, and the second one fails."""
    ran: list[str] = []

    def run(check: Check, environ: dict[str, str]) -> Outcome:
        ran.append(" ".join([check.command[0], *check.command[-2:]]))
        return Outcome(check.name, int(check.name == "ruff format"), 1.0)

    monkeypatch.setattr(checks, "ensure", lambda which, system_packages: None)
    monkeypatch.setattr(checks, "REPORTS", tmp_path / "reports")
    monkeypatch.setattr(checks, "run", run)
    return ran


def test_a_failed_check_fails_the_run_and_stops_none_after_it(
    bare: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "ensure_browser", lambda browser: Path("/usr/bin/browser"))
    assert everything() == 1
    assert [command.split()[0] for command in bare] == ["ruff", "ruff", "mypy", "goldleaf", "pytest"]
    assert "Failed: ruff format." in capsys.readouterr().out


def test_a_missing_browser_fails_before_anything_runs(
    bare: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(browser: object) -> Path:
        raise ChoreError("no such browser")

    monkeypatch.setattr(checks, "ensure_browser", missing)
    with pytest.raises(ChoreError, match="no such browser\nno such browser"):
        everything()
    assert bare == []


def test_leaving_browsers_out_is_said(bare: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    everything(browsers=False)
    assert bare[-1] == "pytest -m not browser"
    assert "left out        the tests that drive a browser" in capsys.readouterr().out


def test_a_run_without_failures_ends_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert conclude([Outcome("pytest", 0, 61.0, "3 passed in 60.00s")]) == 0
    assert "ok        1:01  pytest          3 passed in 60.00s" in capsys.readouterr().out


@pytest.mark.parametrize("code", [0, 3])
def test_a_check_reports_its_exit_code_and_the_closing_line(
    code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "script", lambda name: Path(sys.executable))
    program = f"print('===== 3 passed in 0.01s ====='); print('ünlike'); raise SystemExit({code})"
    outcome = checks.run(Check("pytest", ("python", "-c", program)), os.environ)
    assert (outcome.code, outcome.note) == (code, "3 passed in 0.01s")
    assert "ünlike" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        "======= 12 passed in 3.45s =======",
        "= 1 failed, 2 passed, 1 warning in 62.01s (0:01:02) =",
        "\x1b[32m=== \x1b[1m12 passed\x1b[0m\x1b[32m in 3.45s\x1b[0m\x1b[32m ===\x1b[0m",
    ],
)
def test_closing_lines_are_known(line: str) -> None:
    assert CLOSING_LINE.match(line)


@pytest.mark.parametrize("line", ["===== test session starts =====", "12 passed in 3.45s of what?"])
def test_other_lines_are_not_taken_for_one(line: str) -> None:
    assert not CLOSING_LINE.match(line)
