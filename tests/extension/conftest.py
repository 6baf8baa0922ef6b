"""One Chromium and one Firefox for the whole package, a site and a server for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .harness.base import Browser
from .harness.chromium import Chromium
from .harness.firefox import Firefox
from .harness.http import TOKEN, FakeGoldleaf, Site


@pytest.fixture(scope="package", params=["chromium", "firefox"])
def running_browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A browser that all tests share; ask for ``browser`` instead, which gets it ready."""
    browser: Browser = Chromium() if request.param == "chromium" else Firefox()
    yield browser
    browser.quit()


@pytest.fixture
def site() -> Iterator[Site]:
    """Pages to read."""
    site = Site()
    yield site
    site.close()


@pytest.fixture
def goldleaf() -> Iterator[FakeGoldleaf]:
    """A server to talk to."""
    server = FakeGoldleaf()
    yield server
    server.close()


@pytest.fixture
def unpaired(running_browser: Browser) -> Browser:
    """The browser with one blank tab and an extension that knows nothing."""
    running_browser.close_others()
    running_browser.reset()
    return running_browser


@pytest.fixture
def browser(unpaired: Browser, goldleaf: FakeGoldleaf) -> Browser:
    """The browser, paired with the server."""
    unpaired.worker(f"chrome.storage.local.set({{server: '{goldleaf.origin}', token: '{TOKEN}'}})")
    return unpaired
