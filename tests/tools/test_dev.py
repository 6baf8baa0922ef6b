"""``tools/dev.py`` finds a Python that is new enough, or says what to install."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dev
import pytest


def command(folder: Path, name: str, line: str) -> Path:
    """A command that runs a line of shell."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, empty."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.fixture
def too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the running Python one that is too old."""
    monkeypatch.setattr("sys.version_info", (3, 9, 2))


def test_a_shim_without_a_python_behind_it_is_passed_over(path: Path) -> None:
    command(path, "python3.11", "echo 'no such version' >&2; exit 127")
    command(path, "python3.13", f'exec {sys.executable} "$@"')
    found = dev.newer_python()
    assert found is not None
    assert Path(found).resolve() == Path(sys.executable).resolve()


def test_an_old_python_is_passed_over(path: Path) -> None:
    command(path, "python3", "exit 1")
    assert dev.newer_python() is None


@pytest.mark.usefixtures("too_old")
def test_without_a_new_python_the_person_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main() == 2
    assert "needs Python 3.11 or newer. This is 3.9.2" in capsys.readouterr().err


@pytest.mark.usefixtures("too_old")
def test_the_newer_python_gets_the_arguments(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(path, "python3.12", f'exec {sys.executable} "$@"')
    monkeypatch.setattr("sys.argv", ["dev.py", "serve", "--help"])
    assert dev.main() == 0


def test_an_unknown_chore_is_wrong_usage(repository: Path) -> None:
    answer = subprocess.run(
        [sys.executable, str(repository / "tools" / "dev.py"), "polish"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 2
    assert "invalid choice: 'polish'" in answer.stderr


def test_ci_runs_the_same_command_without_a_standard_input(repository: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    command(tmp_path, "python3", "exit 127")
    command(tmp_path, "python3.11", f'[ "$1" = -c ] || {{ echo "$CI $*"; cat; }} > {log}')
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    subprocess.run(["bash", str(repository / ".ci" / "run")], env=environ, check=True, cwd="/", input=b"yes")
    assert log.read_text() == "true tools/dev.py test\n"
