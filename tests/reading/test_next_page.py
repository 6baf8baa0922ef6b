"""The next page is one that the page links to, with this page's address but for a number."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, story

SITE = "https://tidewater.example"


def links(*made: tuple[str, str], current: int = 1) -> str:
    """A row of links to pages."""
    return (
        f"<nav class='pages'><span aria-current='page'>{current}</span>"
        + "".join(f"<a href='{href}'>{text}</a>" for href, text in made)
        + "</nav>"
    )


@pytest.mark.parametrize(
    ("url", "extra", "expected"),
    [
        ("/story", links(("/story?page=2", "2"), ("/story?page=3", "3")), "/story?page=2"),
        ("/story/", links(("/story/2/", "2")), "/story/2/"),
        ("/story.html", links(("story-2.html", "2")), "/story-2.html"),
        ("/story,42.html", links(("story,42-2.html", "2")), "/story,42-2.html"),
        (
            "/a/story/page/2/",
            links(("/a/story/", "1"), ("/a/story/page/3/", "3"), current=2),
            "/a/story/page/3/",
        ),
        ("/story-2.html", links(("story.html", "1"), ("story-3.html", "3"), current=2), "/story-3.html"),
        (
            "/t/wells.77/",
            links(("/t/wells.77/page-2", "2"), ("/t/wells.77/page-9", "9")),
            "/t/wells.77/page-2",
        ),
        ("/topic.php?t=5", links(("/topic.php?t=5&start=15", "2")), "/topic.php?t=5&start=15"),
        (
            "/topic.php?t=5&start=15",
            links(("/topic.php?t=5", "1"), ("/topic.php?t=5&start=30", "3"), current=2),
            "/topic.php?t=5&start=30",
        ),
        ("/story", "<a rel='next' href='/story?page=2#top'>More of this</a>", "/story?page=2"),
        ("/artikel", "<a href='/artikel?seite=2'>Nächste Seite</a>", "/artikel?seite=2"),
    ],
)
def test_a_page_behind_this_one_is_found(url: str, extra: str, expected: str) -> None:
    assert goldleaf.read(page(story(extra)), SITE + url).next_page == SITE + expected


@pytest.mark.parametrize(
    ("url", "extra"),
    [
        ("/story", ""),
        ("/story", "<a rel='next' href='/another-story'>Next story</a>"),
        ("/story", links(("https://elsewhere.example/story?page=2", "2"))),
        ("/news/41", "<a rel='next' href='/news/42'>Next story</a>"),
        ("/story-2.html", links(("story.html", "1"), current=2)),
        ("/story?page=3", links(("/story", "1"), ("/story?page=2", "2"), current=3)),
        ("/story", links(("/story?page=7", "7"))),
        ("/2021/03", links(("/2021/04", "April"))),
        ("/story", "<a rel='next' href='javascript:more()'>Next</a>"),
    ],
)
def test_what_is_no_next_page_is_none(url: str, extra: str) -> None:
    assert goldleaf.read(page(story(extra)), SITE + url).next_page is None


def test_a_next_page_in_the_head_counts() -> None:
    head = '<link rel="next" href="/story?page=2">'
    assert goldleaf.read(page(head=head), f"{SITE}/story").next_page == f"{SITE}/story?page=2"


def test_without_the_pages_address_nothing_is_told() -> None:
    assert goldleaf.read(page(story(links(("/story?page=2", "2"))))).next_page is None


def test_of_several_pages_the_last_ones_next_counts() -> None:
    first = page(story(links(("/story?page=2", "2"), ("/story?page=3", "3"))))
    other = page(
        "<p>The second winter was the worst, because the sheep had found out that the stairs were warm.</p>"
        "<p>Nobody had thought of a door, since no tower by the sea had ever needed to keep sheep out.</p>"
        + links(("/story", "1"), ("/story?page=3", "3"), current=2)
    )
    article = goldleaf.read(first, f"{SITE}/story", pages=[(other, f"{SITE}/story?page=2")])
    assert article.next_page == f"{SITE}/story?page=3"
    assert goldleaf.read(first, f"{SITE}/story", pages=[(other, None)]).next_page is None
