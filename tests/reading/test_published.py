"""The date of publication: its sources in order, and the dates on a page that are something else."""

from __future__ import annotations

import json

import goldleaf
import pytest
from goldleaf.reading.dates import iso_date
from goldleaf.reading.months import month_number
from goldleaf.reading.written_dates import date_in

from .pages import PARAGRAPHS, TITLE, page, story

ADDRESS = "https://tidewater.example/sea/light"


def _date(
    before: str = "", head: str = "", after: str = "", url: str = ADDRESS, html: str = ""
) -> str | None:
    return goldleaf.read(page(before + story() + after, head=head, html=html), url).published


def _item(**fields: object) -> str:
    item = {"@context": "https://schema.org", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18th Dec 2020", "2020-12-18"),
        ("Essay - Published: 2020.12.17 | sea", "2020-12-17"),
        ("#1 2020-11-01 15:14:37", "2020-11-01"),
        ("2023 Jan 7;15(1)", "2023-01-07"),
        ("1º de abril de 2020", "2020-04-01"),
        ("12 września 2021", "2021-09-12"),
        ("2 июня 2020 г.", "2020-06-02"),
        ("29 Ekim 2020", "2020-10-29"),
        ("8 Οκτωβρίου 2021", "2021-10-08"),
        ("3 مارس 2021", "2021-03-03"),
        ("٣ مارس ٢٠٢١", "2021-03-03"),
        ("3 במרץ 2021", "2021-03-03"),
        ("15 जनवरी 2022", "2022-01-15"),
        ("2021. 3. 4.", "2021-03-04"),
        ("ngày 3 tháng 3, 2021", "2021-03-03"),
        ("20 Dec 2020, 11:59", "2020-12-20"),
        ("Call 555-12-2020 now", None),
        ("1999 Tower 5", None),
        ("10.1.2.2020", None),
    ],
)
def test_written_dates(text: str, day: str | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("lang", "day"),
    [
        ("de", "2020-05-04"),
        ("fr-CA", "2020-05-04"),
        ("en-GB", "2020-05-04"),
        ("en-US", "2020-04-05"),
        ("en", None),
        (None, None),
    ],
)
def test_the_language_orders_day_and_month(lang: str | None, day: str | None) -> None:
    assert date_in("04/05/2020", lang) == day


def test_months_are_known_with_and_without_accents() -> None:
    assert [month_number(name) for name in ("März", "maerz", "FÉVRIER", "fevrier", "Sept.", "мая")] == [
        3, 3, 2, 2, 9, 5
    ]  # fmt: skip
    assert month_number("Ada") is None


def test_seconds_since_1970_are_a_date() -> None:
    assert iso_date("1614834367") == "2021-03-04T05:06:07+00:00"
    assert iso_date("1614834367000") == "2021-03-04T05:06:07+00:00"
    assert iso_date("x" * 10_000) is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (_item(**{"@type": "BlogPosting", "datePublished": "2021-03-04"}), "2021-03-04"),
        (_item(**{"@type": "Article", "dateCreated": "2021-03-04"}), "2021-03-04"),
        ('<meta name="DCTERMS.issued" content="2021-03-04">', "2021-03-04"),
        ('<meta name="citation_online_date" content="2021/03/04">', "2021-03-04"),
        (_item(**{"@type": "WebPage", "datePublished": "2021-03-04"}), None),
        (_item(**{"@type": "Article", "dateModified": "2021-03-04"}), None),
        ('<meta property="article:modified_time" content="2021-03-04">', None),
    ],
)
def test_stated_dates_count_where_they_are_the_articles(head: str, day: str | None) -> None:
    assert _date(head=head) == day


def test_the_date_of_the_page_counts_where_the_page_shows_it() -> None:
    head = _item(**{"@type": "WebPage", "datePublished": "2021-03-04T05:00:00+01:00"})
    assert _date("<p>4 March 2021</p>", head) == "2021-03-04T05:00:00+01:00"
    assert _date(head=head, url="https://tidewater.example/2021/03/light") == "2021-03-04T05:00:00+01:00"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>4 March 2021</p>",
        '<p>By Ada Quill on <time datetime="2021-03-04T05:06:07Z">Thursday</time></p>',
        '<aside><time datetime="2021-03-04">a while ago</time></aside>',
        "<p>Posted March 4, 2021, updated June 9, 2022</p>",
        f"<p>{PARAGRAPHS[1]}</p><p>March 4, 2021</p>",
        '<p itemprop="datePublished">March 4, 2021</p>',
        '<time pubdate datetime="2021-03-04">a while ago</time>',
    ],
)
def test_dates_beside_the_headline(markup: str) -> None:
    assert (_date(markup) or "")[:10] == "2021-03-04"


def test_a_date_behind_the_text_counts_where_it_says_what_it_is() -> None:
    assert _date(after='<div class="post-date">Posted on 4 March 2021</div>') == "2021-03-04"


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="comments"><p>4 March 2021</p></div>',
        '<div class="related"><h3><a href="/b">The sheep that went to sea</a></h3><p>4 March 2021</p></div>',
        "<dl><dt>Ada Quill</dt><dd>Joined: 4 March 2021</dd></dl>",
        "<p>Member since 4 March 2021</p>",
    ],
)
def test_dates_of_something_else(markup: str) -> None:
    assert _date(markup) is None
    assert _date(after=markup) is None


def test_no_date_is_made_of_a_copyright_line() -> None:
    assert _date(after="</article><footer><p>© 4 March 2021 The Tidewater Post</p></footer><article>") is None


def test_the_address_has_a_date() -> None:
    assert _date(url="https://tidewater.example/2021/03/04/light") == "2021-03-04"
    assert _date(url="https://tidewater.example/20210304-light") == "2021-03-04"
    assert _date(url="https://tidewater.example/2021/13/44/light") is None
    assert _date(url="https://tidewater.example/item/9320210304551") is None


def test_a_time_in_utc_gives_way_to_the_sites_own_calendar() -> None:
    head = '<meta property="article:published_time" content="2021-03-05T02:00:00Z">'
    assert _date("<p>March 4, 2021</p>", head) == "2021-03-04"
    assert _date("<p>March 9, 2021</p>", head) == "2021-03-05T02:00:00+00:00"


def test_the_last_change_stated_as_publication_gives_way_to_the_date_shown() -> None:
    saved = _item(**{"@type": "Article", "datePublished": "2022-06-09", "dateModified": "2022-06-09"})
    assert _date("<p>March 4, 2021</p>", saved) == "2021-03-04"
    assert _date("", saved) == "2022-06-09"


def test_a_front_page_has_no_date() -> None:
    head = '<meta property="article:published_time" content="2021-03-04">'
    assert _date(head=head, url="https://tidewater.example/") is None


def test_the_first_of_many_dates_of_one_shape_is_a_lists() -> None:
    rows = "".join(f'<p class="when">{day} March 2021</p><p>{PARAGRAPHS[day % 4]}</p>' for day in range(3, 9))
    assert _date(rows) is None


def test_dates_of_replies_in_microdata_are_passed_over() -> None:
    reply = (
        '<section itemscope itemtype="https://schema.org/Comment"><p>Baa.</p>'
        '<span itemprop="datePublished">2021-03-04</span></section>'
    )
    assert _date(after=reply) is None


@pytest.mark.parametrize(
    ("head", "url", "day"),
    [
        ("", "https://tidewater.example/a", None),
        ("", "https://tidewater.co.uk/a", "2021-04-03"),
        ("", "https://tidewater.gov/a", "2021-03-04"),
        ("", "https://tidewater.io/a", None),
        ('<meta property="og:locale" content="en_US">', "https://tidewater.example/a", "2021-03-04"),
        ('<meta property="og:locale" content="en_AU">', "https://tidewater.example/a", "2021-04-03"),
    ],
)
def test_the_country_orders_day_and_month_in_english(head: str, url: str, day: str | None) -> None:
    assert _date("<p>03/04/2021</p>", head, url=url, html=' lang="en"') == day


def test_teasers_behind_the_text_have_dates_of_the_same_shape() -> None:
    teasers = "".join(f'<p class="when">{day} May 2021</p>' for day in range(3, 9))
    assert _date('<p class="when">4 March 2021</p>', after=f"<h2>More</h2>{teasers}") == "2021-03-04"
