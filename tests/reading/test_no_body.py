"""A page may leave out html, head and body, and many written by hand do."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import LAST, PARAGRAPHS, TITLE, story


@pytest.mark.parametrize("tag", ["article", "main", "section", "div", "my-story"])
@pytest.mark.parametrize("start", ["", "<!doctype html>", "<!doctype html><meta charset=utf-8>"])
def test_a_page_without_a_body_is_read_from_its_first_element(start: str, tag: str) -> None:
    article = goldleaf.read(f"{start}<title>{TITLE}</title><{tag}><h1>{TITLE}</h1>{story()}</{tag}>")
    assert article.title == TITLE
    assert all(paragraph in article.text for paragraph in (*PARAGRAPHS, LAST))


def test_what_belongs_to_the_head_stays_there() -> None:
    article = goldleaf.read(
        f"<title>{TITLE}</title><meta name=author content='Edda Marsh'><style>p {{ color: red }}</style>"
        f"<article><h1>{TITLE}</h1>{story()}</article>"
    )
    assert article.byline == "Edda Marsh"
    assert "color" not in article.html
