"""What all tests share: the benchmark data beside the checkout, and that no test is skipped quietly."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """Where the benchmark data is, if it is there: ``GOLDLEAF_SHARED``, else beside the checkout."""
    return Path(os.environ.get("GOLDLEAF_SHARED") or ROOT.parent / "shared").resolve()


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of public benchmark data; a test that uses it is skipped where there is none."""
    return shared_folder()


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


def pytest_configure(config: pytest.Config) -> None:
    """Watch for skips."""
    config.pluginmanager.register(SkipGuard(), "goldleaf-skip-guard")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use ``shared_dir``, so that the mark can't be forgotten."""
    for item in items:
        if "shared_dir" in getattr(item, "fixturenames", ()):
            item.add_marker("shared")


def is_excused(item: pytest.Item) -> bool:
    """Whether a test may be skipped: it needs benchmark data, and there is none on this machine."""
    return item.get_closest_marker("shared") is not None and not shared_folder().is_dir()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs the benchmark data where there is none."""
    if is_excused(item):
        pytest.skip(f"no benchmark data in {shared_folder()}; set GOLDLEAF_SHARED to where it is")


class SkipGuard:
    """Fails the run where a test or a module was skipped for any other reason than missing benchmark data."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.unexplained: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note a skipped test; one that failed as expected is reported in the same way, but is none."""
        report = yield
        if report.skipped and not hasattr(report, "wasxfail") and not is_excused(item):
            self.unexplained.append(item.nodeid)
        return report

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a module that skipped itself."""
        if report.skipped:
            self.unexplained.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a run that would have passed into a failed one."""
        if self.unexplained and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name what was skipped."""
        if self.unexplained:
            terminalreporter.section("skipped without an excuse: the run counts as failed", red=True)
            for node in self.unexplained:
                terminalreporter.line(node)
