"""The reading view over a page: it shows, it holds, and it gives the page back as it was."""

from __future__ import annotations

import pytest

from .harness.base import READER, Browser, until
from .harness.http import FakeGoldleaf, Site
from .pages import LIVE_IN_IT, LIVED_IN, STATE, story

pytestmark = pytest.mark.browser

# What a script of the extension gets that has no click behind it.
READ_WITHOUT_CLICK = """chrome.tabs.query({}).then(tabs => Promise.any(tabs.map(tab =>
  chrome.scripting.executeScript({target: {tabId: tab.id}, func: () => document.title || "untitled"})
))).then(r => "read", e => "refused")"""


def test_a_click_shows_the_article_and_a_second_one_the_page(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_view()
    assert browser.title() == "The clock on the corn exchange"
    assert [request.json()["url"] for request in goldleaf.reads()] == [site.url("/story")]
    browser.click()
    browser.wait_closed()
    assert browser.page("document.querySelector('goldleaf-view')") is None
    assert len(goldleaf.reads()) == 1


def test_without_a_click_the_page_stays_closed_to_the_extension(browser: Browser, site: Site) -> None:
    browser.open(site.add("/story", story()))
    assert browser.worker(READ_WITHOUT_CLICK) == "refused"


def test_everything_done_to_the_page_is_there_afterwards(browser: Browser, site: Site) -> None:
    browser.open(site.add("/lived-in", LIVED_IN))
    browser.page(LIVE_IN_IT)
    before = browser.page(STATE)
    assert before["scroll"] == 1234
    assert before["inner"] == 333
    browser.click()
    browser.wait_view()
    browser.click()
    browser.wait_closed()
    assert browser.page(STATE) == before


def test_the_page_sees_one_element_come_and_go_and_nothing_else(browser: Browser, site: Site) -> None:
    browser.open(site.add("/lived-in", LIVED_IN))
    browser.page(LIVE_IN_IT)
    browser.click()
    browser.wait_view()
    assert set(browser.page("window.seen")) <= {"childList:HTML", "attributes:GOLDLEAF-VIEW"}
    assert browser.page("document.querySelector('goldleaf-view').shadowRoot") is None
    browser.click()
    browser.wait_closed()
    assert set(browser.page("window.seen")) <= {"childList:HTML", "attributes:GOLDLEAF-VIEW"}


@pytest.mark.parametrize("way", ["escape", "button"])
def test_the_view_can_be_left_from_inside(browser: Browser, site: Site, way: str) -> None:
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_view()
    if way == "escape":
        browser.press("Escape")
    else:
        browser.view("document.getElementById('close').click()")
    browser.wait_closed()


def test_the_page_cannot_be_scrolled_behind_the_view(browser: Browser, site: Site) -> None:
    browser.open(site.add("/lived-in", LIVED_IN))
    browser.page("scrollTo({top: 500, behavior: 'instant'})")
    browser.click()
    browser.wait_view()
    browser.page("scrollTo({top: 2500, behavior: 'instant'})")
    until(lambda: browser.page("scrollY") == 500, "the page stays scrolled")


def test_tab_goes_round_inside_the_view(browser: Browser, site: Site) -> None:
    browser.open(site.add("/story", story("<a href='/x'>behind</a>")))
    browser.click()
    browser.wait_view()
    stops = []
    for _ in range(4):
        browser.press("Tab")
        stops.append(browser.view("document.activeElement.id || document.activeElement.localName"))
    assert stops == ["close", "look", "close", "look"]


def test_a_modal_that_the_page_opens_later_stays_below(browser: Browser, site: Site) -> None:
    browser.open(site.add("/modal", story("<dialog id=d>Subscribe!</dialog>")))
    browser.click()
    browser.wait_view()
    browser.page("document.getElementById('d').showModal()")
    until(
        lambda: (
            browser.page("document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.localName")
            == "goldleaf-view"
        ),
        "the page's modal lies above",
    )
    assert browser.title() == "The clock on the corn exchange"


HOLDS = {
    "strict policy": ({"Content_Security_Policy": "default-src 'none'", "X_Frame_Options": "DENY"}, ""),
    "trusted types": (
        {"Content_Security_Policy": "require-trusted-types-for 'script'; trusted-types 'none'"},
        "",
    ),
    "isolated": (
        {"Cross_Origin_Opener_Policy": "same-origin", "Cross_Origin_Embedder_Policy": "require-corp"},
        "",
    ),
    "hostile styles": (
        {},
        "<style>* { display: none !important; opacity: 0 !important; all: unset !important }</style>",
    ),
    "open modal": ({}, "<dialog id=d>Cookies?</dialog><script>d.showModal()</script>"),
    "clobbered": (
        {},
        "<form><input name=attributes><input name=firstChild></form><img name=body>"
        "<img name=documentElement>",
    ),
}


@pytest.mark.parametrize("kind", HOLDS)
def test_difficult_pages_hold_the_view(browser: Browser, site: Site, kind: str) -> None:
    headers, extra = HOLDS[kind]
    browser.open(site.add("/difficult", story(extra), **headers))
    browser.click()
    browser.wait_view()
    assert browser.title() == "The clock on the corn exchange"
    assert browser.view("document.querySelector('h1').getBoundingClientRect().width") > 0
    assert (
        browser.page("document.elementFromPoint(innerWidth / 2, innerHeight / 2).localName")
        == "goldleaf-view"
    )


def test_a_page_that_clears_its_body_keeps_the_view(browser: Browser, site: Site) -> None:
    browser.open(site.add("/clears", story()))
    browser.click()
    browser.wait_view()
    browser.page("void (document.body.innerHTML = '')")
    assert browser.title() == "The clock on the corn exchange"


def test_a_view_removed_once_comes_back(browser: Browser, site: Site) -> None:
    browser.open(site.add("/removes", story()))
    browser.click()
    browser.wait_view()
    browser.page("document.querySelector('goldleaf-view').remove()")
    until(browser.is_open, "the view did not come back")
    browser.wait_view()
    assert browser.title() == "The clock on the corn exchange"


REMOVER = "<script>setInterval(() => document.querySelector('goldleaf-view')?.remove(), 5)</script>"


@pytest.mark.parametrize(
    ("headers", "extra"),
    [
        ({"Content_Security_Policy": "default-src 'none'; sandbox"}, ""),
        ({"Content_Security_Policy": "sandbox allow-scripts"}, ""),
        ({}, REMOVER),
    ],
    ids=["sandboxed", "sandboxed with scripts", "removes it"],
)
def test_where_the_view_cannot_hold_a_tab_shows_the_article(
    browser: Browser, site: Site, headers: dict[str, str], extra: str
) -> None:
    address = site.add("/hostile", story(extra), **headers)
    browser.open(address)
    browser.click()
    browser.wait_tab()
    assert browser.page("document.querySelector('h1').textContent") == "The clock on the corn exchange"
    assert len([url for url in browser.tabs() if READER in url]) == 1
    # Here, too, a second click leads back.
    browser.click()
    until(lambda: browser.tabs() == [address], f"the reader tab stays: {browser.tabs()}")


def test_an_article_that_was_replaced_by_the_page_moves_to_a_tab(browser: Browser, site: Site) -> None:
    browser.open(site.add("/rewritten", story()))
    browser.click()
    browser.wait_view()
    browser.page("void setInterval(() => document.querySelector('goldleaf-view')?.remove(), 5)")
    browser.wait_tab()
    assert browser.page("document.querySelector('h1').textContent") == "The clock on the corn exchange"


def test_a_reloaded_tab_says_that_its_article_is_gone(browser: Browser, site: Site) -> None:
    address = site.add("/hostile", story(), Content_Security_Policy="sandbox")
    browser.open(address)
    browser.click()
    browser.wait_tab()
    browser.page("void location.reload()")
    until(lambda: browser.tab_notice() == "gone", "no notice after the reload")
    assert browser.page("document.querySelector('.notice a.button').href") == address
