"""Where numbers come from: versions, commit and machine, so that a result describes itself."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from goldleaf._version import __version__
from goldleaf.scoring.engines import engine
from goldleaf.scoring.fingerprint import engine_fingerprint, metrics_fingerprint
from goldleaf.scoring.metrics import METRICS

# What changes an extraction or a score when it changes.
_LIBRARIES = ("readability-lxml", "lxml", "nh3", "charset-normalizer", "rapidfuzz")


def library_versions() -> dict[str, str]:
    """Versions of Python and of the libraries that extraction and scores rest on, by name."""
    found = {"goldleaf": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    return found


def provenance(engines: Iterable[str]) -> dict[str, Any]:
    """All that it takes to make a run again, or to see why another one differs."""
    names = list(engines)
    return {
        "versions": library_versions(),
        "engines": {name: engine(name).version for name in names},
        "fingerprints": {name: engine_fingerprint(name) for name in names},
        "metrics_fingerprint": metrics_fingerprint(),
        "metrics": {name: metric.version for name, metric in METRICS.items()},
        "commit": commit(),
        "machine": {
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
        },
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


@cache
def commit() -> str | None:
    """The commit of the checkout that this package runs from, with ``+changes`` where files differ from it;
    asked once a process, as git may have to look at every file.

    Returns:
        None where it runs from no git checkout, or git is not installed.
    """
    git = shutil.which("git")
    here = Path(__file__).resolve()
    if git is None or not any((parent / ".git").exists() for parent in here.parents):
        return None
    head = _git(git, here.parent, "rev-parse", "HEAD")
    if head is None:
        return None
    return head + ("+changes" if _git(git, here.parent, "status", "--porcelain", "-uno") else "")


def _git(git: str, folder: Path, *arguments: str) -> str | None:
    done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
        [git, "-C", str(folder), *arguments], capture_output=True, text=True, check=False, timeout=20
    )
    return done.stdout.strip() if done.returncode == 0 else None
