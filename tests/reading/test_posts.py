"""Posts are found by what repeats, whatever the markup, and their words parted from what is around them."""

from __future__ import annotations

import pytest
from goldleaf.reading.blocks import Page
from goldleaf.reading.post_heads import Head, heads_of
from goldleaf.reading.posts import Post, find_posts
from goldleaf.reading.segment import segment
from lxml.html import document_fromstring

SAID = (
    "The pump in our cellar starts every ten minutes, and nobody has opened a tap all day. Where do I look?",
    "Look at the air in the pressure tank first: when it is gone, every cup of water starts the pump again.",
    "It was the tank. Thank you!",
    "Before you buy another one, press the valve on top of it, and see whether water comes out of it.",
)
NAMES = ("marsh_edda", "Old Tom", "marsh_edda", "Lena Quill")
DAYS = ("2021-03-04", "2021-03-05", "2021-03-06", "2021-03-09")


def bulletin(number: int) -> str:
    """A post as many boards write it: panel, line of the date, words, signature, buttons."""
    return f"""
    <article class="message js-p{number}{" first" if not number else ""}" id="post-{number}">
      <div class="message-user"><a class="avatar" href="/members/{number}/">{NAMES[number][0]}</a>
        <h4 class="name"><a href="/members/{number}/" class="username">{NAMES[number]}</a></h4>
        <h5 class="rank">Well-known member</h5>
        <dl><dt>Joined</dt><dd>Nov 2, 2012</dd><dt>Posts</dt><dd>1,312</dd></dl></div>
      <div class="message-main"><div class="message-line"><a href="/t/1/post-{number}"><time
        datetime="{DAYS[number]}T08:30:00+00:00">{DAYS[number]}</time></a>
        <a href="/t/1/post-{number}">#{number}</a></div>
      <div class="message-body"><blockquote>somebody said in 2019: not at all</blockquote>
        <p>{SAID[number]}</p></div>
      <div class="signature">Two wells, one windmill and a very long garden hose, since 1987</div>
      <ul class="buttons"><li><a href="/r">Reply</a></li></ul></div></article>"""


def table_row(number: int) -> str:
    """A post as a row of a table without a single class, as boards of long ago wrote it."""
    return f"""<tr><td width="150"><b>{NAMES[number]}</b><br>Joined: 02 Nov 2012<br>Posts: 1312</td>
      <td><table><tr><td>Posted: {DAYS[number]} 08:30</td>
      <td><a href="reply.php?p={number}">Reply</a></td></tr>
      <tr><td><span>{SAID[number]}</span></td></tr></table></td></tr>"""


def reply(number: int) -> str:
    """A post with the replies to it inside, each a level deeper."""
    inner = f"<ol class='replies'>{reply(number + 1)}</ol>" if number + 1 < len(SAID) else ""
    return f"""<li class="note" id="n{number}"><div class="note-details">
      <div class="by"><a href="/u/{number}">{NAMES[number]}</a>
      <span class="age" title="{DAYS[number]} 08:30:00">{number + 2} years ago</span>
      <a href="#n{number}">link</a></div>
      <div class="note-text"><p>{SAID[number]}</p></div></div>{inner}</li>"""


def answer(number: int, comments: str = "") -> str:
    """A question or an answer, its author's card behind it."""
    return f"""<div class="{"question" if not number else "answer"}"><div class="layout">
      <div class="votes">12</div>
      <div class="cell"><div class="prose"><p>{SAID[number]}</p></div>
      <div class="card">answered <span class="when"
      title="{DAYS[number]} 08:30:00Z">{DAYS[number]}</span>
      <a href="/users/{number}/x">{NAMES[number]}</a></div></div>
      <div class="below"><ul class="notes">{comments}</ul></div></div></div>"""


def comment(words: str) -> str:
    """A comment on an answer."""
    return f"""<li class="comment"><div class="comment-line"><span class="copy">{words}</span>
      <div class="inline"><a href="/users/9/kit" class="comment-user">Kit</a></div>
      <span class="when" title="2021-04-01 10:00:00Z">Apr 1, 2021</span></div></li>"""


def thread(posts: str, tag: str = "div") -> Page:
    """A page with a thread and what stands around threads."""
    recent = "".join(
        f"<li class='recent'><a href='/t/{i}'>Another thread about wells, number {i}</a>"
        f"<a href='/members/{i}'>Someone {i}</a> <time datetime='2021-05-0{i}'>{i} May</time></li>"
        for i in range(1, 8)
    )
    return segment(
        document_fromstring(
            f"<html><body><nav><a href='/members/'>Members</a></nav><h1>Pump starts by itself</h1>"
            f"<{tag} class='thread'>{posts}</{tag}>"
            f"<aside class='sidebar'><ul>{recent}</ul></aside></body></html>"
        )
    )


def words(page: Page, post: Post) -> str:
    """What was said in a post."""
    return " ".join(page.blocks[index].text for index in post.body if page.blocks[index].text)


def four(made: object) -> str:
    """The four posts, one behind the other."""
    assert callable(made)
    return "".join(made(number) for number in range(4))


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
    page = thread(posts, tag)
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
    page = thread(four(bulletin))
    assert all("not at all" in words(page, post) for post in find_posts(page))


def test_comments_stand_in_the_answer_that_they_are_on() -> None:
    notes = comment("Mine had a crack in the membrane.") + comment(
        "And mine had rust under the valve, of all things."
    )
    page = thread(answer(0) + answer(1, notes) + answer(2) + answer(3, notes))
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
    page = thread(f"{opening}<div class='list'>{''.join(bulletin(number) for number in (1, 2, 3))}</div>")
    found = find_posts(page)
    assert [head.author for head in heads_of(page, found)] == list(NAMES)
    assert words(page, found[0]) == SAID[0]


def test_a_time_may_be_told_in_words_alone() -> None:
    made = four(bulletin)
    for day in DAYS:
        made = made.replace(
            f'<time\n        datetime="{day}T08:30:00+00:00">{day}</time>', "<time>vor 3 Stunden</time>"
        )
    page = thread(made)
    assert heads_of(page, find_posts(page)) == [Head(name, None, "vor 3 Stunden") for name in NAMES]


def test_a_page_that_repeats_nothing_has_no_posts() -> None:
    single = f"<p>By <a href='/author/quill'>Lena Quill</a>, 4 March 2021</p><p>{SAID[0]}</p><p>{SAID[1]}</p>"
    assert find_posts(thread(single)) == []


def test_a_shelf_of_links_with_names_and_dates_has_no_posts() -> None:
    cards = "".join(
        f"<div class='card'><a href='/s/{i}'>A story about a well, and the people who dug it, {i}</a>"
        f"<a href='/author/{i}'>Writer {i}</a> <time datetime='2020-01-0{i}'>{i} January</time></div>"
        for i in range(1, 9)
    )
    assert find_posts(thread(cards)) == []


def test_replies_to_replies_and_thousands_beside_each_other_are_found() -> None:
    def made(number: int, inner: str = "") -> str:
        return (
            f"<div class='c'><a href='/u/{number}'>user {number}</a> <time>1 h</time>"
            f"<div class='w'>{SAID[1]}</div>{inner}</div>"
        )

    deep = ""
    for number in range(100):
        deep = made(number, deep)
    found = find_posts(thread(deep + "".join(made(number) for number in range(2000))))
    assert len(found) == 2100
    assert max(post.depth for post in found) == 99
