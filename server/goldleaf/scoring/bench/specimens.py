"""Pages of any size made of ordinary markup, for what real pages are too few and too small to show."""

from __future__ import annotations

_SENTENCES = (
    "The ferry was late that day, as it had been on most days since the harbour was dredged.",
    "Nobody on the quay seemed to mind; they had brought bread, and a pack of cards.",
    "A boy counted the gulls on the crane and wrote the number on the back of his hand.",
    "When the boat came in at last it carried two sheep, a piano and the post of a week.",
    "The captain said that the piano had been the worst passenger of the three.",
)
_FRAME = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>The log of the ferry | Quay Post</title>"
    "<meta name=description content='What came over the water, day by day.'></head><body>"
    "<header class=masthead><nav><ul><li><a href=/>Front page</a></li><li><a href=/tides>Tides</a></li></ul>"
    "</nav></header><main><article><h1>The log of the ferry</h1>",
    "</article></main><footer><p>Printed on the quay. All rights reserved.</p></footer></body></html>",
)


def ordinary_page(size: int) -> bytes:
    """One long article: headings, paragraphs with links and emphasis, lists, figures, now and then a table.

    Args:
        size: bytes; the page is at most one section longer.
    """
    sections: list[str] = []
    length = sum(map(len, _FRAME))
    while length < size:
        sections.append(_section(len(sections)))
        length += len(sections[-1])
    return "".join((_FRAME[0], *sections, _FRAME[1])).encode()


def _section(number: int) -> str:
    first, second, third = (_SENTENCES[(number + step) % len(_SENTENCES)] for step in range(3))
    table = ""
    if number % 8 == 7:
        rows = "".join(
            f"<tr><td>Crossing {row}</td><td>{number * row} crates</td></tr>" for row in range(1, 6)
        )
        table = f"<table class=cargo><tr><th>Crossing</th><th>Cargo</th></tr>{rows}</table>"
    return (
        f'<section class="entry day" id="day-{number}"><h2>Day {number} on the water</h2>'
        f"<p>On day {number}: {first} <em>{second}</em> {third}</p>"
        f'<p class="body-text">{second} It stands in <a href="/log/{number}" title="The log">the log of that'
        f" day</a>, <strong>page {number % 90}</strong>. {first}</p>"
        f"<ul><li>Wind from the west, {number % 9} knots</li><li>{third}</li></ul>"
        f'<figure><img src="/photos/{number}.jpg" alt="The quay" width=640 height=480><figcaption>The quay'
        f" on day {number}</figcaption></figure>{table}"
        f'<div class="share-tools"><a href="/share/{number}">Share</a></div></section>'
    )
