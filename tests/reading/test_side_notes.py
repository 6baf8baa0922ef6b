"""Notes in the margin are read behind the paragraph that they belong to, and led back from."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, select, story, whole

SWITCH = '<input type="checkbox" id="sn-1" class="margin-toggle"/>'
NUMBER = '<label for="sn-1" class="margin-toggle sidenote-number"></label>'
SIGN = '<label for="sn-1" class="margin-toggle">&#8853;</label>'
NOTE = "By the <em>keeper</em>, or by his wife when he was ill."
BEFORE, AFTER = "The lamp was lit at dusk by hand.", " Nobody saw it go out in all those years."


def _read(markup: str) -> goldleaf.Article:
    article = goldleaf.read(page(story(markup)), "https://tidewater.example/")
    assert whole(article.text)
    return article


def test_a_numbered_note_is_marked_where_it_stood_and_leads_back() -> None:
    article = _read(f"<p>{BEFORE}{NUMBER}{SWITCH}<span class='sidenote'>{NOTE}</span>{AFTER}</p>")
    mark = select(article.html, "//p[starts-with(., 'The lamp was lit')]/sup/a")[0]
    assert mark.text == "1"
    note = select(article.html, f"//*[@id='{mark.get('href')[1:]}']")[0]
    assert " ".join(note.text_content().split()) == "1. By the keeper, or by his wife when he was ill. ↩"
    assert select(article.html, "//p/em/text()") == ["keeper"]
    back = select(article.html, "//a[@class='gl-back']/@href")[0]
    assert select(article.html, f"//sup[@id='{back[1:]}']")
    assert f"{BEFORE}1{AFTER}" in article.text


def test_a_note_without_a_number_follows_its_paragraph() -> None:
    article = _read(f"<p>{BEFORE}{SIGN}{SWITCH}<span class='marginnote'>{NOTE}</span>{AFTER}</p>")
    assert f"{BEFORE}{AFTER}\n\nBy the keeper" in article.text
    assert "⊕" not in article.text
    assert "1" not in article.text.partition("The lamp was lit")[2].partition("The council")[0]


def test_several_notes_keep_their_order_and_their_numbers() -> None:
    notes = [f"Note of the keeper about lamp {name}." for name in ("one", "two")]
    marked = "".join(
        f"{BEFORE}{NUMBER}{SWITCH}<span class='sidenote'>{note}</span>{AFTER} " for note in notes
    )
    article = _read(f"<p>{marked}</p>")
    assert select(article.html, "//sup/a/text()") == ["1", "2"]
    assert article.text.index(f"1. {notes[0]}") < article.text.index(f"2. {notes[1]}")


@pytest.mark.parametrize("tag", ["li", "td"])
def test_in_an_item_or_a_cell_a_note_stays_there(tag: str) -> None:
    inner = f"<{tag}>{BEFORE}{NUMBER}{SWITCH}<span class='sidenote'>{NOTE}</span>{AFTER}</{tag}>"
    other = f"<{tag}>The second was never lit at all.</{tag}>"
    outer = (
        f"<ul>{inner}{other}</ul>"
        if tag == "li"
        else f"<table border='1'><tr>{inner}{other}</tr><tr>{other * 2}</tr></table>"
    )
    article = _read(outer)
    assert select(article.html, f"//{tag}[.//em='keeper']//sup/a/text()") == ["1"]


def test_a_paragraph_about_side_notes_stays_as_it_is() -> None:
    text = "The lamp was lit at dusk by hand, and nobody saw it go out in all those years."
    plain = f'<p class="sidenote">{text}</p>'
    assert "nobody saw it go out" in _read(plain).text
    empty = f"<p>{BEFORE}<span class='sidenote'></span>{AFTER}</p>"
    assert f"{BEFORE}{AFTER}" in _read(empty).text
