"""Title, byline, date and the rest, from each place where pages state them."""

from __future__ import annotations

import json

import goldleaf
import pytest
from goldleaf.reading.byline import clean_byline
from goldleaf.reading.dates import iso_date
from goldleaf.reading.site_name import SiteNames
from goldleaf.reading.sources import Sources
from goldleaf.reading.titles import without_site
from goldleaf.reading.written_dates import date_in
from lxml.html import document_fromstring

from .pages import TITLE, page, story


def _with(head: str = "", before: str = "", **kwargs: str) -> goldleaf.Article:
    return goldleaf.read(page(before + story(), head=head, **kwargs), "https://tidewater.example/light")


def _names(site: str | None) -> SiteNames:
    stated = f'<meta property="og:site_name" content="{site}">' if site else ""
    return SiteNames(Sources(document_fromstring(f"<head>{stated}</head><body></body>")), None)


def _json_ld(**item: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def test_json_ld_states_everything() -> None:
    article = _with(
        _json_ld(
            **{
                "@context": "https://schema.org",
                "@graph": [
                    {"@type": "WebSite", "name": "Wrong"},
                    {
                        "@type": ["NewsArticle"],
                        "headline": TITLE,
                        "author": [
                            {"@type": "Person", "name": "Ada Quill"},
                            {"@type": "Person", "name": "Bo Reed"},
                        ],
                        "datePublished": "2021-03-04T05:06:07Z",
                        "publisher": {"@type": "Organization", "name": "The Tidewater Post"},
                        "image": {"@type": "ImageObject", "url": "/tower.jpg"},
                        "description": "A lamp goes on a lorry.",
                        "inLanguage": "en-GB",
                    },
                ],
            }
        )
    )
    assert article.title == TITLE
    assert article.byline == "Ada Quill, Bo Reed"
    assert article.published == "2021-03-04T05:06:07+00:00"
    assert article.site_name == "The Tidewater Post"
    assert article.lead_image == "https://tidewater.example/tower.jpg"
    assert article.excerpt == "A lamp goes on a lorry."
    assert (article.lang, article.dir) == ("en-GB", "ltr")


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[1, 2",
        '{"@type": "NewsArticle", "author": null,}',
        "[[[[[",
        '{"@graph": 3}',
        '{"@type": {}}',
        "null",
        '"text"',
    ],
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    article = _with(
        f'<script type="application/ld+json">{broken}</script><meta name="author" content="Ada Quill">'
    )
    assert article.byline == "Ada Quill"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-03-04">',
        '<meta name="DC.date.issued" content="2021-03-04">',
        '<meta itemprop="datePublished" content="20210304">',
        '<meta name="parsely-pub-date" content="Thu, 04 Mar 2021 00:00:00 +0000">',
        '<meta name="citation_publication_date" content="2021/03/04">',
    ],
)
def test_meta_elements_state_the_date(head: str) -> None:
    assert (_with(head).published or "")[:10] == "2021-03-04"


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="byline">By <a rel="author" href="/a">Ada Quill</a> | <time '
        'datetime="2021-03-04">4 March</time></p>',
        '<div class="meta"><span itemprop="author">Ada Quill</span>, 4 March 2021</div>',
        '<p>By Ada Quill</p><p class="posted-on">March 4, 2021</p>',
        '<p class="author">von Ada Quill</p><p>4. März 2021</p>',
    ],
)
def test_what_the_page_shows_is_read(markup: str) -> None:
    article = _with(before=markup)
    assert article.byline == "Ada Quill"
    assert (article.published or "")[:10] == "2021-03-04"
    assert "Ada Quill" not in article.text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3 March 2021", "2021-03-03"),
        ("Posted on Mar 3, 2021 by Ada", "2021-03-03"),
        ("am 12. Dezember 2019", "2019-12-12"),
        ("le 1er août 2020", "2020-08-01"),
        ("5 de mayo de 2018", "2018-05-05"),
        ("2019年2月15日", "2019-02-15"),
        ("2021년 3월 4일", "2021-03-04"),
        ("12.10.2020", "2020-10-12"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("04/05/2020", None),
        ("31 February 2020", None),
        ("In 2020 there were 12 of them", None),
        ("Version 3.12.2021.4", None),
    ],
)
def test_shown_dates_are_read_where_they_mean_one_day(text: str, date: str | None) -> None:
    assert date_in(text) == date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2021-03-04", "2021-03-04"),
        ("2021-03-04T05:06+0200", "2021-03-04T05:06:00+02:00"),
        ("2021-03-04 05:06:07.123Z", "2021-03-04T05:06:07+00:00"),
        ("March 4, 2021", "2021-03-04"),
        ("2021-13-40", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_stated_dates_become_iso(value: str | None, date: str | None) -> None:
    assert iso_date(value) == date


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("By Ada Quill", "Ada Quill"),
        ("von Ada Quill", "Ada Quill"),
        ("作者：王小明", "王小明"),
        ("https://example.org/ada", None),
        ("admin", None),
        ("ada@example.org", None),
        ("", None),
    ],
)
def test_bylines_are_names(raw: str, name: str | None) -> None:
    assert clean_byline(raw) == name


@pytest.mark.parametrize(
    ("title", "site", "clean"),
    [
        ("Rain is coming | The Post", "The Post", "Rain is coming"),
        ("The Post - Rain is coming", "The Post", "Rain is coming"),
        ("Rain is coming to the coast - Weather", None, "Rain is coming to the coast"),
        ("Rain: a history", None, "Rain: a history"),
        ("Self-portrait with rain", None, "Self-portrait with rain"),
    ],
)
def test_the_sites_name_is_cut_off(title: str, site: str | None, clean: str) -> None:
    assert without_site(title, _names(site)) == clean


def test_the_title_is_the_heading_where_two_statements_agree() -> None:
    article = _with('<meta property="og:title" content="Lighthouse news: lamp on a lorry!">')
    assert article.title == TITLE


def test_right_to_left_is_known_by_its_language_or_its_letters() -> None:
    hebrew = "<p>" + "המגדלור עבר אל תוך היבשה, והכבשים הביטו בו בתמיהה גדולה ובשתיקה. " * 6 + "</p>"
    stated = goldleaf.read(page(hebrew * 3, html=' lang="he"'))
    unstated = goldleaf.read(page(hebrew * 3))
    assert (stated.dir, unstated.dir) == ("rtl", "rtl")
    assert 'dir="rtl"' in unstated.html
