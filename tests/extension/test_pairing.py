"""Pairing by opening a link, and what a page that imitates the server can't do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .harness.base import Browser, until
from .harness.http import CODE, PAIR_PAGE, TOKEN, FakeGoldleaf, Site
from .pages import story

pytestmark = pytest.mark.browser


@pytest.fixture
def stranger() -> Iterator[FakeGoldleaf]:
    """Another program on this machine with a pairing page of its own."""
    server = FakeGoldleaf()
    server.behaviour.token = "s" * 43
    yield server
    server.close()


def state(browser: Browser) -> str:
    return str(browser.page("document.querySelector('main').dataset.state"))


def stored(browser: Browser) -> dict[str, str]:
    found: dict[str, str] = browser.worker("chrome.storage.local.get(['server', 'token'])")
    return found


def test_opening_the_link_pairs(unpaired: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    unpaired.pair(goldleaf.link())
    assert stored(unpaired) == {"server": goldleaf.origin, "token": TOKEN}
    # The code is gone from the address, so it is in no history and no screenshot.
    assert unpaired.page("location.href") == f"{goldleaf.origin}/pair"
    unpaired.open(site.add("/story", story()))
    unpaired.click()
    unpaired.wait_view()
    assert unpaired.title() == "The clock on the corn exchange"


def test_a_wrong_code_says_so(unpaired: Browser, goldleaf: FakeGoldleaf) -> None:
    unpaired.open(goldleaf.link("WXYZ-9999"))
    until(lambda: state(unpaired) == "failed", "the page is not told")
    assert "newest link" in message(unpaired)
    assert stored(unpaired) == {}


def message(browser: Browser) -> str:
    return str(browser.page("document.getElementById('goldleaf-pair-message').textContent"))


def test_a_used_link_says_that_the_browser_is_paired_already(
    unpaired: Browser, goldleaf: FakeGoldleaf
) -> None:
    unpaired.pair(goldleaf.link())
    goldleaf.behaviour.codes = set()
    unpaired.open("about:blank")
    unpaired.open(goldleaf.link())
    until(lambda: state(unpaired) == "paired", "the page is not told")
    assert "already paired" in message(unpaired)
    assert stored(unpaired) == {"server": goldleaf.origin, "token": TOKEN}


def test_a_used_link_of_a_server_that_forgot_the_browser_fails(
    browser: Browser, goldleaf: FakeGoldleaf
) -> None:
    goldleaf.behaviour.codes = set()
    goldleaf.behaviour.token = "n" * 43
    browser.open(goldleaf.link())
    until(lambda: state(browser) == "failed", "the page is not told")
    assert "newest link" in message(browser)


@pytest.mark.parametrize("fragment", ["", "#", "#short", "#ABCD-2345-AAAA", "#%E0%A4%A"])
def test_what_is_no_code_is_not_sent(unpaired: Browser, goldleaf: FakeGoldleaf, fragment: str) -> None:
    unpaired.open(f"{goldleaf.origin}/pair{fragment}")
    if len(fragment) > 1:
        until(lambda: state(unpaired) == "failed", "the page is not told")
    assert [request.path for request in goldleaf.requests if request.method == "POST"] == []
    assert stored(unpaired) == {}


def test_only_a_page_that_waits_is_paired(unpaired: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    pages = {
        f"http://127.0.0.1:{site.port}/pair": PAIR_PAGE.replace(b"waiting", b"paired"),
        f"http://127.0.0.1:{site.port}/pairs": PAIR_PAGE,
        f"http://news.localhost:{site.port}/pair": PAIR_PAGE.replace(b"goldleaf-pair", b"other"),
    }
    for address, page in pages.items():
        site.pages.clear()
        site.add(f"/{address.rsplit('/', 1)[1]}", page)
        unpaired.open(f"{address}#{CODE}")
        until(lambda: unpaired.page("location.hash") == f"#{CODE}", "the code is gone from the address")
    assert [request for request in site.requests if request.method == "POST"] == []


def ask_to_switch(browser: Browser, stranger: FakeGoldleaf) -> None:
    browser.open(stranger.link())
    until(lambda: any("/pair/switch.html#" in url for url in browser.tabs()), "nobody is asked")
    browser.switch_to("/pair/switch.html#")
    until(lambda: browser.page("!!document.getElementById('yes')"), "no buttons")


def test_another_server_needs_the_persons_word(
    browser: Browser, goldleaf: FakeGoldleaf, stranger: FakeGoldleaf
) -> None:
    ask_to_switch(browser, stranger)
    shown = browser.page("document.body.innerText")
    assert goldleaf.origin in shown
    assert stranger.origin in shown
    assert [request for request in stranger.requests if request.method == "POST"] == []
    browser.page("void document.getElementById('no').click()")
    until(lambda: len(browser.tabs()) == 1, "the question stays")
    browser.switch_to("/pair")
    until(lambda: state(browser) == "failed", "the page is not told")
    assert stored(browser) == {"server": goldleaf.origin, "token": TOKEN}
    assert [request for request in stranger.requests if request.method == "POST"] == []


def test_with_the_persons_word_the_server_changes(browser: Browser, stranger: FakeGoldleaf) -> None:
    ask_to_switch(browser, stranger)
    browser.page("void document.getElementById('yes').click()")
    until(lambda: len(browser.tabs()) == 1, "the question stays")
    browser.switch_to("/pair")
    until(lambda: state(browser) == "paired", "the page is not told")
    assert stored(browser) == {"server": stranger.origin, "token": "s" * 43}
    # The old server's token never went to the new address.
    assert all(TOKEN not in str(request.headers) for request in stranger.requests)


def test_pairing_again_with_the_same_server_needs_no_word(browser: Browser, goldleaf: FakeGoldleaf) -> None:
    goldleaf.behaviour.token = "n" * 43
    browser.pair(goldleaf.link())
    assert stored(browser) == {"server": goldleaf.origin, "token": "n" * 43}
    posts = [request for request in goldleaf.requests if request.path == "/v1/pair"]
    assert all("authorization" not in request.headers for request in posts)


def test_a_click_on_a_pairing_page_pairs_where_the_script_did_not_run(
    unpaired: Browser, goldleaf: FakeGoldleaf
) -> None:
    # The fragment comes after the load: the content script saw none.
    unpaired.open(f"{goldleaf.origin}/pair")
    unpaired.page(f"void (location.hash = '{CODE}')")
    unpaired.click()
    until(lambda: state(unpaired) == "paired", "the click did not pair")
