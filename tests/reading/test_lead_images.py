"""Where the page names no image, the first large one of its text stands for the article."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, story

ADDRESS = "https://tidewater.example/sea/light"
LARGE = "https://tidewater.example/img/light.jpg"


def _lead(markup: str, head: str = "", after: str = "") -> str | None:
    return goldleaf.read(page(story(markup) + after, head=head), ADDRESS).lead_image


@pytest.mark.parametrize(
    "markup",
    [
        '<p><img src="/img/light.jpg" width="640" height="400"></p>',
        '<figure><img src="/img/light.jpg"><figcaption>The light</figcaption></figure>',
        '<p><img src="/img/s.gif" width="20" height="20"><img src="/img/light.jpg" width="640"></p>',
        '<p><img src="/rule.jpg" width="640" height="60"></p><p><img src="/img/light.jpg" width="640"></p>',
        '<p><img data-src="/img/light.jpg" src="/img/blank.gif" width="640" height="400"></p>',
        '<figure><img src="/img/tidewater-logo.png"></figure><figure><img src="/img/light.jpg"></figure>',
        '<p><img src="/img/light.jpg" srcset="/img/light.jpg 800w, /img/small.jpg 400w"></p>',
    ],
)
def test_the_first_large_image_of_the_text(markup: str) -> None:
    assert _lead(markup) == LARGE


@pytest.mark.parametrize(
    "markup",
    [
        '<p><img src="/img/light.jpg" width="120" height="90"></p>',
        '<p>A lamp <img src="/img/light.jpg"> in a line of its own keeper.</p>',
        '<figure><img src="data:image/png;base64,iVBORw0KGgo="></figure>',
        "<p>No image at all, only words about the light and its keeper.</p>",
    ],
)
def test_small_images_and_none(markup: str) -> None:
    assert _lead(markup) is None


def test_an_image_that_the_page_names_goes_first() -> None:
    head = '<meta property="og:image" content="/img/named.jpg">'
    assert _lead('<p><img src="/img/light.jpg" width="640"></p>', head) == (
        "https://tidewater.example/img/named.jpg"
    )


def test_an_image_outside_the_text_stands_for_nothing() -> None:
    promo = (
        '<aside class="related"><h2>More</h2><a href="/b"><img src="/img/other.jpg" width="640"></a></aside>'
    )
    assert _lead("<p>Only words about the light here, and about its keeper.</p>", after=promo) is None
