"""The command line of the chores."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from collections.abc import Sequence

from devkit import checks, locks, scores
from devkit.browsers import BROWSERS, ensure_browser
from devkit.environment import ensure
from devkit.places import REPORTS, ROOT, VENV, ChoreError, say, script

# chore: what it does, in one line; the Makefile and the README's table have the same ones.
CHORES = {
    "serve": "set up what is needed and start the local server",
    "test": "set up everything, browsers included, and run every check",
    "setup": "set up everything for development and run nothing",
    "lint": "check style, format and types only",
    "format": "format the Python files",
    "scores": "measure again and rewrite the README's table of scores",
    "site": "run the notebooks and write them as a static site into reports/site",
    "lock": "make the lock files anew (--upgrade: with the newest versions)",
    "clean": "delete caches and reports (--all: the environment too)",
}


def parser() -> argparse.ArgumentParser:
    """The parser of ``tools/dev.py``; unknown arguments are left to ``goldleaf serve``."""
    top = argparse.ArgumentParser(prog="dev.py", description="The chores of the Goldleaf repository.")
    chores = top.add_subparsers(dest="chore", metavar="CHORE", required=True)
    parts = {name: chores.add_parser(name, help=line, description=line) for name, line in CHORES.items()}
    parts["serve"].epilog = "Everything after the chore is handed to `goldleaf serve`, such as --port 9000."
    parts["test"].add_argument(
        "--no-browsers", action="store_true", help="leave out the tests that drive a browser, and say so"
    )
    parts["setup"].add_argument(
        "--reader", action="store_true", help="set up only what reading and serving need"
    )
    parts["lock"].add_argument("--upgrade", action="store_true", help="move to the newest versions")
    parts["clean"].add_argument("--all", action="store_true", help="delete the environment too")
    return top


def run(arguments: Sequence[str]) -> int:
    """Run one chore.

    Args:
        arguments: of the command line, without the program.

    Returns:
        The exit code: 0 done, 1 failed, 2 wrong usage or a set-up that can't go on.
    """
    options, rest = parser().parse_known_args(arguments)
    if rest and options.chore != "serve":
        parser().error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        match options.chore:
            case "serve":
                return serve(rest)
            case "test":
                return checks.everything(browsers=not options.no_browsers)
            case "setup":
                return setup(reader=options.reader)
            case "lint":
                return checks.lint()
            case "format":
                return format_files()
            case "scores":
                scores.update()
            case "site":
                return site()
            case "lock":
                locks.lock(upgrade=options.upgrade)
            case "clean":
                clean(everything=options.all)
    except ChoreError as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return 0


def serve(arguments: Sequence[str]) -> int:
    """Start ``goldleaf serve`` from the checkout's environment, made first where it is missing or stale."""
    ensure("run")
    program = str(script("goldleaf"))
    # The server shows the gold set of the folder that it is started in.
    os.chdir(ROOT)
    if os.name != "nt":
        # In place of this process, so that signals and the exit code are the server's own.
        os.execv(program, [program, "serve", *arguments])  # noqa: S606 (a program of our own, no shell)
    return subprocess.call([program, "serve", *arguments])


def setup(*, reader: bool) -> int:
    """Make the environment with all tools and get the browsers, or only what reading and serving need."""
    if reader:
        ensure("run")
    else:
        ensure("test", system_packages=True)
        for browser in BROWSERS:
            say(f"{browser.name}: {ensure_browser(browser)}")
    say(f"Ready. Python: {script('python')}")
    return 0


def format_files() -> int:
    """Sort imports and format the Python files."""
    ensure("test")
    codes = [
        subprocess.call([str(script("ruff")), *words, "."], cwd=ROOT)
        for words in (["check", "--select", "I", "--fix"], ["format"])
    ]
    return max(codes)


def site() -> int:
    """Run the notebooks and write them as HTML that needs no server, no network and no script."""
    ensure("test")
    command = [str(script("python")), "-m", "goldleaf.scoring.notebook.site"]
    return subprocess.call([*command, str(ROOT / "notebooks"), str(REPORTS / "site")], cwd=ROOT)


def clean(*, everything: bool) -> None:
    """Delete what chores have made.

    Args:
        everything: the environment too.
    """
    caches = [".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".cache", "dist", "build"]
    for path in [REPORTS, *(ROOT / name for name in caches), *([VENV] if everything else [])]:
        shutil.rmtree(path, ignore_errors=True)
    for folder in ("server", "tools", "tests"):
        for cache in (ROOT / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)
