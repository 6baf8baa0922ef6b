"""The lock files: every package the checkout installs, pinned to a version and to the hashes of its files."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from devkit.environment import ensure, lock_file
from devkit.places import REQUIREMENTS, ROOT, ChoreError, say, script

HEADER = "# Made by `tools/dev.py lock` from pyproject.toml and requirements/build.in; not to be edited.\n"
# What a line of a lock file may be; an address of a package index is none of it.
REQUIREMENT = re.compile(r"^[a-z0-9][a-z0-9-]*==[A-Za-z0-9.+!]+( ; [^/\\@]+)? \\$")
# Where the reader has to install without a compiler. Windows on Arm runs the Python for x86-64.
PLATFORMS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def lock(*, upgrade: bool) -> None:
    """Make ``requirements/run.txt`` and ``test.txt`` anew, for all platforms and Pythons from 3.11 on.

    Args:
        upgrade: whether to move to the newest versions; otherwise what is pinned and still fits stays.

    Raises:
        ChoreError: there is no set of versions that fits, or the result is not clean.
    """
    if not script("uv").exists():
        ensure("test")
    for which, extras in (("run", []), ("test", ["--extra", "dev", "-c", str(lock_file("run"))])):
        say(f"Resolving {lock_file(which).name}")
        command = [
            str(script("uv")), "pip", "compile", "--quiet", "--universal", "--generate-hashes",
            "--python-version", "3.11", "--no-annotate", "--no-header", "--no-emit-index-url",
            *(["--upgrade"] if upgrade else []), *extras,
            "-o", str(lock_file(which)), "pyproject.toml", str(REQUIREMENTS / "build.in"),
        ]  # fmt: skip
        if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode != 0:
            raise ChoreError("The packages could not be resolved; the message of uv is above.")
        text = HEADER + lock_file(which).read_text("utf-8")
        lock_file(which).write_text(text, "utf-8", newline="\n")
        if strange := list(strange_lines(text.splitlines())):
            raise ChoreError(f"{lock_file(which)} has lines that are no pinned package: {strange[0]!r}")
    check_wheels()


def check_wheels() -> None:
    """Make sure that the packages of the run set come as wheels for every platform and Python of readers.

    Raises:
        ChoreError: one doesn't; the message names the platform, and uv's message above it the package.
    """
    say("Looking for wheels on every platform")
    for python in PYTHONS:
        for platform in PLATFORMS:
            with tempfile.TemporaryDirectory() as nothing:
                command = [
                    str(script("uv")), "pip", "install", "--quiet", "--dry-run", "--target", nothing,
                    "--python-version", python, "--python-platform", platform,
                    "--only-binary", ":all:", "--no-deps", "-r", str(lock_file("run")),
                ]  # fmt: skip
                if subprocess.run(command, check=False).returncode != 0:
                    raise ChoreError(
                        f"A package has no wheel for Python {python} on {platform}; uv names it above. "
                        "Exclude that version in pyproject.toml and lock again."
                    )


def strange_lines(lines: Iterable[str]) -> Iterable[str]:
    """Yield the lines of a lock file that are neither its header nor a pinned package nor a hash."""
    for line in lines:
        if line + "\n" != HEADER and not REQUIREMENT.match(line) and not HASH.match(line):
            yield line


def pins(path: Path) -> dict[str, set[str]]:
    """The versions that a lock file pins.

    Args:
        path: the file.

    Returns:
        For each package the versions, more than one where they differ between Pythons or platforms.
    """
    versions: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if REQUIREMENT.match(line):
            name, _, rest = line.partition("==")
            versions.setdefault(name, set()).add(rest.split()[0])
    return versions
