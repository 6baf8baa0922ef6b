"""An article on several pages becomes one: all of it, in order, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

import goldleaf
import pytest
from goldleaf.reading.blocks import Page
from goldleaf.reading.decide import decide_by_rules
from goldleaf.reading.pipeline import read
from goldleaf.reading.propose import Proposal
from goldleaf.reading.verdict import Decision

from .boards import SAID, bulletin, thread
from .pages import LAST, PARAGRAPHS, page, select, story

URL = "https://tidewater.example/story"
LEAD = "<p>In the spring of that year a lighthouse went for a walk, and this is what was seen of it.</p>"
PICTURE = '<figure><img src="/tower.jpg" alt="The tower" width="800" height="600"></figure>'
FOOT = "<p>Edda Marsh tells the tower's story every Sunday at three, weather and sheep permitting.</p>"
SECOND = (
    "The second winter was the worst, because the sheep had found out that the stairs were warm and dry.",
    "Nobody had thought of a door, since no tower by the sea had ever needed to keep anything but water out.",
    "So the keepers took turns on the lowest step, with a broom and a bell, until the carpenter came.",
)


def second(*extra: str, title: str = "The lighthouse that moved inland") -> str:
    """The second page of the story."""
    rows = "".join(f"<p>{text}</p>" for text in SECOND)
    return page(rows + "".join(extra)).replace("The lighthouse that moved inland", title)


def joined(first: str, *others: str) -> goldleaf.Article:
    """The first page, with the others behind it."""
    return goldleaf.read(
        first, URL, pages=[(other, f"{URL}/{at}") for at, other in enumerate(others, start=2)]
    )


def test_the_pages_stand_one_behind_the_other() -> None:
    article = joined(page(), second())
    texts = [*PARAGRAPHS, LAST, *SECOND]
    places = [article.text.index(text) for text in texts]
    assert places == sorted(places)
    assert all(text in article.html and text in article.markdown for text in texts)
    assert (
        article.word_count == goldleaf.read(page(), URL).word_count + goldleaf.read(second(), URL).word_count
    )
    assert article.pages == (goldleaf.JoinedPage(f"{URL}/2", True, None),)
    assert len(select(article.html, "//h1")) == 1


def test_what_stands_on_each_page_is_kept_once() -> None:
    first = page(LEAD + PICTURE + story() + FOOT)
    article = joined(first, page(LEAD + PICTURE + "".join(f"<p>{text}</p>" for text in SECOND) + FOOT))
    assert article.text.count("went for a walk") == 1
    assert article.html.count("tower.jpg") == 1
    assert article.text.count("every Sunday at three") == 1
    assert article.text.endswith("weather and sheep permitting.")
    assert article.text.index(LAST) < article.text.index(SECOND[0]) < article.text.index("every Sunday")


def test_a_paragraph_in_the_middle_is_not_said_twice_but_a_short_line_may_be() -> None:
    refrain = "<p>Baa, said the sheep.</p>"
    first = page(story(refrain))
    article = joined(
        first, second(f"<p>{PARAGRAPHS[2]}</p>", refrain, "<p>And the broom was never found again.</p>")
    )
    assert article.text.count(PARAGRAPHS[2]) == 1
    assert article.text.count("Baa, said the sheep.") == 2


def test_notes_of_several_pages_do_not_get_into_each_others_way() -> None:
    def noted(body: str, note: str) -> str:
        mark = '<sup id="ref1"><a href="#fn1">1</a></sup>'
        return page(
            body.replace("</p>", f"{mark}</p>", 1)
            + f'<ol><li id="fn1">{note} <a href="#ref1">back</a></li></ol>'
        )

    rows = "".join(f"<p>{text}</p>" for text in SECOND)
    article = joined(
        noted(story(), "The keeper's diary, second volume, kept in the tower itself."),
        noted(rows, "A letter from the carpenter to the council, never answered by anyone."),
    )
    places = select(article.html, "//@id")
    assert len(places) == len(set(places)) == 4
    assert all(address[1:] in places for address in select(article.html, "//a/@href[starts-with(., '#')]"))
    for mark, word in zip(select(article.html, "//sup/a/@href"), ("diary", "carpenter"), strict=True):
        (note,) = select(article.html, f"//*[@id='{mark[1:]}']")
        assert word in "".join(note.itertext())


@pytest.mark.parametrize(
    ("other", "address", "reason"),
    [
        ("<html><body><form><input name='q'></form></body></html>", f"{URL}/2", "no_article"),
        ("", f"{URL}/2", "unreadable"),
        (page(), f"{URL}/2", "repeated"),
        (
            second(title="How a carpenter counts his nails"),
            "https://tidewater.example/nails",
            "other_article",
        ),
        (second(), "https://elsewhere.example/story/2", "other_article"),
        (second(title="How a carpenter counts his nails"), None, "other_article"),
    ],
    ids=["no_article", "unreadable", "repeated", "other_title", "other_site", "other_title_without_address"],
)
def test_a_page_of_no_use_is_left_out_and_named(other: str, address: str | None, reason: str) -> None:
    article = goldleaf.read(page(), URL, pages=[(other, address), (second(), f"{URL}/3")])
    assert article.pages[0] == goldleaf.JoinedPage(address, False, reason)
    assert article.pages[1].joined
    assert article.text.count(PARAGRAPHS[0]) == article.text.count(SECOND[0]) == 1


def test_a_page_may_have_a_headline_of_its_own_where_the_address_says_that_it_goes_on() -> None:
    article = joined(page(), second(title="The second winter"))
    assert article.pages[0].joined


def test_a_page_without_an_address_is_told_by_its_headline() -> None:
    article = goldleaf.read(
        page(), URL, pages=[(second(title="The lighthouse that moved inland, page 2"), None)]
    )
    assert article.pages == (goldleaf.JoinedPage(None, True, None),)


def test_the_first_page_has_to_be_an_article() -> None:
    with pytest.raises(goldleaf.NoArticle):
        goldleaf.read("<html><body><form><input></form></body></html>", URL, pages=[(page(), f"{URL}/2")])


def test_more_pages_than_allowed_are_refused() -> None:
    with pytest.raises(goldleaf.TooLarge) as refused:
        goldleaf.read(page(), URL, pages=[(second(), None)] * 51)
    assert refused.value.detail == {"limit": "max_pages", "allowed": 50, "found": 51}


def test_the_limit_of_bytes_is_that_of_all_pages_together() -> None:
    limits = goldleaf.Limits(max_bytes=len(page()) + len(second()) - 1)
    with pytest.raises(goldleaf.TooLarge) as refused:
        goldleaf.read(page(), URL, pages=[(second(), None)], limits=limits)
    assert refused.value.detail["limit"] == "max_bytes"


def test_a_threads_posts_go_on() -> None:
    def as_forum(page: Page, proposal: Proposal, url: str | None = None) -> Decision:
        return replace(decide_by_rules(page, proposal), page_type="forum")

    first = thread("".join(bulletin(number) for number in (0, 1, 2)))
    other = thread(
        "".join(bulletin(number) for number in (0, 3, 3)).replace("It was the tank.", "It was not.")
    )
    article = read(first, URL, pages=[(other, f"{URL}?page=2")], decide=as_forum)
    assert [post.text.split("\n\n")[-1] for post in article.posts][:4] == list(SAID)
    places = select(article.html, "//section/@id")
    assert [post.id for post in article.posts] == places
    assert len(set(places)) == len(places)
