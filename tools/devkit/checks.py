"""``make test``: every check of the repository, one after another, and a summary that can't be misread."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from devkit.browsers import BROWSERS, ensure_browser
from devkit.environment import ensure
from devkit.places import REPORTS, ROOT, VENV, ChoreError, in_ci, say, script

# "===== 12 passed in 3.45s =====", coloured or not.
CLOSING_LINE = re.compile(r"^(?:\x1b\[\d+(?:;\d+)*m)*=+ .* in [\d.:hms ()]+.*=+")
COLOURS = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Check:
    """One program that must end with 0.

    Attributes:
        name: as the summary calls it.
        command: program and arguments; the program is one of the environment's.
    """

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a check went.

    Attributes:
        name: as the summary calls it.
        code: exit code.
        seconds: how long it took.
        note: what else the summary says, such as pytest's closing line.
    """

    name: str
    code: int
    seconds: float
    note: str = ""


LINT = (
    Check("ruff check", ("ruff", "check", ".")),
    Check("ruff format", ("ruff", "format", "--check", ".")),
    Check("mypy --strict", ("mypy", "--strict")),
)
GATE = Check(
    "goldleaf check",
    ("goldleaf", "check", "--html", str(REPORTS / "gate.html"), "--junit", str(REPORTS / "gate.xml")),
)


def tests(*, browsers: bool) -> Check:
    """The check that runs pytest: units, API, notebooks, gold set and, unless left out, the extension."""
    selection = () if browsers else ("-m", "not browser")
    return Check("pytest", ("pytest", f"--junit-xml={REPORTS / 'pytest.xml'}", *selection))


def lint() -> int:
    """Run the checks that need no tests: style, format, types.

    Returns:
        The exit code: 0 where all passed.
    """
    ensure("test", system_packages=True)
    return conclude([run(check, os.environ) for check in LINT])


def everything(*, browsers: bool = True) -> int:
    """Set up what the checks need, browsers included, and run all of them, also after one failed.

    Args:
        browsers: whether to get browsers and run the tests that drive them.

    Returns:
        The exit code: 0 where all passed.

    Raises:
        ChoreError: the set-up failed; nothing was checked.
    """
    began = time.monotonic()
    ensure("test", system_packages=True)
    environ = dict(os.environ)
    if browsers:
        missing = []
        for browser in BROWSERS:
            try:
                environ[browser.variable] = str(ensure_browser(browser))
            except ChoreError as error:
                missing.append(str(error))
        if missing:
            raise ChoreError("\n".join(missing))
    set_up = Outcome("set-up", 0, time.monotonic() - began)
    REPORTS.mkdir(exist_ok=True)
    outcomes = [set_up] + [run(check, environ) for check in (*LINT, GATE, tests(browsers=browsers))]
    return conclude(
        outcomes, left_out=() if browsers else ("the tests that drive a browser (--no-browsers)",)
    )


def run(check: Check, environ: Mapping[str, str]) -> Outcome:
    """Run one check with its output on the terminal, line by line.

    Args:
        check: what to run.
        environ: environment variables; the virtual environment's programs are put in front of PATH.

    Returns:
        How it went.
    """
    program, *arguments = check.command
    say(f"{check.name}: {' '.join(check.command)}")
    began = time.monotonic()
    own = {
        **environ,
        "PATH": os.pathsep.join([str(script("python").parent), environ.get("PATH", "")]),
        "VIRTUAL_ENV": str(VENV),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
    own.pop("PYTHONHOME", None)
    note = ""
    with subprocess.Popen(
        [str(script(program)), *arguments],
        cwd=ROOT,
        env=own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if CLOSING_LINE.match(line):
                note = COLOURS.sub("", line).strip("= \n")
    return Outcome(check.name, process.returncode, time.monotonic() - began, note)


def conclude(outcomes: Sequence[Outcome], left_out: Sequence[str] = ()) -> int:
    """Print how each check went and what that means.

    Args:
        outcomes: of the checks, in order.
        left_out: what was not run because the person asked for that.

    Returns:
        The exit code: 0 where all passed, 1 otherwise.
    """
    failed = [outcome.name for outcome in outcomes if outcome.code != 0]
    print("\nSummary")
    for outcome in outcomes:
        minutes, seconds = divmod(round(outcome.seconds), 60)
        state = "ok" if outcome.code == 0 else "FAILED"
        print(f"  {state:<7} {minutes:>3}:{seconds:02}  {outcome.name:<15} {outcome.note}".rstrip())
    for thing in left_out:
        print(f"  left out        {thing}")
    if failed:
        print(f"\nFailed: {', '.join(failed)}.", flush=True)
        return 1
    print("\nAll checks passed." + (" (CI)" if in_ci() else ""), flush=True)
    return 0
