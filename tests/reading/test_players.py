"""Players whose picture only the page knows, and players that nobody has a list of."""

from __future__ import annotations

import json

import goldleaf
import pytest

from .pages import page, select, story, whole

URL = "https://tidewater.example/sea/light"
VIMEO = '<iframe src="https://player.vimeo.com/video/12345678?dnt=1" title="The move"></iframe>'
TUBE = (
    '<iframe src="https://film.coast.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d" '
    'allowfullscreen title="The move"></iframe>'
)


def _described(player: str, **more: object) -> str:
    item = {"@type": "VideoObject", "embedUrl": player, "thumbnailUrl": ["/stills/move.jpg"], **more}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def _stills(body: str, head: str = "") -> list[str]:
    article = goldleaf.read(page(story(f"<div class='x'>{body}</div>"), head=head), URL)
    assert whole(article.text)
    found: list[str] = select(article.html, "//figure[@class='gl-video']/a/img/@src")
    return found


@pytest.mark.parametrize(
    ("player", "head"),
    [
        (VIMEO, _described("https://player.vimeo.com/video/12345678")),
        (TUBE, _described("https://film.coast.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d")),
    ],
)
def test_the_still_is_the_one_in_the_pages_data(player: str, head: str) -> None:
    assert _stills(player, head) == ["https://tidewater.example/stills/move.jpg"]


def test_data_of_another_video_say_nothing_of_this_one() -> None:
    assert _stills(VIMEO, _described("https://player.vimeo.com/video/87654321")) == []


@pytest.mark.parametrize(
    "player",
    [
        VIMEO.replace("<iframe", '<iframe data-thumbnail="/stills/move.jpg"'),
        f"<div style=\"background-image: url('/stills/move.jpg')\">{VIMEO}</div>",
        f'<div data-poster="/stills/move.jpg">{TUBE}</div>',
        '<lite-vimeo videoid="12345678" style="background-image:url(/stills/move.jpg)"></lite-vimeo>',
    ],
)
def test_the_still_is_the_one_that_stands_on_the_player(player: str) -> None:
    assert _stills(player) == ["https://tidewater.example/stills/move.jpg"]


def test_a_still_that_is_no_address_is_none() -> None:
    assert _stills(VIMEO.replace("<iframe", '<iframe data-poster="javascript:alert(1)"')) == []


@pytest.mark.parametrize(
    ("player", "link"),
    [
        (
            '<iframe src="https://video.c.example/embed/light-9" allowfullscreen title="The move"></iframe>',
            "https://video.c.example/embed/light-9",
        ),
        (
            '<div class="is-type-video"><iframe src="//films.example/e/9ab" allow="fullscreen" '
            'title="The move"></iframe></div>',
            "https://films.example/e/9ab",
        ),
        (
            '<iframe src="https://youtube.com/embed/videoseries?list=PL0a1b2c3" title="The move"></iframe>',
            "https://www.youtube.com/playlist?list=PL0a1b2c3",
        ),
        (
            '<embed src="https://www.youtube.com/v/a1B2c3D4e5F&hl=en" title="The move">',
            "https://www.youtube.com/watch?v=a1B2c3D4e5F",
        ),
    ],
)
def test_any_frame_that_plays_a_film_is_a_link(player: str, link: str) -> None:
    article = goldleaf.read(page(story(f"<div>{player}</div>")), URL)
    assert select(article.html, "//figure[@class='gl-video']/a/@href") == [link]
    assert "The move" in article.html


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="https://maps.example/embed?pb=1" allowfullscreen title="Where it is"></iframe>',
        '<iframe src="https://video.c.example/embed/light-9" title="The move"></iframe>',
        '<iframe src="/player/embed/light-9" allowfullscreen hidden></iframe>',
        '<iframe src="https://ads.example/video/banner" allowfullscreen></iframe>',
    ],
)
def test_other_frames_are_left_out(frame: str) -> None:
    assert not select(goldleaf.read(page(story(f"<div>{frame}</div>")), URL).html, "//figure")


def test_a_picture_of_a_rare_format_is_better_than_none() -> None:
    picture = '<figure><picture><source srcset="/m.avif" type="image/avif"></picture></figure>'
    article = goldleaf.read(page(story(picture)), URL)
    assert select(article.html, "//figure/img/@src") == ["https://tidewater.example/m.avif"]
