"""Captions belong to their figure, also where they stand beside it."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, select, story, whole

FIGURE = '<figure><img src="/light.jpg" width="640" height="400" alt="The light"></figure>'
CAPTION = "<figcaption>The lamp on its lorry, in the spring.</figcaption>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{FIGURE}{CAPTION}</div>",
        f"<div><div>{FIGURE}</div><p class='credit'>{CAPTION}</p></div>",
        f"<div><div><div>{FIGURE}</div></div> <div><div>{CAPTION}</div></div></div>",
        FIGURE.replace("</figure>", CAPTION + "</figure>"),
    ],
)
def test_a_caption_is_found_inside_its_figure(markup: str) -> None:
    article = goldleaf.read(page(story(markup)), "https://tidewater.example/")
    assert whole(article.text)
    assert select(article.html, "//figure[img or picture]/figcaption/text()") == [
        "The lamp on its lorry, in the spring."
    ]
    assert "spring" not in article.text


@pytest.mark.parametrize(
    "markup",
    [
        f"<div>{FIGURE}<p>The council paid for the lorry and all the petrol it needed.</p>{CAPTION}</div>",
        f"<div>{FIGURE} A line of text beside the picture of the light. {CAPTION}</div>",
    ],
)
def test_behind_other_text_it_is_no_caption_of_that_figure(markup: str) -> None:
    article = goldleaf.read(page(story(markup)), "https://tidewater.example/")
    assert not select(article.html, "//figure[img]/figcaption")


def test_a_figure_keeps_its_own_caption() -> None:
    own = FIGURE.replace("</figure>", "<figcaption>Its own.</figcaption></figure>")
    article = goldleaf.read(page(story(f"<div>{own}{CAPTION}</div>")), "https://tidewater.example/")
    assert select(article.html, "//figure[img]/figcaption[1]/text()") == ["Its own."]
