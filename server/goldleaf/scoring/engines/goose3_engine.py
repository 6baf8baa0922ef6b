"""goose3, without fetching images."""

from __future__ import annotations

from goldleaf.errors import NoArticle
from goldleaf.scoring.engines.base import Engine, Extract, Extraction
from goldleaf.scoring.pagetext import decode_page


def load() -> Extract:
    """Import goose3."""
    from goose3 import Goose

    goose = Goose({"enable_image_fetching": False})

    def extract(page: bytes, url: str | None) -> Extraction:
        text = goose.extract(raw_html=decode_page(page)).cleaned_text
        if not text:
            raise NoArticle("goose3 found no article in this page.")
        return Extraction(text)

    return extract


ENGINE = Engine(name="goose3", package="goose3", module="goose3", extra="compare", loader=load)
