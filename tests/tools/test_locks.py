"""The lock files pin everything, name no package index, and agree with each other and the package."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from devkit.environment import lock_file
from devkit.locks import HEADER, pins, strange_lines
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SETS = ("run", "test")


@pytest.mark.parametrize("which", SETS)
def test_every_line_is_a_pin_or_a_hash(which: str) -> None:
    text = lock_file(which).read_text("utf-8")
    assert text.startswith(HEADER)
    assert list(strange_lines(text.splitlines())) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links wheels",
        "flask>=3.1",
        "flask @ https://packages.example/flask.whl \\",
        "flask==3.1.3",
        "    --hash=md5:00000000000000000000000000000000",
        "    # via goldleaf",
    ],
)
def test_a_line_that_pins_nothing_is_seen(line: str) -> None:
    assert list(strange_lines([line])) == [line]


@pytest.mark.parametrize("which", SETS)
def test_every_pin_has_hashes(which: str) -> None:
    entries = re.split(r"\n(?=\S)", lock_file(which).read_text("utf-8").strip())[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_sets_pin_the_same_versions() -> None:
    run, test = pins(lock_file("run")), pins(lock_file("test"))
    assert run
    assert {name: test.get(name) for name in run} == run


def test_the_pins_fit_the_package_and_nothing_is_missing(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    build = (repository / "requirements" / "build.in").read_text("utf-8").split()
    extras: dict[str, list[str]] = project["project"]["optional-dependencies"]
    wanted = {"run": project["project"]["dependencies"] + build + project["build-system"]["requires"]}
    wanted["test"] = wanted["run"] + extras["dev"] + extras["epub"] + extras["notebooks"]
    for which, lines in wanted.items():
        pinned = pins(lock_file(which))
        for requirement in map(Requirement, lines):
            name = canonicalize_name(requirement.name)
            if name != "goldleaf":
                assert name in pinned, f"{which}.txt lacks {name}; run the lock chore"
                assert all(map(requirement.specifier.contains, pinned[name])), (
                    f"{name} {pinned[name]} in {which}.txt"
                )


def test_the_tools_of_the_tests_are_not_in_the_readers_set() -> None:
    assert not {"pytest", "mypy", "playwright", "jupyterlab", "pandas"} & set(pins(lock_file("run")))
