"""Dates in the article's header: written out in its language, and never on another day."""

from __future__ import annotations

import pytest

from .harness.base import Browser
from .harness.chromium import Chromium
from .harness.firefox import Firefox
from .harness.http import TOKEN, FakeGoldleaf, Site
from .pages import story
from .sample import answer_with, sample_article

pytestmark = pytest.mark.browser

DATE = "document.querySelector('time.gl-date')"


def show(browser: Browser, site: Site, goldleaf: FakeGoldleaf, datetime: str, lang: str) -> str:
    """Read a page that was published then; the date as it is shown."""
    shown = f'<time class="gl-date" datetime="{datetime}" dir="ltr">{datetime[:10]}</time>'
    before, _, rest = sample_article("data:,").partition("<time")
    html = before + shown + rest.partition("</time>")[2]
    goldleaf.behaviour.read = answer_with(html, lang=lang)
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_view()
    assert browser.view(f"{DATE}.getAttribute('datetime')") == datetime
    return str(browser.view(f"{DATE}.textContent"))


@pytest.mark.parametrize(
    ("datetime", "lang", "text"),
    [
        ("2025-02-09", "en-GB", "9 February 2025"),
        ("2025-02-09", "en-US", "February 9, 2025"),
        ("2025-02-09", "de", "9. Februar 2025"),
        ("2025-02-09", "fr-CA", "9 février 2025"),
        ("2025-02-09", "ja", "2025年2月9日"),
        ("2025-02", "de", "Februar 2025"),
        ("2025", "de", "2025"),
        # The day is the publisher's, wherever the reader is.
        ("2024-12-31T23:59:59-11:00", "de", "31. Dezember 2024"),
        ("2025-01-01T00:00:00+14:00", "de", "1. Januar 2025"),
        ("2025-01-01T00:00:00Z", "de", "1. Januar 2025"),
        ("0850-03-04", "de", "4. März 850"),
    ],
)
def test_a_date_is_written_in_the_articles_language(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf, datetime: str, lang: str, text: str
) -> None:
    assert show(browser, site, goldleaf, datetime, lang) == text
    assert str(browser.view(f"{DATE}.lang")).split("-")[0] == lang.split("-")[0]


@pytest.mark.parametrize("lang", ["", "no language", "qaa"])
def test_without_a_language_that_is_known_it_is_the_browsers(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf, lang: str
) -> None:
    shown = show(browser, site, goldleaf, "2025-02-09", lang)
    assert shown == browser.view(
        "new Intl.DateTimeFormat([...navigator.languages], "
        "{year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC'}).format(Date.UTC(2025, 1, 9))"
    )
    assert shown != "2025-02-09"


@pytest.mark.parametrize("datetime", ["2025-13-01", "2025-02-30", "2025-00-10", "last week", "20250209"])
def test_what_is_no_date_stays_as_it_came(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf, datetime: str
) -> None:
    assert show(browser, site, goldleaf, datetime, "en") == datetime[:10]
    assert browser.view(f"{DATE}.dir") == "ltr"


@pytest.mark.parametrize("kind", [Chromium, Firefox])
def test_a_day_without_a_time_is_the_same_day_west_of_greenwich(
    monkeypatch: pytest.MonkeyPatch, site: Site, goldleaf: FakeGoldleaf, kind: type[Chromium | Firefox]
) -> None:
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    browser = kind()
    try:
        browser.worker(f"chrome.storage.local.set({{server: '{goldleaf.origin}', token: '{TOKEN}'}})")
        assert show(browser, site, goldleaf, "2025-02-09", "de") == "9. Februar 2025"
        assert browser.view("new Date('2025-02-09').getDate()") == 8, "the browser is not where it should be"
    finally:
        browser.quit()
