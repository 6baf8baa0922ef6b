"""A note is part of the text if its mark is, though it looks like a list of links or small print."""

from __future__ import annotations

import goldleaf
import pytest

STORY = "".join(
    f"<p>On day {number} the surveyors measured the glacier again, and found it {number} metres shorter"
    " than the map had promised them.</p>"
    for number in range(1, 9)
)


def read(mark: str, notes: str) -> str:
    page = (
        f"<html><head><title>The glacier</title></head><body><article>{STORY}"
        f"<p>Nobody had drawn it since the war, says the yearbook{mark}, and nobody had asked.</p>"
        f"<p>The tongue is now a lake.</p></article>{notes}</body></html>"
    )
    return goldleaf.read(page).text


NOTE = "Yearbook 1951, p. 12"


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        (
            '<sup><a href="#n1">1</a></sup>',
            f'<div class="related"><ol><li id="n1"><a href="/y">{NOTE}</a></li></ol></div>',
        ),
        ('<a href="#n1">[1]</a>', f'<div class="footer-links"><p><a id="n1"></a>[1] {NOTE}</p></div>'),
        (
            '<a href="#_ftn1">*</a>',
            f'<aside><div id="_ftn1"><p><a href="#back">*</a> {NOTE}</p></div></aside>',
        ),
        ('<sup><a href="#n1">a</a></sup>', f'<aside><dl><dt>a</dt><dd id="n1">{NOTE}</dd></dl></aside>'),
    ],
)
def test_what_a_mark_leads_to_is_kept(mark: str, notes: str) -> None:
    assert NOTE in read(mark, notes)


@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        # A link of words leads to a part of the page, which is judged for itself.
        (
            ' (<a href="#more">more on our site</a>)',
            f'<div class="related"><ul id="more"><li>{NOTE}</li></ul></div>',
        ),
        # What nothing leads to.
        ("", f'<div class="related"><ol><li id="n1"><a href="/y">{NOTE}</a></li></ol></div>'),
        # A mark that leads out of the page.
        (
            '<sup><a href="/n#n1">1</a></sup>',
            f'<div class="related"><ol><li id="n1"><a href="/y">{NOTE}</a></li></ol></div>',
        ),
    ],
)
def test_nothing_else_is(mark: str, notes: str) -> None:
    assert NOTE not in read(mark, notes)


def test_a_mark_that_leads_to_much_leads_to_a_part_of_the_page() -> None:
    much = "".join(
        f'<li><a href="/{number}">Another story, the {number}th of them all</a></li>' for number in range(90)
    )
    text = read('<sup><a href="#n1">1</a></sup>', f'<div class="related" id="n1"><ul>{much}</ul></div>')
    assert "Another story" not in text
