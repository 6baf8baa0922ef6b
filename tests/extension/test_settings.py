"""The looks: applied at once, remembered, and safe against whatever lies in the storage."""

from __future__ import annotations

from typing import Any

import pytest

from .harness.base import Browser, until
from .harness.http import Site
from .pages import story

pytestmark = pytest.mark.browser

LOOKS = """(() => { const s = getComputedStyle(document.querySelector('.gl-article'));
  const r = document.documentElement;
  return {theme: r.dataset.glTheme, font: s.fontFamily.includes('Sans'), size: s.fontSize, width: s.maxWidth,
          paper: getComputedStyle(document.body).backgroundColor} })()"""


def open_view(browser: Browser, site: Site) -> None:
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_view()


def choose(browser: Browser, *ids: str) -> None:
    for name in ids:
        browser.view(f"document.getElementById('{name}').click()")


def looks(browser: Browser) -> dict[str, Any]:
    found: dict[str, Any] = browser.view(LOOKS)
    return found


def test_choices_apply_at_once_and_last(browser: Browser, site: Site) -> None:
    open_view(browser, site)
    plain = looks(browser)
    choose(browser, "look", "font-sans", "larger", "larger", "width-wide", "theme-dark")
    chosen = looks(browser)
    assert chosen["theme"] == "dark"
    assert chosen["font"]
    assert not plain["font"]
    assert float(chosen["size"][:-2]) > float(plain["size"][:-2])
    assert float(chosen["width"][:-2]) > float(plain["width"][:-2])
    assert chosen["paper"] != plain["paper"]
    stored = {"font": "sans", "size": 5, "width": "wide", "theme": "dark"}
    until(lambda: browser.worker("chrome.storage.local.get('reading')") == {"reading": stored}, "not stored")
    browser.close_others()
    open_view(browser, site)
    assert looks(browser) == chosen


@pytest.mark.parametrize("stored", ["'nonsense'", "{font: 'x', size: 99, width: 'constructor', theme: 3}"])
def test_nonsense_in_the_storage_means_the_defaults(browser: Browser, site: Site, stored: str) -> None:
    open_view(browser, site)
    plain = looks(browser)
    browser.close_others()
    browser.worker(f"chrome.storage.local.set({{reading: {stored}}})")
    open_view(browser, site)
    assert looks(browser) == plain


def test_the_panel_works_by_keyboard_alone(browser: Browser, site: Site) -> None:
    open_view(browser, site)
    browser.press("Tab", "Tab", "Enter")
    assert browser.view("document.activeElement.id") == "font-serif"
    browser.press("ArrowRight")
    assert looks(browser)["font"]
    browser.press("Escape")
    assert browser.view("document.getElementById('panel').hidden")
    assert browser.view("document.activeElement.id") == "look"
    assert browser.is_open()


def test_sizes_stop_at_both_ends(browser: Browser, site: Site) -> None:
    open_view(browser, site)
    choose(browser, "look", *["smaller"] * 12)
    smallest = looks(browser)["size"]
    assert browser.view("document.getElementById('smaller').getAttribute('aria-disabled')") == "true"
    choose(browser, *["larger"] * 12)
    assert float(looks(browser)["size"][:-2]) > float(smallest[:-2])
    assert browser.view("document.getElementById('larger').getAttribute('aria-disabled')") == "true"
