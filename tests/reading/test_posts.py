"""Posts are found by what repeats, whatever the markup, and their words parted from what is around them."""

from __future__ import annotations

import pytest
from goldleaf.reading.blocks import Page
from goldleaf.reading.post_heads import Head, heads_of
from goldleaf.reading.posts import Post, find_posts
from goldleaf.reading.segment import segment
from lxml.html import document_fromstring

from .boards import DAYS, NAMES, SAID, answer, bulletin, comment, four, reply, table_row, thread


def cut(posts: str, tag: str = "div") -> Page:
    """The thread, segmented."""
    return segment(document_fromstring(thread(posts, tag)))


def words(page: Page, post: Post) -> str:
    """What was said in a post."""
    return " ".join(page.blocks[index].text for index in post.body if page.blocks[index].text)


@pytest.mark.parametrize(
    ("posts", "tag", "depths"),
    [
        (four(bulletin), "div", [0, 0, 0, 0]),
        (four(table_row), "table", [0, 0, 0, 0]),
        (reply(0), "ol", [0, 1, 2, 3]),
        (four(answer), "div", [0, 0, 0, 0]),
    ],
    ids=["bulletin", "table", "replies", "answers"],
)
def test_each_post_has_its_words_its_author_and_its_day(posts: str, tag: str, depths: list[int]) -> None:
    page = cut(posts, tag)
    found = find_posts(page)
    assert [post.depth for post in found] == depths
    heads = heads_of(page, found)
    assert [head.author for head in heads] == list(NAMES)
    assert [(head.published or "")[:10] for head in heads] == list(DAYS)
    for post, said in zip(found, SAID, strict=True):
        assert words(page, post).endswith(said)
        assert not any(
            label in words(page, post) for label in ("Joined", "windmill", "Reply", "1312", "Old Tom")
        )


def test_a_quotation_stays_in_the_post_and_is_no_post() -> None:
    page = cut(four(bulletin))
    assert all("not at all" in words(page, post) for post in find_posts(page))


def test_comments_stand_in_the_answer_that_they_are_on() -> None:
    notes = comment("Mine had a crack in the membrane.") + comment(
        "And mine had rust under the valve, of all things."
    )
    page = cut(answer(0) + answer(1, notes) + answer(2) + answer(3, notes))
    found = find_posts(page)
    assert [post.depth for post in found] == [0, 0, 1, 1, 0, 0, 1, 1]
    assert heads_of(page, found)[2] == Head("Kit", "2021-04-01T10:00:00+00:00", "Apr 1, 2021")
    assert words(page, found[1]) == SAID[1]
    assert words(page, found[2]).startswith("Mine had a crack")


def test_an_opening_post_may_have_a_shape_of_its_own() -> None:
    opening = (
        f"<section class='topic'><header><a href='/user/1'>marsh_edda</a> "
        f"<time datetime='2021-03-04'>4 March</time></header>"
        f"<div class='topic-text'><p>{SAID[0]}</p></div></section>"
    )
    page = cut(f"{opening}<div class='list'>{''.join(bulletin(number) for number in (1, 2, 3))}</div>")
    found = find_posts(page)
    assert [head.author for head in heads_of(page, found)] == list(NAMES)
    assert words(page, found[0]) == SAID[0]


def test_a_time_may_be_told_in_words_alone() -> None:
    made = four(bulletin)
    for day in DAYS:
        made = made.replace(
            f'<time\n        datetime="{day}T08:30:00+00:00">{day}</time>', "<time>vor 3 Stunden</time>"
        )
    page = cut(made)
    assert heads_of(page, find_posts(page)) == [Head(name, None, "vor 3 Stunden") for name in NAMES]


def test_a_short_reply_may_have_a_year_in_it() -> None:
    page = cut(four(bulletin).replace(SAID[2], "Mine is from 1987."))
    found = find_posts(page)
    assert len(found) == 4
    assert words(page, found[2]).endswith("Mine is from 1987.")


def test_a_name_that_nothing_marks_is_the_first_line_that_differs() -> None:
    made = "".join(
        f"<div class='b{number % 2} box'><div class='xa'>Guest</div><div class='xb'>{NAMES[number]} · "
        f"{DAYS[number]} 08:30</div><div class='xc'><p>{SAID[number]}</p></div><button>Reply</button></div>"
        for number in range(4)
    )
    page = cut(made)
    assert [head.author for head in heads_of(page, find_posts(page))] == list(NAMES)


def test_a_button_in_every_post_is_nobodys_name() -> None:
    made = "".join(
        f"<div class='box'><div class='xa'><a href='/r'>Reply</a> <time>3 h</time></div>"
        f"<div class='xc'><p>{SAID[number]}</p></div></div>"
        for number in range(4)
    )
    page = cut(made)
    assert heads_of(page, find_posts(page)) == [Head(None, None, "3 h")] * 4


def test_what_is_around_the_whole_page_may_call_itself_anything() -> None:
    whole = thread(four(bulletin)).replace("<body>", "<body class='fixed-nav-bar menu-open'>")
    assert len(find_posts(segment(document_fromstring(whole)))) == 4


def test_a_page_with_one_post_and_much_beside_it_is_no_thread() -> None:
    assert find_posts(cut(bulletin(0))) == []


def test_a_page_that_repeats_nothing_has_no_posts() -> None:
    single = f"<p>By <a href='/author/quill'>Lena Quill</a>, 4 March 2021</p><p>{SAID[0]}</p><p>{SAID[1]}</p>"
    assert find_posts(cut(single)) == []


def test_a_shelf_of_links_with_names_and_dates_has_no_posts() -> None:
    cards = "".join(
        f"<div class='card'><a href='/s/{i}'>A story about a well, and the people who dug it, {i}</a>"
        f"<a href='/author/{i}'>Writer {i}</a> <time datetime='2020-01-0{i}'>{i} January</time></div>"
        for i in range(1, 9)
    )
    assert find_posts(cut(cards)) == []


def test_replies_to_replies_and_thousands_beside_each_other_are_found() -> None:
    def made(number: int, inner: str = "") -> str:
        return (
            f"<div class='c'><a href='/u/{number}'>user {number}</a> <time>1 h</time>"
            f"<div class='w'>{SAID[1]}</div>{inner}</div>"
        )

    deep = ""
    for number in range(100):
        deep = made(number, deep)
    found = find_posts(cut(deep + "".join(made(number) for number in range(2000))))
    assert len(found) == 2100
    assert max(post.depth for post in found) == 99
