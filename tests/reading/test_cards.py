"""Shelves and offers: what their reading view owes them."""

from __future__ import annotations

from dataclasses import replace

import goldleaf
import pytest
from goldleaf.reading.blocks import Page
from goldleaf.reading.cards import arrange_cards
from goldleaf.reading.decide import decide_by_rules
from goldleaf.reading.pipeline import read
from goldleaf.reading.propose import Proposal
from goldleaf.reading.verdict import Decision
from lxml.html import HtmlElement, fragment_fromstring, tostring

from .pages import page, story

CARD = (
    '<li><figure><img src="/{0}.jpg"></figure><h3><a href="/{0}">Lantern {0}</a></h3>'
    "<p>Burns for {0} hours.</p></li>"
)
PROMISE = (
    "<p>Each lantern is made in our own yard, from brass and glass, and is mended for nothing "
    "as long as you live.</p>"
)


def arranged(html: str, page_type: str = "listing") -> str:
    """A body's HTML, arranged."""
    body: HtmlElement = fragment_fromstring(f'<div class="gl-body">{html}</div>')
    arrange_cards(body, page_type)
    return str(tostring(body, encoding="unicode"))[len('<div class="gl-body">') : -len("</div>")]


def as_product(page: Page, proposal: Proposal, url: str | None = None) -> Decision:
    """The rules' verdicts, on a page that is known to offer something."""
    return replace(decide_by_rules(page, proposal), page_type="product")


def test_cards_are_a_list_without_bullets() -> None:
    cards = "".join(CARD.format(number) for number in (1, 2, 3))
    assert arranged(f"<ul>{cards}</ul>") == f'<ul class="gl-cards">{cards}</ul>'


def test_a_list_of_words_stays_a_list() -> None:
    plain = "<ul><li>Brass</li><li>Glass</li><li>A wick</li></ul>"
    assert arranged(plain) == plain


def test_items_that_hold_nothing_go_and_a_list_of_them_as_well() -> None:
    assert (
        arranged('<ul><li></li><li>Brass</li><li><a href="/x"> </a></li></ul>') == "<ul><li>Brass</li></ul>"
    )
    assert arranged("<p>Before.</p><ul><li></li><li><figure></figure></li></ul>") == "<p>Before.</p>"
    assert 'id="gl-note"' in arranged('<ul><li id="gl-note"></li></ul>')


def test_a_picture_is_shown_once_whatever_its_size() -> None:
    twice = '<figure><img src="/a.jpg?w=800"></figure><p>Brass.</p><figure><img src="/a.jpg?w=200"></figure>'
    assert arranged(twice) == '<figure><img src="/a.jpg?w=800"></figure><p>Brass.</p>'


@pytest.mark.parametrize(
    ("made", "start"),
    [
        ("<figure>{}</figure>", '<figure class="gl-gallery">'),
        ("<ul><li>{}</li></ul>", '<ul class="gl-gallery">'),
        ("{}", '<div class="gl-gallery">'),
    ],
    ids=["figure", "list", "figures"],
)
def test_pictures_in_a_row_stand_side_by_side(made: str, start: str) -> None:
    images = [f'<img src="/{number}.jpg">' for number in range(5)]
    between = "</li><li>" if "li" in made else ""
    inner = between.join(images) if made != "{}" else "".join(f"<figure>{image}</figure>" for image in images)
    done = arranged(made.format(inner))
    assert done.startswith(start)
    assert done.count("<img") == 5
    assert done.count("gl-gallery") == 1


def test_a_figure_with_a_caption_stays_by_itself() -> None:
    captioned = "".join(
        f'<figure><img src="/{number}.jpg"><figcaption>Number {number}</figcaption></figure>'
        for number in range(4)
    )
    assert arranged(captioned) == captioned


@pytest.mark.parametrize(
    ("torn", "mended"),
    [("$|1,299.00", "$1,299.00"), ("49,90|€", "49,90 €"), ("CHF|120.–", "CHF 120.–"), ("199|kr", "199 kr")],
)
def test_a_price_in_two_lines_becomes_one(torn: str, mended: str) -> None:
    first, second = torn.split("|")
    assert arranged(f"<p>{first}</p><p>{second}</p><p>Brass.</p>") == f"<p>{mended}</p><p>Brass.</p>"


def test_two_prices_and_other_numbers_stay_apart() -> None:
    for lines in (
        "<p>199 €</p><p>299 €</p>",
        "<p>12</p><p>24</p>",
        "<p>NEW</p><p>Brass</p>",
        "<p>€</p><p>Euro</p>",
    ):
        assert arranged(lines) == lines


def test_an_article_is_left_as_it_is() -> None:
    html = "<ul><li> </li></ul><p>$</p><p>5</p>" + '<figure><img src="/a.jpg"></figure>' * 4
    assert arranged(html, "article") == html


def test_an_offer_says_the_same_only_once_and_an_article_as_often_as_it_likes() -> None:
    html = page(story(PROMISE, PROMISE))
    assert read(html, decide=as_product).text.count("from brass and glass") == 1
    assert any(removal.reason == "repeated" for removal in read(html, decide=as_product).removals)
    assert goldleaf.read(html).text.count("from brass and glass") == 2


def test_the_classes_reach_the_reader() -> None:
    cards = "".join(CARD.format(number) for number in (1, 2, 3))
    article = read(page(story(f"<ul>{cards}</ul>")), "https://lanterns.example/", decide=as_product)
    assert '<ul class="gl-cards">' in article.html


def test_thousands_of_pictures_are_gathered_in_one_walk() -> None:
    done = arranged("".join(f'<figure><img src="/{number}.jpg"></figure>' for number in range(20_000)))
    assert done.count("gl-gallery") == 1
