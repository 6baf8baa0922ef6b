"""Where things are in a checkout, and how its chores speak."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
REPORTS = ROOT / "reports"


class ChoreError(Exception):
    """A chore can't go on; the message says why and what to do."""


def say(message: str) -> None:
    """Tell the person at the terminal what is going on, ahead of any output of the programs started."""
    print(f"goldleaf: {message}", file=sys.stderr, flush=True)


def in_ci() -> bool:
    """Whether this runs unattended (``CI`` is set to anything but an empty or false value)."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")


def script(name: str, venv: Path = VENV) -> Path:
    """The path of a program in a virtual environment, ``python`` or an installed command.

    Args:
        name: the program without a suffix.
        venv: the environment's folder.

    Returns:
        The path, whether or not the program is there yet.
    """
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name
