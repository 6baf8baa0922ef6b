"""Text that resembles furniture and is none: each case was once lost."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import LAST, PARAGRAPHS, page, select, story, whole


@pytest.mark.parametrize(
    "name", ["login", "navigation", "related-work", "copyright", "see-also", "sponsors", "print"]
)
def test_a_heading_or_section_may_have_an_id_of_any_name(name: str) -> None:
    heading = name.replace("-", " ").title()
    section = (
        f'<section id="{name}"><h2>{heading}</h2><p>What the keepers thought of that '
        f"is told here, at length.</p></section>"
    )
    other = (
        '<section id="the-field"><h2>The field</h2><p>It was a good field, and '
        "dry, and it had a wall.</p></section>"
    )
    article = goldleaf.read(page(story(f'<h2 id="{name}">{heading}</h2>') + other + section))
    assert article.text.count(heading) == 2
    assert "What the keepers thought" in article.text


def test_a_last_section_is_kept_however_short() -> None:
    rows = [f"<p>{text}</p>" for text in (*PARAGRAPHS, LAST)]
    article = goldleaf.read(page(f"<section>{''.join(rows[:-1])}</section><section>{rows[-1]}</section>"))
    assert whole(article.text)


def test_what_takes_turns_is_no_label() -> None:
    talk = "".join(
        f"<p><b>The Post</b></p><p>Question {i}, which was a long one, and "
        f"which went on for quite a while?</p>"
        f"<p><b>Edda Marsh</b></p><p>Answer {i}, which was short, but not so "
        f"short that it would not be a line.</p>"
        for i in range(4)
    )
    article = goldleaf.read(page(story(talk)))
    assert article.text.count("Edda Marsh\n") == 4
    assert article.text.count("The Post\n") == 4


def test_a_refrain_is_no_label() -> None:
    verses = "".join(
        f"<p>The lamp goes up the hill, verse {i}<br>Haul away<br>The sea goes "
        f"down, verse {i}<br>Haul away</p>"
        for i in range(5)
    )
    assert goldleaf.read(page(story(verses))).text.count("Haul away") == 10


def test_a_quoted_post_is_kept_whatever_its_class() -> None:
    quote = (
        '<blockquote class="twitter-tweet"><p>I can see the light from my kitchen now, '
        "and so can the sheep.</p></blockquote>"
    )
    article = goldleaf.read(page(story(quote)))
    assert "so can the sheep" in article.text
    assert select(article.html, "//blockquote")


def test_announced_links_are_part_of_the_text() -> None:
    links = (
        "<p>Three lighthouses like it have been moved so far:</p><ul><li><a href='/a'>The one at Gull "
        "Point</a></li><li><a href='/b'>The one at Marrow Head</a></li></ul>"
    )
    article = goldleaf.read(page(story(links)), "https://t.example/")
    assert "- The one at Gull Point\n- The one at Marrow Head" in article.text


def test_empty_cells_keep_the_columns_apart() -> None:
    table = (
        "<table><tr><th></th><th>Before</th><th>After</th></tr><tr><td>Height</td><td></td><td>31</td></tr>"
        "<tr><td>Keepers</td><td>2</td><td></td></tr></table>"
    )
    article = goldleaf.read(page(story(table)))
    rows = [[cell.text or "" for cell in row] for row in select(article.html, "//tr")]
    assert rows == [["", "Before", "After"], ["Height", "", "31"], ["Keepers", "2", ""]]
    assert "Height |  | 31" in article.text


def test_a_table_of_links_with_headers_is_data() -> None:
    rows = "".join(
        f'<tr><td><a href="/l/{i}">Light number {i}</a></td><td><a href="/k/{i}">Keeper {i}</a></td></tr>'
        for i in range(4)
    )
    article = goldleaf.read(
        page(story(f"<table><tr><th>Light</th><th>Keeper</th></tr>{rows}</table>")), "https://t.example/"
    )
    assert "Light number 3 | Keeper 3" in article.text


def test_a_hidden_copy_is_not_shown_beside_the_first() -> None:
    raw = page(f"<div>{story()}</div><div hidden>{story()}</div>")
    assert goldleaf.read(raw).text.count(LAST) == 1


@pytest.mark.parametrize("word", ["ADVERTISEMENT", "Anzeige", "広告"])
def test_a_single_ad_label_is_left_out(word: str) -> None:
    article = goldleaf.read(page(story(f"<p>{word}</p>")))
    assert word not in article.html
    assert whole(article.text)
