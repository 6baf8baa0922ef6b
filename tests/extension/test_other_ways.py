"""The keyboard shortcut and the context menu: they do what the button does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .harness.base import Browser
from .harness.firefox import Firefox
from .harness.http import TOKEN, FakeGoldleaf, Site
from .pages import story

pytestmark = pytest.mark.browser


def test_the_shortcut_and_the_entry_are_registered(browser: Browser) -> None:
    shortcuts = browser.worker("chrome.commands.getAll().then(all => all.map(c => [c.name, c.shortcut]))")
    assert [name for name, _ in shortcuts] == ["_execute_action"]
    assert shortcuts[0][1] in ("Alt+Shift+G", "⌥⇧G")
    # An entry that is not there can't be updated.
    assert (
        browser.worker("chrome.contextMenus.update('read', {enabled: true}).then(() => 'there')") == "there"
    )


@pytest.fixture
def firefox(goldleaf: FakeGoldleaf) -> Iterator[Firefox]:
    """A Firefox of its own: only there keys and menus of the browser itself can be driven."""
    browser = Firefox()
    browser.worker(f"chrome.storage.local.set({{server: '{goldleaf.origin}', token: '{TOKEN}'}})")
    yield browser
    browser.quit()


def test_they_open_and_close_the_view(firefox: Firefox, site: Site) -> None:
    firefox.open(site.add("/story", story()))
    firefox.press_shortcut()
    firefox.wait_view()
    assert firefox.title() == "The clock on the corn exchange"
    firefox.press_shortcut()
    firefox.wait_closed()
    firefox.choose_menu_entry()
    firefox.wait_view()
    assert firefox.title() == "The clock on the corn exchange"
