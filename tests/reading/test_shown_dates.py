"""Dates that the page shows: labelled, kept in attributes, earlier than what is stated."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, story

ADDRESS = "https://tidewater.example/sea/light"
LATER = '<meta property="article:published_time" content="2024-05-06T10:00:00Z">'


def _date(before: str = "", head: str = "", after: str = "", url: str = ADDRESS) -> str | None:
    return goldleaf.read(page(before + story() + after, head=head, html=' lang="en"'), url).published


@pytest.mark.parametrize("label", ["Published", "Publish date:", "Veröffentlicht am", "Publié le", "公開日"])
@pytest.mark.parametrize("tag", ["h4", "p", "div"])
def test_a_date_behind_a_line_that_announces_it_counts_anywhere(label: str, tag: str) -> None:
    box = f"<aside><{tag}>{label}</{tag}><div>3 March 2021</div></aside>"
    assert _date(after=box) == "2021-03-03"


@pytest.mark.parametrize("label", ["Published by", "Joined", "Posted by Ada", "Related", "Events"])
def test_other_lines_announce_no_date(label: str) -> None:
    assert _date(after=f"<aside><h4>{label}</h4><div>3 March 2021</div></aside>") is None


def test_in_a_list_of_other_texts_nothing_is_announced() -> None:
    box = '<div class="related-posts"><h4>Published</h4><div>3 March 2021</div></div>'
    assert _date(after=box) is None


@pytest.mark.parametrize(
    "line",
    [
        '<p><time datetime="2021-03-03T10:00:00Z">3 hours ago</time></p>',
        '<p><span title="3 March 2021 at 10:00">vor 3 Stunden</span></p>',
        '<p><abbr title="2021-03-03T10:00:00+0000">il y a 3 heures</abbr></p>',
        '<div><span data-timestamp="1614765600">3 時間前</span></div>',
        '<p><time-ago ts="2021-03-03T10:00:00.000000+0000">hace 3 horas</time-ago></p>',
    ],
)
def test_how_long_ago_is_told_by_the_attribute_that_keeps_the_time(line: str) -> None:
    assert (_date(line) or "").startswith("2021-03-03")


@pytest.mark.parametrize(
    "line",
    [
        "<p>3 hours ago</p>",
        '<p><span title="A lamp on a lorry">3 hours ago</span></p>',
        '<p><a href="/sea" title="All of 3 March 2021">Sea</a></p>',
    ],
)
def test_without_one_there_is_no_date(line: str) -> None:
    assert _date(line) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>3 March 2021</p>", "2021-03-03"),
        ("<p>Published 3 March 2021</p>", "2021-03-03"),
        ('<p class="date">3 March 2021</p>', "2021-03-03"),
        ("<p>5 May 2024</p>", "2024-05-05"),
        ("<p>Updated 3 March 2021</p>", "2024-05-06"),
        ("<p>3 July 2024</p>", "2024-05-06"),
        ("<p>The lamp went out on 3 March 2021, and was lit again</p>", "2024-05-06"),
        ("<figure><img src='/a.jpg'><figcaption>3 March 2021</figcaption></figure>", "2024-05-06"),
    ],
)
def test_a_date_shown_goes_before_a_later_one_that_is_stated(line: str, day: str) -> None:
    assert (_date(line, LATER) or "")[:10] == day


def test_a_headline_that_speaks_of_a_day_is_not_dated_by_it() -> None:
    html = page(head=LATER).replace("The lighthouse that moved inland", "The night of 3 March 2021")
    assert (goldleaf.read(html, ADDRESS).published or "")[:10] == "2024-05-06"


def test_a_month_named_in_the_address_counts_like_a_number() -> None:
    assert _date(url="https://tidewater.example/2021/march/03/light") == "2021-03-03"
    assert _date(url="https://tidewater.example/2021/lamps/03/light") is None


def test_the_date_right_behind_the_name_stays_where_the_text_has_others() -> None:
    dated = "".join(f"<p>The {n} lamp was lit on {n} March 2019.</p>" for n in range(3, 7))
    assert _date(f"<p>by Ada · Dec 20, 2020 at 3:00 am</p>{dated}") == "2020-12-20"


def test_a_post_that_was_changed_keeps_the_day_on_which_it_was_made() -> None:
    changed = "(This post was last modified: 2024-01-05, 03:27 AM by Ada Quill of the pier.)"
    line = f"<div>2019-02-23, 09:14 PM {changed}</div>"
    assert _date(line) == "2019-02-23"


@pytest.mark.parametrize("changed", ["Modified", "Last activity", "Last edited", "Active", "Last post by Bo"])
def test_of_a_question_the_day_it_was_asked_counts_and_not_the_last_change(changed: str) -> None:
    asked = '<div>Asked <time itemprop="dateCreated" datetime="2019-02-23T10:00:00">5 years ago</time></div>'
    since = f'<div>{changed} <span title="2024-01-05 03:27:00Z">2 months ago</span></div>'
    assert (_date(since + asked) or "")[:10] == "2019-02-23"
    shown = '<div>Asked <span title="2019-02-23 10:00:00Z">5 years ago</span></div>'
    assert (_date(since + shown) or "")[:10] == "2019-02-23"
