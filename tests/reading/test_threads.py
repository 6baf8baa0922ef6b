"""A thread's reading view: each post in a section under its author and time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import goldleaf
import pytest
from goldleaf.reading.blocks import Page
from goldleaf.reading.decide import decide_by_rules
from goldleaf.reading.page import reading_page
from goldleaf.reading.pipeline import read
from goldleaf.reading.propose import Proposal
from goldleaf.reading.verdict import Decision
from lxml.html import HtmlElement, fromstring

from .boards import DAYS, NAMES, SAID, answer, bulletin, comment, four, reply, table_row, thread
from .pages import page as plain_page


def as_forum(page: Page, proposal: Proposal, url: str | None = None) -> Decision:
    """The rules' verdicts, on a page that is known to be a thread."""
    return replace(decide_by_rules(page, proposal), page_type="forum")


def as_article(page: Page, proposal: Proposal, url: str | None = None) -> Decision:
    """The rules' verdicts, on a page that is taken for an article."""
    return replace(decide_by_rules(page, proposal), page_type="article")


def found(root: HtmlElement, expression: str) -> list[Any]:
    """What an XPath expression selects."""
    selected = root.xpath(expression)
    assert isinstance(selected, list)
    return selected


def told(root: HtmlElement, expression: str) -> str:
    """The text that an XPath expression gives."""
    return str(root.xpath(f"string({expression})"))


def opened(posts: str, tag: str = "div") -> goldleaf.Article:
    """The thread, read."""
    return read(thread(posts, tag), "https://wells.example/t/1", decide=as_forum)


def sections(article: goldleaf.Article) -> list[HtmlElement]:
    """The posts in the article's HTML."""
    return found(fromstring(article.html), "//section[starts-with(@class, 'gl-post')]")


@pytest.mark.parametrize(
    ("posts", "tag"),
    [(four(bulletin), "div"), (four(table_row), "table"), (reply(0), "ol"), (four(answer), "div")],
    ids=["bulletin", "table", "replies", "answers"],
)
def test_each_post_is_a_section_under_its_author_and_time(posts: str, tag: str) -> None:
    article = opened(posts, tag)
    made = sections(article)
    assert len(made) == 4
    for section, name, day, said in zip(made, NAMES, DAYS, SAID, strict=True):
        assert section[0].tag == "header"
        assert told(section, "header/span[@class='gl-post-author']") == name
        assert told(section, "header/time/@datetime").startswith(day)
        assert said in "".join(section.itertext())
        assert not found(section, ".//li | .//td | .//ol | .//table")


def test_the_posts_are_fields_of_the_article_too() -> None:
    article = opened(reply(0), "ol")
    assert [(post.author, post.text, post.depth) for post in article.posts] == list(
        zip(NAMES, SAID, range(4), strict=True)
    )
    assert [post.id for post in article.posts] == [section.get("id") for section in sections(article)]
    assert [section.get("class") for section in sections(article)] == [
        "gl-post",
        "gl-post gl-reply-1",
        "gl-post gl-reply-2",
        "gl-post gl-reply-3",
    ]
    assert article.as_dict()["posts"][1]["author"] == NAMES[1]


def test_the_text_has_what_was_said_and_the_markdown_who_said_it() -> None:
    article = opened(four(bulletin))
    assert all(said in article.text for said in SAID)
    assert not any(around in article.text for around in ("Old Tom", "Joined", "windmill", "Reply", DAYS[1]))
    assert f"**{NAMES[1]}** {DAYS[1]}" in article.markdown
    assert any(removal.reason == "around_post" or "windmill" in removal.text for removal in article.removals)


def test_quotations_lists_and_code_in_a_post_stay_what_they_are() -> None:
    said = (
        "<ol><li>Close the valve behind the pump.</li><li>Press the pin of the tank.</li></ol>"
        "<pre><code>tank:\n  pressure: 2.1 bar</code></pre>"
    )
    article = opened(four(bulletin).replace(f"<p>{SAID[1]}</p>", f"<p>{SAID[1]}</p>{said}"))
    made = sections(article)[1]
    assert len(found(made, "./ol/li")) == 2
    assert told(made, "./pre") == "tank:\n  pressure: 2.1 bar"
    assert len(found(made, "./blockquote")) == 1


def test_a_link_to_a_post_leads_to_its_section() -> None:
    linked = f'<p>{SAID[3]} See <a href="#post-1">above</a>.</p>'
    article = opened(four(bulletin).replace(f"<p>{SAID[3]}</p>", linked))
    assert told(fromstring(article.html), "//a[text()='above']/@href") == f"#{article.posts[1].id}"
    assert len({post.id for post in article.posts}) == 4


def test_replies_to_an_answer_follow_it() -> None:
    notes = comment("Mine had a crack in the membrane.") + comment("And mine had rust under the valve.")
    article = opened(answer(0) + answer(1, notes) + answer(2) + answer(3, notes))
    assert [post.depth for post in article.posts] == [0, 0, 1, 1, 0, 0, 1, 1]
    assert article.posts[2].text == "Mine had a crack in the membrane."


def test_only_a_thread_is_shown_as_one() -> None:
    assert read(plain_page()).posts == ()
    assert "gl-post" not in read(plain_page()).html
    plain = read(thread(four(bulletin)), decide=as_article)
    assert plain.posts == ()


def test_a_page_says_nothing_of_posts_that_it_does_not_have() -> None:
    article = read(plain_page(), decide=as_forum)
    assert article.posts == ()
    assert article.text == read(plain_page()).text


def test_a_post_keeps_no_attribute_of_the_page() -> None:
    hostile = bulletin(0).replace('id="post-0"', 'id="post-0" onclick="x()" style="color:red"')
    article = opened(hostile + "".join(bulletin(number) for number in (1, 2, 3)))
    for section in sections(article):
        assert set(section.attrib) <= {"class", "id"}
    assert "onclick" not in reading_page(article)
