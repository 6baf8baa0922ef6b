"""Small pages built around one story, so that each test says only what is odd about its page."""

from __future__ import annotations

from typing import Any

from lxml.html import fromstring

TITLE = "The lighthouse that moved inland"
PARAGRAPHS = (
    "When the sea took the last of the cliff in March, the keepers had already put the lamp on a lorry.",
    "It had burned for a hundred and twelve years above the same rocks, and nobody in the village, not even "
    "the oldest fishermen, could say what the bay looked like without it.",
    "The council had asked three engineers what to do, and the three had given four answers, each of them "
    "dearer than the one before it.",
    "In the end it was a farmer, Edda Marsh, who offered a field two miles from the water and asked for "
    "nothing but that the light should not shine into her bedroom.",
    "So the tower was taken down stone by stone, numbered in chalk, and put up again among the sheep, where "
    "it now warns of nothing at all.",
)
LAST = "Visitors still climb it, and on a clear evening they can see the sea, which is coming closer."


def story(*extra: str) -> str:
    """The story's paragraphs with something put between them, and always the same last sentence."""
    half = len(PARAGRAPHS) // 2
    rows = [f"<p>{text}</p>" for text in PARAGRAPHS]
    return "\n".join([*rows[:half], *extra, *rows[half:], f"<p>{LAST}</p>"])


def page(body: str | None = None, *, head: str = "", html: str = "", body_attributes: str = "") -> str:
    """A whole page with navigation and footer around the story."""
    content = f"<article><h1>{TITLE}</h1>{body if body is not None else story()}</article>"
    return (
        f"<!doctype html><html{html}><head><title>{TITLE} | The Tidewater Post</title>{head}</head>"
        f"<body{body_attributes}><nav><ul><li><a href='/'>Front page</a></li><li><a "
        f"href='/sea'>Sea</a></li></ul></nav>"
        f"{content}<footer><p>Printed on the coast since 1871. All rights "
        f"reserved.</p></footer></body></html>"
    )


def whole(text: str) -> bool:
    """Whether a text has every sentence of the story, in order."""
    folded = " ".join(text.split())
    places = [folded.find(" ".join(sentence.split())) for sentence in (*PARAGRAPHS, LAST)]
    return -1 not in places and places == sorted(places)


def select(html: str, xpath: str) -> list[Any]:
    """What an XPath expression finds in a piece of HTML: elements, or strings for attributes and text."""
    found = fromstring(html).xpath(xpath)
    assert isinstance(found, list)
    return found
