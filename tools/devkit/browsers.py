"""The browsers that the extension is tested in: found, else downloaded, else installed.

Google's own Chrome and Microsoft's Edge are not looked for: they refuse to load an unpacked extension from
their command line; Chromium and Playwright's build of it do not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from devkit.places import ChoreError, say, script
from devkit.system import install_packages, root_prefix, run_quietly

# A browser's build is a few hundred megabytes.
DOWNLOAD_SECONDS = 600


@dataclass(frozen=True)
class Browser:
    """What is known of a browser on each platform.

    Attributes:
        name: as people call it.
        variable: the environment variable that overrides the search, a path to the program.
        commands: its names on PATH.
        places: where installers put it outside PATH; ``%NAME%`` stands for an environment variable.
        download: Python, run in the environment of the tests, that downloads it and prints its path, or only
            looks for an earlier one; its argument says which: ``download`` or ``look``.
        packages: what it is called in each package manager.
    """

    name: str
    variable: str
    commands: tuple[str, ...]
    places: Mapping[str, tuple[str, ...]]
    download: str
    packages: Mapping[str, tuple[str, ...]]


CHROMIUM = Browser(
    name="Chromium",
    variable="GOLDLEAF_CHROMIUM",
    commands=("chromium", "chromium-browser"),
    places={
        "darwin": (
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "%HOME%/Applications/Chromium.app/Contents/MacOS/Chromium",
        ),
        "win32": (
            r"%LOCALAPPDATA%\Chromium\Application\chrome.exe",
            r"%PROGRAMFILES%\Chromium\Application\chrome.exe",
        ),
    },
    download="""
import subprocess, sys
from pathlib import Path
from playwright.sync_api import sync_playwright
if sys.argv[1] == "download":
    install = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    subprocess.run(install, stdout=sys.stderr, check=True)
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path if Path(path).exists() else "")
""",
    packages={
        "apt-get": ("chromium",),
        "dnf": ("chromium",),
        "pacman": ("chromium",),
        "brew": ("--cask", "chromium"),
        "winget": ("Hibbiki.Chromium",),
    },
)

FIREFOX = Browser(
    name="Firefox",
    variable="GOLDLEAF_FIREFOX",
    commands=("firefox", "firefox-esr"),
    places={
        "darwin": (
            "/Applications/Firefox.app/Contents/MacOS/firefox",
            "%HOME%/Applications/Firefox.app/Contents/MacOS/firefox",
        ),
        "win32": (
            r"%PROGRAMFILES%\Mozilla Firefox\firefox.exe",
            r"%PROGRAMFILES(X86)%\Mozilla Firefox\firefox.exe",
            r"%LOCALAPPDATA%\Mozilla Firefox\firefox.exe",
        ),
    },
    # Playwright's Firefox is patched and takes no WebDriver session; Selenium fetches Mozilla's own.
    download="""
import sys
from selenium.webdriver.common.selenium_manager import SeleniumManager
arguments = ["--browser", "firefox", "--browser-version", "stable"]
arguments += ["--force-browser-download", "--timeout", "120"]
if sys.argv[1] != "download":
    arguments.append("--offline")
print(SeleniumManager().binary_paths(arguments)["browser_path"])
""",
    packages={
        "apt-get": ("firefox-esr",),
        "dnf": ("firefox",),
        "pacman": ("firefox",),
        "brew": ("--cask", "firefox"),
        "winget": ("Mozilla.Firefox",),
    },
)

BROWSERS = (CHROMIUM, FIREFOX)


def installed(
    browser: Browser,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> Path | None:
    """Find an installed browser.

    Args:
        browser: which one.
        environ: the environment; ``browser.variable`` in it names the program and ends the search.
        platform: as ``sys.platform``.
        which: looks a command up on PATH.

    Returns:
        The program's path, or None.

    Raises:
        ChoreError: the variable is set and names no file.
    """
    if given := environ.get(browser.variable):
        if not Path(given).is_file():
            raise ChoreError(f"{browser.variable} is set to {given}, which is no file. Correct or unset it.")
        return Path(given)
    for command in browser.commands:
        if found := which(command):
            return Path(found)
    for template in browser.places.get(platform, ()):
        place = expand(template, environ)
        if place is not None and place.is_file():
            return place
    return None


def expand(template: str, environ: Mapping[str, str]) -> Path | None:
    """Fill the ``%NAME%`` at the start of a path, or return None where there is no such variable."""
    if not template.startswith("%"):
        return Path(template)
    name, _, rest = template[1:].partition("%")
    # Windows's variables have no case; a mapping that was copied from os.environ does.
    value = {key.upper(): value for key, value in environ.items()}.get(name)
    return Path(value + rest) if value else None


def starts(program: Path) -> bool:
    """Whether a browser's program can be loaded at all: a download may lack the system's libraries."""
    if os.name == "nt":
        # There, --version opens a window; and the downloads are complete.
        return True
    try:
        answer = subprocess.run(
            [str(program), "--version"],
            capture_output=True,
            timeout=120,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def downloaded(browser: Browser, *, fetch: bool) -> Path | None:
    """Find a browser among the test tools' own downloads, and fetch it first where that is wanted.

    Args:
        browser: which one.
        fetch: whether to download it.

    Returns:
        The program's path, or None where there is none or the download failed (its last words are told).
    """
    mode = "download" if fetch else "look"
    try:
        answer = subprocess.run(
            [str(script("python")), "-c", browser.download, mode],
            capture_output=True,
            text=True,
            timeout=DOWNLOAD_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        say(f"The download of {browser.name} took longer than {DOWNLOAD_SECONDS} seconds.")
        return None
    lines = answer.stdout.strip().splitlines()
    if answer.returncode == 0 and lines and Path(lines[-1]).is_file():
        return Path(lines[-1])
    if fetch:
        reasons = [line for line in answer.stderr.splitlines() if line.strip()]
        say(
            f"{browser.name} could not be downloaded."
            + (f" ({reasons[-1].strip()[:200]})" if reasons else "")
        )
    return None


def add_libraries(browser: Browser) -> bool:
    """Install the system libraries that a downloaded browser was found to lack (with apt-get, as root)."""
    prefix = root_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    say(f"Installing the system libraries that {browser.name} needs.")
    return run_quietly(
        [*prefix, str(script("python")), "-m", "playwright", "install-deps", browser.name.lower()]
    )


def ensure_browser(browser: Browser) -> Path:
    """Find a browser, or get it: installed, earlier download, download, the system's package manager.

    Args:
        browser: which one. The test tools must be in the environment already.

    Returns:
        The path of a program that starts.

    Raises:
        ChoreError: there is none and none could be got; the message says how to install one by hand.
    """
    given = installed(browser) or downloaded(browser, fetch=False)
    if given is not None and starts(given):
        return given
    say(f"{browser.name} is not installed; fetching it for the tests of the extension.")
    fetched = downloaded(browser, fetch=True)
    if fetched is not None and (starts(fetched) or (add_libraries(browser) and starts(fetched))):
        return fetched
    if install_packages(browser.packages):
        found = installed(browser)
        if found is not None and starts(found):
            return found
    raise ChoreError(
        f"The tests need {browser.name}, and it could not be found, downloaded or installed. "
        f"Install it, or set {browser.variable} to the path of its program."
    )
