"""A page of frames that has the text as well, for browsers without them."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import PARAGRAPHS, TITLE, page, story, whole

FRAMES = '<frame src="menu.html" name="menu"><frame src="text.html" name="text">'
TEXT = f"<body bgcolor='white'><h1>{TITLE}</h1>{story()}</body>"


@pytest.mark.parametrize(
    "frames",
    [
        f'<frameset cols="20%,80%">{FRAMES}<noframes>{TEXT}</noframes></frameset>',
        f'<frameset rows="9%,*"><frame src="t"><frameset>{FRAMES}<noframes>{TEXT}</noframes></frameset>'
        "</frameset>",
        f'<frameset cols="20%,80%">{FRAMES}</frameset><noframes>{TEXT}</noframes>',
    ],
)
def test_the_text_beside_the_frames_is_read(frames: str) -> None:
    article = goldleaf.read(f"<html><head><title>{TITLE}</title></head>{frames}</html>")
    assert whole(article.text)
    assert article.title == TITLE


def test_a_notice_beside_the_frames_is_none() -> None:
    notice = (
        f"<frameset>{FRAMES}<noframes><body><p>Your browser shows no frames.</p></body></noframes></frameset>"
    )
    with pytest.raises(goldleaf.NoArticle):
        goldleaf.read(f"<html><head><title>{TITLE}</title></head>{notice}</html>")


def test_on_a_page_without_frames_it_is_never_shown() -> None:
    other = PARAGRAPHS[1].replace("fishermen", "knitters")
    hidden = f"<noframes><p>{other}</p><p>{'And more. ' * 30}</p></noframes>"
    assert "knitters" not in goldleaf.read(page(story(hidden))).text
