"""The checkout's own virtual environment: made once, remade when the lock files change, else left alone."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from devkit.places import REQUIREMENTS, ROOT, VENV, ChoreError, say, script
from devkit.system import install_packages

STAMP = "goldleaf-setup.json"
# Settings of the person's own pip that would send packages to another place than the environment.
MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH")


def lock_file(which: str) -> Path:
    """The lock file of a set of packages.

    Args:
        which: ``run`` (what reading and serving need) or ``test`` (that and all the tools).
    """
    return REQUIREMENTS / f"{which}.txt"


def digest(which: str, root: Path = ROOT, python: str | None = None) -> str:
    """What an environment was made from: the locked packages, the package's metadata, the Python, the place.

    The place counts because an environment holds absolute paths: a checkout that was moved needs a new one.

    Args:
        which: ``run`` or ``test``.
        root: the checkout.
        python: version of the Python in it, by default of the running one.

    Returns:
        A SHA-256 in hex.
    """
    parts = hashlib.sha256()
    for path in (root / "requirements" / f"{which}.txt", root / "pyproject.toml"):
        # Text, not bytes: a checkout on Windows may have other line ends.
        parts.update(hashlib.sha256("\n".join(path.read_text("utf-8").splitlines()).encode()).digest())
    parts.update(str(root).encode())
    parts.update((python or "{}.{}.{}".format(*sys.version_info[:3])).encode())
    return parts.hexdigest()


def read_stamp(venv: Path) -> dict[str, str]:
    """The sets of packages in an environment, each with its digest; empty where it was never finished."""
    try:
        stamp = json.loads((venv / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in stamp.items()} if isinstance(stamp, dict) else {}


def is_ready(which: str, venv: Path = VENV, root: Path = ROOT) -> bool:
    """Whether an environment holds exactly the locked packages of a set and its Python still runs."""
    version = python_version(script("python", venv))
    return version is not None and read_stamp(venv).get(which) == digest(which, root, version)


def python_version(python: Path) -> str | None:
    """The version that a Python reports (``3.11.7``), or None where it doesn't run or is too old."""
    try:
        answer = subprocess.run(
            [str(python), "-c", "import sys; print('{}.{}.{}'.format(*sys.version_info[:3]))"],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return answer if tuple(int(part) for part in answer.split(".")) >= (3, 11) else None


def ensure(which: str, *, system_packages: bool = False) -> None:
    """Make the checkout's environment hold the locked packages of a set and the package itself, editable.

    Args:
        which: ``run`` or ``test``.
        system_packages: whether the system's package manager may be asked for a missing ``venv`` module.

    Raises:
        ChoreError: the environment can't be made, or a package can't be installed.
    """
    if is_ready(which):
        return
    version = python_version(script("python"))
    moved = bool(read_stamp(VENV)) and read_stamp(VENV).get("root", str(ROOT)) != str(ROOT)
    if version is None or moved:
        if VENV.exists():
            say("The environment in .venv no longer works here; making a new one.")
            shutil.rmtree(VENV)
        make_venv(system_packages=system_packages)
        version = python_version(script("python"))
        if version is None:
            raise ChoreError(f"The new environment in {VENV} doesn't run. Delete the folder and try again.")
    say(f"Installing the locked packages ({which}); this takes a minute the first time.")
    stamp = {"root": str(ROOT)}
    (VENV / STAMP).unlink(missing_ok=True)
    wheels = ["--only-binary", ":all:"] if which == "run" else ["--prefer-binary"]
    # The lock is complete, so nothing is left to resolve; each file is checked against its hash.
    pip("install", "--require-hashes", "--no-deps", *wheels, "-r", str(lock_file(which)))
    # The build backend is among the locked packages: without isolation nothing unpinned is fetched for it.
    pip("install", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    # The test set contains the run set at the same versions.
    for done in ("run", "test") if which == "test" else ("run",):
        stamp[done] = digest(done, ROOT, version)
    (VENV / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", "utf-8")


def pip(*arguments: str) -> None:
    """Run pip for the checkout's environment, from inside it or, where it has none, from this Python.

    Raises:
        ChoreError: pip failed; its own words are on standard error.
    """
    inside = script("python")
    own = (
        subprocess.run([str(inside), "-m", "pip", "--version"], capture_output=True, check=False).returncode
        == 0
    )
    command = [str(inside), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(inside)]
    environ = {key: value for key, value in os.environ.items() if key not in MISLEADING}
    result = subprocess.run(
        [*command, "--disable-pip-version-check", "--quiet", *arguments], env=environ, check=False
    )
    if result.returncode != 0:
        raise ChoreError(
            "pip could not install the packages; its message is above. "
            "If a package index could not be reached, check the network and `pip config list`."
        )


def make_venv(*, system_packages: bool) -> None:
    """Create ``.venv``, also where the distribution leaves ``ensurepip`` out of its Python.

    Args:
        system_packages: whether the system's package manager may be asked for it.

    Raises:
        ChoreError: no way to make one; the message says what to install.
    """
    say(f"Creating the environment in {VENV}")
    for command in venv_commands(has_module):
        if subprocess.run([*command, str(VENV)], check=False).returncode == 0:
            return
        shutil.rmtree(VENV, ignore_errors=True)
    name = "python{}.{}-venv".format(*sys.version_info[:2])
    if system_packages and install_packages({"apt-get": [name]}):
        # A new process: this one has already looked for the module and would not see it.
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode == 0:
            return
        shutil.rmtree(VENV, ignore_errors=True)
    raise ChoreError(
        "This Python can't make virtual environments: it comes without ensurepip. "
        f"On Debian and Ubuntu run `sudo apt install {name}`; "
        "elsewhere `python3 -m pip install --user virtualenv`. Then try again."
    )


def has_module(name: str) -> bool:
    """Whether this Python has a module, without importing it."""
    return importlib.util.find_spec(name) is not None


def venv_commands(has: Callable[[str], bool]) -> list[list[str]]:
    """The ways to make an environment with this Python, best first.

    Args:
        has: tells whether a module is there.
    """
    ways = []
    if has("venv") and has("ensurepip"):
        ways.append([sys.executable, "-m", "venv"])
    if has("virtualenv"):
        ways.append([sys.executable, "-m", "virtualenv", "--quiet"])
    if has("venv") and has("pip"):
        ways.append([sys.executable, "-m", "venv", "--without-pip"])
    return ways
