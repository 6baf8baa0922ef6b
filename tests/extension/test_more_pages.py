"""An article that goes on elsewhere: one button loads the rest, through the page, and shows it whole."""

from __future__ import annotations

import pytest

from .harness.base import Browser, until
from .harness.http import Answer, FakeGoldleaf, Request, Site, refusal, reply
from .pages import story

pytestmark = pytest.mark.browser

BUTTON = "document.querySelector('#more')"


class Serial:
    """Answers as the server does for a story of so many pages, told by ``?page=``."""

    def __init__(self, site: Site, pages: int) -> None:
        """Put the story up."""
        self.site = site
        self.pages = pages
        site.add("/serial", story())

    def address(self, number: int) -> str:
        """The address of a page."""
        return self.site.url("/serial" + (f"?page={number}" if number > 1 else ""))

    def read(self, request: Request) -> Answer:
        """The article of what was sent, and where it goes on."""
        sent = request.json()
        urls = [sent["url"], *(page["url"] for page in sent.get("pages", []))]
        last = int(urls[-1].split("page=")[1]) if "page=" in urls[-1] else 1
        body = "".join(f"<p>Read from {url}.</p>" for url in urls)
        long = "<blockquote><p>And so it went on for a while.</p></blockquote>" * 40
        html = f'<article class="gl-article"><h1>Serial</h1><div class="gl-body">{long}{body}</div></article>'
        further = self.address(last + 1) if last < self.pages else None
        return reply(
            200, {"html": html, "title": "Serial", "lang": "en", "url": urls[0], "next_page": further}
        )


def paragraphs(browser: Browser) -> int:
    """How many pages the view shows."""
    return int(browser.view("document.querySelectorAll('.gl-body > p').length"))


def status(browser: Browser) -> str:
    """What the line below the button says."""
    return str(browser.view("document.querySelector('.more-status')?.textContent ?? ''"))


def test_the_rest_is_loaded_with_one_click_and_shown_in_the_same_view(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    serial = Serial(site, 3)
    goldleaf.behaviour.read = serial.read
    browser.open(serial.address(1))
    browser.click()
    browser.wait_view()
    assert browser.view(f"{BUTTON}.textContent") == "Load the remaining pages"
    assert [request.path for request in site.requests if "page=" in request.path] == []
    browser.view(f"{BUTTON}.click()")
    until(lambda: paragraphs(browser) == 3, "the pages don't come")
    assert browser.view(BUTTON) is None
    assert [request.path for request in site.requests if "page=" in request.path] == [
        "/serial?page=2",
        "/serial?page=3",
    ]
    whole = goldleaf.reads()[-1].json()
    assert [page["url"] for page in whole["pages"]] == [serial.address(2), serial.address(3)]
    assert "corn exchange" in whole["html"]
    assert "goldleaf-view" not in whole["html"]
    browser.click()
    browser.wait_closed()


def test_an_article_that_ends_has_no_button(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    goldleaf.behaviour.read = Serial(site, 1).read
    browser.open(site.url("/serial"))
    browser.click()
    browser.wait_view()
    assert browser.view(BUTTON) is None


def test_a_page_of_another_site_is_not_offered(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    def elsewhere(request: Request) -> Answer:
        return reply(
            200,
            {"html": "<article><p>Text.</p></article>", "next_page": "http://other.localhost/serial?page=2"},
        )

    goldleaf.behaviour.read = elsewhere
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_view()
    assert browser.view(BUTTON) is None


def test_a_page_that_does_not_come_is_told_and_can_be_tried_again(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    serial = Serial(site, 2)
    goldleaf.behaviour.read = serial.read
    browser.open(serial.address(1))
    browser.click()
    browser.wait_view()
    put_up = site.pages.pop("/serial")
    browser.view(f"{BUTTON}.click()")
    until(lambda: status(browser).startswith("The next page didn"), "nothing is said")
    assert paragraphs(browser) == 1
    site.pages["/serial"] = put_up
    browser.view(f"{BUTTON}.click()")
    until(lambda: paragraphs(browser) == 2, "the second try does nothing")


def test_a_server_that_went_away_is_told(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    serial = Serial(site, 2)
    goldleaf.behaviour.read = serial.read
    browser.open(serial.address(1))
    browser.click()
    browser.wait_view()
    goldleaf.behaviour.read = lambda request: refusal(500, "internal")
    browser.view(f"{BUTTON}.click()")
    until(lambda: "server" in status(browser), "nothing is said")
    assert paragraphs(browser) == 1


def test_no_more_than_twenty_pages_are_loaded_at_once(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    serial = Serial(site, 30)
    goldleaf.behaviour.read = serial.read
    browser.open(serial.address(1))
    browser.click()
    browser.wait_view()
    browser.view(f"{BUTTON}.click()")
    until(lambda: paragraphs(browser) == 21, "the pages don't come")
    assert len([request for request in site.requests if "page=" in request.path]) == 20


def test_the_view_stays_where_it_was_read(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    serial = Serial(site, 2)
    goldleaf.behaviour.read = serial.read
    browser.open(serial.address(1))
    browser.resize(400, 300)
    browser.click()
    browser.wait_view()
    browser.view("scrollTo({top: 60, behavior: 'instant'})")
    browser.view(f"{BUTTON}.click()")
    until(lambda: paragraphs(browser) == 2, "the pages don't come")
    assert browser.view("scrollY") == 60
    browser.resize(1000, 800)


@pytest.mark.parametrize(
    ("content_type", "meta"),
    [("text/html; charset=windows-1252", ""), ("text/html", '<meta charset="windows-1252">')],
    ids=["header", "meta"],
)
def test_a_page_is_read_in_its_own_encoding(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf, content_type: str, meta: str
) -> None:
    serial = Serial(site, 2)
    goldleaf.behaviour.read = serial.read
    browser.open(serial.address(1))
    browser.click()
    browser.wait_view()
    site.add("/serial", f"{meta}<p>Käthe läßt grüßen.</p>".encode("windows-1252"), Content_Type=content_type)
    browser.view(f"{BUTTON}.click()")
    until(lambda: paragraphs(browser) == 2, "the pages don't come")
    assert "Käthe läßt grüßen." in goldleaf.reads()[-1].json()["pages"][0]["html"]
