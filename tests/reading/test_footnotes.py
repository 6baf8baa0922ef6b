"""Notes are found whatever marks them up, and lead back to their marks."""

from __future__ import annotations

import goldleaf
import pytest
from goldleaf.scoring.plaintext import fold, html_to_text

from .pages import LAST, PARAGRAPHS, page, select, whole

URL = "https://tidewater.example/sea/lighthouse"
NOTES = ("By the scales of the keeper, which were old.", "The lorry was borrowed from a circus.")

SHAPES = {
    "markdown": (
        '<sup id="fnref:{n}"><a href="#fn:{n}" class="footnote-ref">{n}</a></sup>',
        '<div class="footnotes"><hr><ol>{notes}</ol></div>',
        '<li id="fn:{n}"><p>{text} <a href="#fnref:{n}" class="footnote-backref">↩</a></p></li>',
    ),
    "wiki": (
        '<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}">[{n}]</a></sup>',
        '<h2>References</h2><ol class="references">{notes}</ol>',
        '<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{n}">^</a></b></span> '
        '<span class="reference-text">{text}</span></li>',
    ),
    "word processor": (
        '<a href="#_ftn{n}" name="_ftnref{n}"><sup>[{n}]</sup></a>',
        "<hr>{notes}",
        '<div id="ftn{n}"><p><a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a> {text}</p></div>',
    ),
    "newsletter": (
        '<a class="footnote-anchor" id="footnote-anchor-{n}" href="#footnote-{n}">{n}</a>',
        "{notes}",
        '<div class="footnote"><a id="footnote-{n}" href="#footnote-anchor-{n}" class="number">{n}</a>'
        '<div class="footnote-content"><p>{text}</p></div></div>',
    ),
    "no way back": (
        '<sup><a href="#note{n}">{n}</a></sup>',
        "<ol>{notes}</ol>",
        '<li id="note{n}">{text}</li>',
    ),
    "empty anchors": (
        '<sup><a name="back{n}"></a><a href="#n{n}">{n}</a></sup>',
        "{notes}",
        '<p><a name="n{n}"></a>{n}. {text} <a href="#back{n}">↑</a></p>',
    ),
    "whole addresses": (
        f'<sup id="r{{n}}"><a href="{URL}#n{{n}}">{{n}}</a></sup>',
        "<ol>{notes}</ol>",
        f'<li id="n{{n}}">{{text}} <a href="{URL}#r{{n}}">↩</a></li>',
    ),
}


def noted(shape: str) -> str:
    """A page with two notes."""
    mark, frame, note = SHAPES[shape]
    marked = [text + mark.format(n=number) for number, text in enumerate(PARAGRAPHS[:2], 1)]
    rows = [f"<p>{text}</p>" for text in (*marked, *PARAGRAPHS[2:], LAST)]
    notes = "".join(note.format(n=number, text=text) for number, text in enumerate(NOTES, 1))
    return page("".join(rows) + frame.format(notes=notes))


@pytest.mark.parametrize("shape", SHAPES)
def test_each_mark_leads_to_its_note_and_back(shape: str) -> None:
    article = goldleaf.read(noted(shape), URL)
    assert LAST in article.text
    for text, sentence in zip(NOTES, PARAGRAPHS[:2], strict=True):
        [note] = select(article.html, f"//*[self::li or self::p][contains(., '{text}')][last()]")
        paragraph = next(p for p in select(article.html, "//p") if sentence[:40] in "".join(p.itertext()))
        [there] = paragraph.xpath(".//a/@href")
        assert there.startswith("#gl-")
        places = select(article.html, f"//*[@id='{there[1:]}']")
        assert len(places) == 1
        assert text in "".join(
            places[0].xpath("ancestor-or-self::*[self::li or self::p or self::div][1]")[0].itertext()
        )
        back = [href for href in note.xpath(".//a/@href") if href != there]
        assert len(back) == 1
        [place] = select(article.html, f"//*[@id='{back[0][1:]}']")
        holders = [*place.iterancestors("p"), place]
        assert any(sentence[:40] in "".join(holder.itertext()) for holder in holders)


@pytest.mark.parametrize("shape", ["markdown", "wiki", "no way back", "whole addresses"])
def test_a_list_of_notes_is_one(shape: str) -> None:
    article = goldleaf.read(noted(shape), URL)
    assert len(select(article.html, "//ol[@class='gl-footnotes']/li")) == 2


def test_paragraphs_of_notes_come_into_a_section() -> None:
    article = goldleaf.read(noted("empty anchors"), URL)
    assert len(select(article.html, "//section[@class='gl-footnotes']/p")) == 2


def test_a_sign_that_leads_back_is_no_text() -> None:
    article = goldleaf.read(noted("no way back"), URL)
    assert whole(article.text.replace("1\n", "\n").replace("2\n", "\n"))
    assert "↩" in article.html
    assert "↩" not in article.text
    assert fold(html_to_text(article.html, headers=False, marks=False)) == fold(
        article.text.replace("- ", "")
    )


def test_contents_are_no_notes() -> None:
    contents = '<ul><li><a href="#one">1. The move</a></li><li><a href="#two">2. The field</a></li></ul>'
    rows = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = page(f'{contents}<h2 id="one">The move</h2>{rows}<h2 id="two">The field</h2><p>{LAST}</p>')
    assert "gl-footnotes" not in goldleaf.read(html, URL).html
