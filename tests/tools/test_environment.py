"""The environment is made once, remade when what it is made from changes, and never half trusted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from devkit import environment
from devkit.environment import STAMP, digest, is_ready, read_stamp, venv_commands
from devkit.places import ChoreError, script


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout's files that an environment is made from."""
    (tmp_path / "requirements").mkdir()
    for which in ("run", "test"):
        (tmp_path / "requirements" / f"{which}.txt").write_text(f"{which}==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return tmp_path


@pytest.fixture
def venv(checkout: Path) -> Path:
    """An environment whose Python is the running one."""
    folder = checkout / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder


def stamped(venv: Path, **digests: str) -> None:
    """Write the stamp of a finished set-up."""
    (venv / STAMP).write_text(json.dumps(digests))


def test_an_environment_is_ready_until_the_lock_changes(checkout: Path, venv: Path) -> None:
    assert not is_ready("run", venv, checkout)
    stamped(venv, run=digest("run", checkout))
    assert is_ready("run", venv, checkout)
    assert not is_ready("test", venv, checkout)
    (checkout / "requirements" / "run.txt").write_text("run==2\n")
    assert not is_ready("run", venv, checkout)


def test_the_metadata_the_place_and_the_python_count(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = digest("run", checkout)
    assert digest("run", checkout, "3.11.0") != digest("run", checkout, "3.12.0")
    moved = tmp_path_factory.mktemp("moved") / "checkout"
    checkout.rename(moved)
    assert digest("run", moved) != before
    moved.rename(checkout)
    assert digest("run", checkout) == before
    (checkout / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert digest("run", checkout) != before


def test_line_ends_of_a_windows_checkout_do_not_count(checkout: Path) -> None:
    before = digest("run", checkout)
    (checkout / "requirements" / "run.txt").write_bytes(b"run==1\r\n")
    assert digest("run", checkout) == before


def test_a_broken_python_is_not_ready(checkout: Path, venv: Path) -> None:
    stamped(venv, run=digest("run", checkout))
    script("python", venv).unlink()
    assert not is_ready("run", venv, checkout)


@pytest.mark.parametrize("content", ["", "[1]", "{", '"x"'])
def test_a_damaged_stamp_counts_as_none(venv: Path, content: str) -> None:
    (venv / STAMP).write_text(content)
    assert read_stamp(venv) == {}


@pytest.mark.parametrize(
    ("modules", "module"),
    [
        ({"venv", "ensurepip", "pip", "virtualenv"}, "venv"),
        ({"venv", "virtualenv"}, "virtualenv"),
        ({"venv", "pip"}, "venv"),
    ],
)
def test_an_environment_is_made_with_what_the_python_has(modules: set[str], module: str) -> None:
    assert venv_commands(modules.__contains__)[0][2] == module


def test_without_ensurepip_the_outer_pip_is_used(monkeypatch: pytest.MonkeyPatch, venv: Path) -> None:
    assert venv_commands({"venv", "pip"}.__contains__) == [[sys.executable, "-m", "venv", "--without-pip"]]
    ran: list[list[str]] = []
    real = subprocess.run

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        if "--version" in command:
            return real(command, capture_output=True, check=False)
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(environment, "script", lambda name: script(name, venv))
    monkeypatch.setattr("subprocess.run", run)
    environment.pip("install", "x")
    assert ran[0][:5] == [sys.executable, "-m", "pip", "--python", str(script("python", venv))]


def test_a_python_that_cannot_make_environments_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "has_module", lambda name: False)
    monkeypatch.setattr(environment, "install_packages", lambda names: False)
    with pytest.raises(ChoreError, match=r"sudo apt install python3\.\d+-venv"):
        environment.make_venv(system_packages=True)


def test_the_persons_own_pip_settings_do_not_lead_packages_astray(
    monkeypatch: pytest.MonkeyPatch, venv: Path
) -> None:
    seen: dict[str, str] = {}

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        if isinstance(environ := options.get("env"), dict):
            seen.update(environ)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "https://packages.example/simple")
    monkeypatch.setattr("subprocess.run", run)
    environment.pip("install", "x")
    assert "PIP_TARGET" not in seen
    assert seen["PIP_INDEX_URL"] == "https://packages.example/simple"


def test_a_failed_install_leaves_no_stamp(
    monkeypatch: pytest.MonkeyPatch, checkout: Path, venv: Path
) -> None:
    stamped(venv, run="old", root=str(checkout))
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "ROOT", checkout)
    monkeypatch.setattr(environment, "script", lambda name: script(name, venv))

    def fail(*arguments: str) -> None:
        raise ChoreError("no network")

    monkeypatch.setattr(environment, "pip", fail)
    monkeypatch.setattr(environment, "is_ready", lambda which: False)
    with pytest.raises(ChoreError, match="no network"):
        environment.ensure("run")
    assert not (venv / STAMP).exists()
