"""JSON can name characters that no page can hold; what it says of the page is read without them."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page


@pytest.mark.parametrize(
    "escape", ["\\u0001", "\\u000c", "\\u0085", "\\ud800", "\\udc00", "\\ufdd0", "\\ufffe", "\\uFFFF"]
)
def test_what_no_tree_can_hold_is_left_out(escape: str) -> None:
    data = (
        f'{{"@type": "NewsArticle", "headline": "The light{escape}house that moved inland", "author": '
        f'{{"name": "Edda{escape} Marsh"}}, "description": "A tower{escape} goes inland, stone by stone."}}'
    )
    article = goldleaf.read(page(head=f'<script type="application/ld+json">{data}</script>'))
    assert article.title == "The lighthouse that moved inland"
    assert article.byline == "Edda Marsh"


def test_pairs_of_surrogates_and_escaped_backslashes_stay_as_they_are() -> None:
    headline = r"A \ud83d\ude00 and a \\u0001 stand here"
    data = f'{{"@type": "NewsArticle", "headline": "{headline}", "author": "Lena Quill"}}'
    article = goldleaf.read(
        page(
            "<p>" + "One sentence after the other, as it must be. " * 30 + "</p>",
            head=f'<script type="application/ld+json">{data}</script>',
        )
    )
    assert article.byline == "Lena Quill"
