"""Browsers are found where people have them, and what the system's package manager is asked is right."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from devkit import browsers, system
from devkit.browsers import BROWSERS, CHROMIUM, FIREFOX, Browser, ensure_browser, expand, installed
from devkit.places import ChoreError


def program(path: Path, code: int = 0) -> Path:
    """A stand-in for a browser's program that ends with a code."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\nraise SystemExit({code})\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def nowhere(command: str) -> str | None:
    """A PATH with nothing on it."""
    return None


@pytest.mark.parametrize("browser", BROWSERS, ids=lambda browser: browser.name)
def test_a_variable_ends_the_search(browser: Browser, tmp_path: Path) -> None:
    given = program(tmp_path / "own build")
    assert installed(browser, {browser.variable: str(given)}, "linux", lambda name: "/usr/bin/x") == given


def test_a_variable_that_names_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ChoreError, match=r"GOLDLEAF_FIREFOX is set to .*gone, which is no file"):
        installed(FIREFOX, {"GOLDLEAF_FIREFOX": str(tmp_path / "gone")}, "linux", nowhere)


def test_the_first_name_on_path_is_taken() -> None:
    names = {"chromium-browser": "/snap/bin/chromium-browser", "google-chrome": "/usr/bin/google-chrome"}
    assert installed(CHROMIUM, {}, "linux", names.get) == Path("/snap/bin/chromium-browser")


def test_chrome_is_not_taken_for_chromium() -> None:
    assert installed(CHROMIUM, {}, "linux", {"google-chrome": "/usr/bin/google-chrome"}.get) is None


def test_windows_folders_are_looked_through_whatever_the_case_of_their_variable(tmp_path: Path) -> None:
    template = FIREFOX.places["win32"][0]
    place = expand(template, {"ProgramFiles": str(tmp_path)})
    assert place is not None
    program(place)
    assert installed(FIREFOX, {"ProgramFiles": str(tmp_path)}, "win32", nowhere) == place
    assert installed(FIREFOX, {}, "win32", nowhere) is None


def test_a_mac_application_in_the_own_folder_is_found(tmp_path: Path) -> None:
    place = program(tmp_path / "Applications/Chromium.app/Contents/MacOS/Chromium")
    assert installed(CHROMIUM, {"HOME": str(tmp_path)}, "darwin", nowhere) == place


@pytest.mark.parametrize("browser", BROWSERS, ids=lambda browser: browser.name)
def test_every_package_manager_knows_every_browser(browser: Browser) -> None:
    assert set(browser.packages) == set(system.MANAGERS)


def test_an_installed_browser_that_does_not_start_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fetched = program(tmp_path / "broken", 127), program(tmp_path / "fetched")
    monkeypatch.setenv(CHROMIUM.variable, str(broken))
    monkeypatch.setattr(browsers, "downloaded", lambda browser, fetch: fetched if fetch else None)
    assert ensure_browser(CHROMIUM) == fetched


def test_the_package_manager_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[Path] = []
    asked: list[object] = []

    def install(names: object) -> bool:
        asked.append(names)
        there.append(program(tmp_path / "firefox"))
        return True

    monkeypatch.setattr(browsers, "installed", lambda browser: there[0] if there else None)
    monkeypatch.setattr(browsers, "downloaded", lambda browser, fetch: None)
    monkeypatch.setattr(browsers, "install_packages", install)
    assert ensure_browser(FIREFOX) == tmp_path / "firefox"
    assert asked == [FIREFOX.packages]


def test_a_browser_that_cannot_be_got_is_a_failure_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsers, "installed", lambda browser: None)
    monkeypatch.setattr(browsers, "downloaded", lambda browser, fetch: None)
    monkeypatch.setattr(browsers, "install_packages", lambda names: False)
    with pytest.raises(ChoreError, match=r"need Chromium.*set GOLDLEAF_CHROMIUM to the path"):
        ensure_browser(CHROMIUM)


def managed(monkeypatch: pytest.MonkeyPatch, present: set[str], failing: str = "") -> list[list[str]]:
    """Put package managers on PATH; what they are asked is collected and, but for one command, succeeds."""
    asked: list[list[str]] = []

    def run(command: list[str]) -> bool:
        asked.append(command)
        return not failing or failing not in " ".join(command)

    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name in present else None)
    monkeypatch.setattr(system, "run_quietly", run)
    return asked


def test_lists_are_refreshed_before_a_package_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = managed(monkeypatch, {"apt-get"})
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    assert system.install_packages(CHROMIUM.packages)
    assert asked[0][:2] == ["apt-get", "update"]
    assert asked[1][0] == "apt-get"
    assert asked[1][-1] == "chromium"


def test_an_ordinary_user_is_never_asked_for_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = managed(monkeypatch, {"apt-get", "sudo"}, failing="sudo -n")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    assert not system.install_packages(CHROMIUM.packages)
    assert asked == [["sudo", "-n", "true"]]


def test_brew_is_run_without_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = managed(monkeypatch, {"brew", "sudo"})
    monkeypatch.setattr("os.geteuid", lambda: 501, raising=False)
    assert system.install_packages(FIREFOX.packages)
    assert asked == [["brew", "install", "--quiet", "--cask", "firefox"]]


def test_a_command_that_fails_says_what_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert not system.run_quietly([sys.executable, "-c", "print('no such mirror'); raise SystemExit(3)"])
    assert "ended with 3" in (told := capsys.readouterr().err)
    assert "no such mirror" in told
