"""Videos come out as a still or a title with a link, whatever was to play them."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, select, story, whole

TUBE = "https://www.youtube.com/watch?v=a1B2c3D4e5F"


@pytest.mark.parametrize(
    ("player", "link"),
    [
        ('<lite-youtube videoid="a1B2c3D4e5F" playlabel="The move"></lite-youtube>', TUBE),
        ('<amp-youtube data-videoid="a1B2c3D4e5F" width="480" height="270"></amp-youtube>', TUBE),
        ('<iframe src="https://www.youtube-nocookie.com/embed/a1B2c3D4e5F?rel=0"></iframe>', TUBE),
        ('<iframe src="//www.youtube.com/embed/a1B2c3D4e5F?start=75"></iframe>', TUBE + "&t=75"),
        (
            '<iframe src="about:blank" data-consent-src="https://www.youtube.com/embed/a1B2c3D4e5F"></iframe>',
            TUBE,
        ),
        ('<lite-vimeo videoid="12345678"></lite-vimeo>', "https://vimeo.com/12345678"),
        (
            '<iframe data-src="https://player.vimeo.com/video/12345678?h=ab12"></iframe>',
            "https://vimeo.com/12345678/ab12",
        ),
        (
            '<iframe src="https://film.coast.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d"></iframe>',
            "https://film.coast.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        ),
    ],
)
def test_a_video_becomes_a_link(player: str, link: str) -> None:
    article = goldleaf.read(page(story(f"<div class='player'>{player}</div>")), "https://t.example/")
    assert whole(article.text)
    assert select(article.html, "//figure[@class='gl-video']/a/@href") == [link]


def test_a_still_says_what_the_video_is() -> None:
    player = '<lite-youtube videoid="a1B2c3D4e5F" playlabel="The move"></lite-youtube>'
    article = goldleaf.read(page(story(player)))
    assert select(article.html, "//figure/a/img/@src") == ["https://i.ytimg.com/vi/a1B2c3D4e5F/hqdefault.jpg"]
    assert select(article.html, "//figure/a/img/@alt") == ["The move"]


@pytest.mark.parametrize(
    "player",
    [
        '<lite-youtube videoid="javascript:alert(1)"></lite-youtube>',
        "<lite-youtube></lite-youtube>",
        '<iframe data-x="https://ads.example/videos/embed/ad"></iframe>',
    ],
)
def test_what_is_no_video_is_left_out(player: str) -> None:
    article = goldleaf.read(page(story(player)), "https://t.example/")
    assert whole(article.text)
    assert not select(article.html, "//figure")
