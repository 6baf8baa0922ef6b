"""Every click that can't show an article shows why, and what to do."""

from __future__ import annotations

import socket

import pytest

from .harness.base import READER, Browser, until
from .harness.http import Answer, FakeGoldleaf, Request, Site, default_article, refusal, reply
from .pages import story

pytestmark = pytest.mark.browser


def free_port() -> int:
    """A port where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def click_on_story(browser: Browser, site: Site) -> None:
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_view()


def text(browser: Browser) -> str:
    return str(browser.view("document.querySelector('.notice').innerText"))


ANSWERS = {
    "no-article": refusal(422, "no_article"),
    "too-large": refusal(413, "too_large"),
    "slow": refusal(504, "out_of_time"),
    "busy": refusal(503, "busy"),
    "refused": refusal(500, "internal", "The worker that read this page died."),
    "stranger": (200, {"Content-Type": "text/html"}, b"<h1>It works!</h1>"),
}


@pytest.mark.parametrize("notice", ANSWERS)
def test_each_refusal_has_its_notice(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf, notice: str
) -> None:
    goldleaf.behaviour.read = lambda request: ANSWERS[notice]
    click_on_story(browser, site)
    assert browser.notice() == notice
    assert "The clock on the corn exchange" in text(browser)
    # It closes like an article does.
    browser.click()
    browser.wait_closed()


def test_a_refusal_gives_the_reason_and_the_request(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    goldleaf.behaviour.read = lambda request: ANSWERS["refused"]
    click_on_story(browser, site)
    for part in ("The worker that read this page died.", "req-4711", "500", "internal"):
        assert part in text(browser)


def test_without_a_server_the_notice_gives_the_command(unpaired: Browser, site: Site) -> None:
    port = free_port()
    unpaired.worker(f"chrome.storage.local.set({{server: 'http://127.0.0.1:{port}', token: 'x'}})")
    click_on_story(unpaired, site)
    assert unpaired.notice() == "server-down"
    assert unpaired.view("[...document.querySelectorAll('.command code')].map(e => e.textContent)") == [
        f'make serve ARGS="--port {port}"',
        f"goldleaf serve --port {port}",
    ]


def test_retry_reads_the_page_once_the_server_is_there(unpaired: Browser, site: Site) -> None:
    port = free_port()
    unpaired.worker(f"chrome.storage.local.set({{server: 'http://127.0.0.1:{port}', token: '{'t' * 43}'}})")
    click_on_story(unpaired, site)
    assert unpaired.notice() == "server-down"
    server = FakeGoldleaf(port)
    try:
        unpaired.view("document.getElementById('retry').click()")
        until(lambda: unpaired.view("!!document.querySelector('.gl-article')"), "no article after the retry")
    finally:
        server.close()


def test_before_pairing_the_notice_says_how(unpaired: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    unpaired.worker(f"chrome.storage.local.set({{server: '{goldleaf.origin}'}})")
    click_on_story(unpaired, site)
    assert unpaired.notice() == "unpaired"
    assert "pairing link" in text(unpaired)
    assert unpaired.view("[...document.querySelectorAll('li .command code')].map(e => e.textContent)") == [
        "make serve",
        "goldleaf serve",
    ]
    assert goldleaf.reads() == []


def test_a_token_that_the_server_forgot_is_dropped(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    goldleaf.behaviour.token = "n" * 43
    click_on_story(browser, site)
    assert browser.notice() == "unpaired"
    assert browser.worker("chrome.storage.local.get('token')") == {}


def test_another_extensions_token_counts_as_unpaired(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    goldleaf.behaviour.read = lambda request: refusal(403, "not_paired")
    click_on_story(browser, site)
    assert browser.notice() == "unpaired"


def test_a_second_click_while_the_server_thinks_cancels(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    held: list[Request] = []

    def hold(request: Request) -> Answer:
        held.append(request)
        until(lambda: len(held) < 1, "released")
        return default_article(request)

    goldleaf.behaviour.read = hold
    browser.open(site.add("/story", story()))
    browser.click()
    until(lambda: held, "the page was not sent")
    browser.click()
    held.clear()
    goldleaf.behaviour.read = default_article
    browser.click()
    browser.wait_view()
    assert browser.title() == "The clock on the corn exchange"


GROW = "document.body.insertAdjacentHTML('beforeend', '<p>' + 'x'.repeat(26e6) + '</p>')"


def test_a_page_over_the_limit_is_not_sent(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    browser.open(site.add("/huge", story()))
    browser.page(f"void {GROW}")
    browser.click()
    browser.wait_view()
    assert browser.notice() == "too-large"
    assert goldleaf.reads() == []


def test_a_file_that_is_no_page(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    browser.open(
        site.add("/feed.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', Content_Type="image/svg+xml")
    )
    browser.click()
    until(
        lambda: browser.view("document.documentElement.dataset.ready") or len(browser.tabs()) > 1,
        "nothing came",
    )
    notice = browser.notice()
    if notice is None:
        browser.wait_tab()
        notice = browser.tab_notice()
    assert notice == "not-html"
    assert goldleaf.reads() == []


OWN_PAGES = {
    "chromium": ["chrome://version/", "chrome://newtab/"],
    "firefox": ["about:support", "about:newtab"],
}


@pytest.mark.parametrize("number", [0, 1])
def test_no_click_is_dead_on_the_browsers_own_pages(
    browser: Browser, goldleaf: FakeGoldleaf, number: int
) -> None:
    browser.open_broken(OWN_PAGES[browser.name][number])
    browser.click()
    browser.wait_tab()
    assert browser.tab_notice() == "restricted"
    assert goldleaf.reads() == []


def test_no_click_is_dead_on_an_error_page(browser: Browser) -> None:
    port = free_port()
    browser.open_broken(f"http://news.localhost:{port}/nothing")
    browser.click()
    browser.wait_tab()
    assert browser.tab_notice() in ("restricted", "access-lost")


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
"""


def test_no_click_is_dead_on_a_pdf(browser: Browser, site: Site) -> None:
    browser.open_broken(site.add("/paper.pdf", PDF, Content_Type="application/pdf"))
    browser.click()
    until(
        lambda: browser.view("document.documentElement.dataset.ready") or len(browser.tabs()) > 1,
        "nothing came",
    )
    notice = browser.notice()
    if notice is None:
        browser.wait_tab()
        notice = browser.tab_notice()
    assert notice in ("restricted", "not-html")


def test_the_tab_of_a_notice_leads_back(browser: Browser) -> None:
    browser.open("about:support" if browser.name == "firefox" else "chrome://version/")
    before = browser.tabs()
    browser.click()
    browser.wait_tab()
    browser.page("void document.querySelector('.buttons .quiet').click()")
    until(lambda: browser.tabs() == before, f"the tab stays: {browser.tabs()}")


def test_a_missing_permission_is_asked_for(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    # An address outside the manifest's permissions behaves as a permission that was taken away.
    browser.worker(f"chrome.storage.local.set({{server: 'http://[::1]:{goldleaf.port}', token: 'x'}})")
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_tab()
    assert browser.tab_notice() == "permission"
    assert browser.page("document.getElementById('allow') !== null")
    assert goldleaf.reads() == []


def test_a_strange_article_breaks_nothing(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    goldleaf.behaviour.read = lambda request: reply(200, {"html": "no markup at all", "lang": 7})
    click_on_story(browser, site)
    assert browser.view("document.getElementById('view').textContent") == "no markup at all"
    assert not any(READER in url for url in browser.tabs())
