"""What a page sends behind its own end is part of the page: browsers show it, and so does the article."""

from __future__ import annotations

import goldleaf
import pytest
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.parse import parse

from .pages import LAST, PARAGRAPHS, TITLE, page, story, whole


@pytest.mark.parametrize(
    "end",
    [
        "</html>",
        "</body></html>",
        "</body></html><!-- made in 12 ms -->",
        "</html><html>",
        "</html><html><body>",
    ],
)
def test_a_text_that_goes_on_behind_the_end_is_whole(end: str) -> None:
    rows = [f"<p>{text}</p>" for text in PARAGRAPHS]
    html = (
        f"<!doctype html><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"{''.join(rows[:2])}{end}{''.join(rows[2:])}<p>{LAST}</p>"
    )
    root = parse(html, DEFAULT_LIMITS)
    assert [child.tag for child in root] == ["head", "body"]
    assert whole(goldleaf.read(html).text)


def test_text_without_an_element_keeps_its_place() -> None:
    root = parse(
        "<html><body><p>one</p></body></html>two<b>three</b>four</html>five<i>six</i>", DEFAULT_LIMITS
    )
    assert " ".join("".join(root.itertext()).split()) == "onetwothreefourfivesix"


def test_streamed_parts_behind_the_end_take_their_places() -> None:
    half = story().split("\n")
    html = page(f"{''.join(half[:3])}<!--$?--><template id='B:0'></template><p>Loading…</p><!--/$-->")
    html += f"<div hidden id='S:0'>{''.join(half[3:])}</div><script>$RC('B:0','S:0')</script>"
    article = goldleaf.read(html)
    assert whole(article.text)
    assert "Loading" not in article.text
