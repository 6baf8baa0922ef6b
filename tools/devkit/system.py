"""The system's package manager, asked for what Python's cannot bring: browsers and the ``venv`` module."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from devkit.places import say

# manager: (commands that refresh its lists, the command that installs), each without asking.
MANAGERS: dict[str, tuple[list[list[str]], list[str]]] = {
    "apt-get": (
        [["apt-get", "update", "-qq"]],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends"],
    ),
    "dnf": ([], ["dnf", "install", "-y", "-q"]),
    "pacman": ([], ["pacman", "-Sy", "--noconfirm", "--needed"]),
    "brew": ([], ["brew", "install", "--quiet"]),
    "winget": (
        [],
        ["winget", "install", "--silent", "--accept-package-agreements", "--accept-source-agreements"],
    ),
}
# These refuse to install for an ordinary user; the others refuse root or don't care.
NEEDS_ROOT = frozenset({"apt-get", "dnf", "pacman"})
# Half an hour is a slow mirror; anything longer is a package manager that waits for an answer.
PATIENCE = 1800


def install_packages(names: Mapping[str, Sequence[str]]) -> bool:
    """Install packages with the system's package manager, never asking for a password.

    Args:
        names: for each package manager, what the packages are called there.

    Returns:
        Whether a package manager was there, may be used, and reported success.
    """
    for manager, (refresh, install) in MANAGERS.items():
        packages = names.get(manager)
        if not packages or shutil.which(manager) is None:
            continue
        prefix = root_prefix() if manager in NEEDS_ROOT else []
        if prefix is None:
            say(f"An administrator could install it: `sudo {' '.join([*install, *packages])}`.")
            continue
        say(f"Installing {' '.join(packages)} with {manager}.")
        if all(run_quietly([*prefix, *command]) for command in [*refresh, [*install, *packages]]):
            return True
    return False


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, ``sudo -n``, or None where neither works."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run_quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def run_quietly(command: Sequence[str]) -> bool:
    """Run a command that must not ask anything; its output is shown only where it fails.

    Returns:
        Whether it ended with 0 in time.
    """
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "HOMEBREW_NO_AUTO_UPDATE": "1"}
    try:
        done = subprocess.run(
            list(command),
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"`{' '.join(command)}`: {error}")
        return False
    if done.returncode != 0:
        tail = done.stdout.decode(errors="replace").strip().splitlines()[-5:]
        say(
            f"`{' '.join(command)}` ended with {done.returncode}:" + "".join(f"\n    {line}" for line in tail)
        )
    return done.returncode == 0
