"""Many pages in one session, and clicks in a hurry: none is lost."""

from __future__ import annotations

import pytest

from .harness.base import Browser, until
from .harness.http import FakeGoldleaf, Request, Site, default_article, reply
from .pages import story

pytestmark = pytest.mark.browser

PAGES = 80


def test_eighty_pages_one_after_another_lose_none(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    padding = "<p>" + "A sentence that fills the page. " * 4_000 + "</p>"

    def long_article(request: Request) -> tuple[int, dict[str, str], bytes]:
        article = default_article(request)
        body = article[2].replace(b"<p>The body", padding.encode() + b"<p>The body")
        return article[0], article[1], body

    goldleaf.behaviour.read = long_article
    shown = []
    for number in range(PAGES):
        browser.open(site.add(f"/page-{number}", story(title=f"Story number {number}")))
        browser.click()
        browser.wait_view()
        shown.append(browser.title())
    assert shown == [f"Story number {number}" for number in range(PAGES)]
    assert len(goldleaf.reads()) == PAGES
    # Nothing is left behind for the next eighty.
    assert browser.worker("chrome.storage.session.get()") == {}


def wait_for_only(browser: Browser, address: str) -> None:
    until(lambda: browser.tabs() == [address], "the reader tab stays")


def test_tabs_of_the_extension_leave_nothing_behind(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    big = "<p>" + "x" * 3_000_000 + "</p>"
    html = f'<article class="gl-article"><h1 class="gl-title">Big</h1>{big}</article>'
    goldleaf.behaviour.read = lambda request: reply(200, {"html": html, "title": "Big"})
    # Together over the 10 MiB that the browser gives, and none may stay.
    for number in range(5):
        address = site.add(f"/boxed-{number}", story(), Content_Security_Policy="sandbox")
        browser.open(address)
        browser.click()
        browser.wait_tab()
        assert browser.page("document.querySelector('h1').textContent") == "Big"
        browser.click()
        wait_for_only(browser, address)
        browser.switch_to(address)
    until(lambda: browser.worker("chrome.storage.session.get()") == {}, "records stay")


def test_opening_and_closing_in_a_hurry(browser: Browser, site: Site) -> None:
    browser.open(site.add("/story", story()))
    for _ in range(10):
        browser.click()
        browser.wait_view()
        browser.click()
        browser.wait_closed()
    assert browser.page("document.querySelectorAll('goldleaf-view').length") == 0
    assert len(browser.tabs()) == 1
