"""readability-lxml alone, as anyone would call it: the engine that Goldleaf is built on and has to beat."""

from __future__ import annotations

from goldleaf.scoring.engines.base import Engine, Extract, Extraction
from goldleaf.scoring.plaintext import html_to_text


def load() -> Extract:
    """Import readability-lxml."""
    from readability import Document

    def extract(page: bytes, url: str | None) -> Extraction:
        html = Document(page, url=url).summary(html_partial=True)
        return Extraction(html_to_text(html), html)

    return extract


ENGINE = Engine(name="readability", package="readability-lxml", module="readability", extra=None, loader=load)
