"""A summary of the page: its own, or else its first paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from goldleaf.reading import jsonld
from goldleaf.reading.blocks import Block
from goldleaf.reading.settle.signs import ENDS_SENTENCE
from goldleaf.reading.sources import Sources, fold

_META = ("dc:description", "og:description", "description", "twitter:description")
# Characters: a paragraph that says something, and as much of it as is a summary.
_SHORTEST, _LONGEST = 40, 600
_PARAGRAPHS = frozenset(("p", "div", "td"))
_ENDS = ". ", "! ", "? ", "。", "！", "？", "۔ ", "। "


def excerpt_of(sources: Sources, kept: Sequence[Block]) -> str | None:
    """The page's own summary; where it states none, the first paragraph, cut behind a sentence if it is long.

    Args:
        sources: the page's metadata.
        kept: the article's blocks.
    """
    for item in sources.articles:
        if found := fold(jsonld.text(item.get("description"))):
            return found
    if stated := sources.first(*_META):
        return stated
    described = fold(jsonld.text(sources.main.get("description"))) if sources.main else None
    return described or _first_paragraph(kept)


def _first_paragraph(kept: Sequence[Block]) -> str | None:
    for kinds in (frozenset(("p",)), _PARAGRAPHS):
        for block in kept:
            if block.kind not in kinds or 2 * block.link_chars >= block.chars:
                continue
            if block.chars >= _SHORTEST or (block.words > 2 and ENDS_SENTENCE.search(block.text)):
                return _sentences(" ".join(block.text.split()))
    return None


def _sentences(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    end = max(text.rfind(mark, _SHORTEST, _LONGEST) for mark in _ENDS)
    if end > 0:
        return text[: end + 1].rstrip()
    return (
        text[: text.rfind(" ", 0, _LONGEST)].rstrip() + " …"
        if " " in text[:_LONGEST]
        else text[:_LONGEST] + "…"
    )
