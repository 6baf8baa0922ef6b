"""trafilatura, with the settings that its own evaluation uses."""

from __future__ import annotations

from goldleaf.errors import NoArticle
from goldleaf.scoring.engines.base import Engine, Extract, Extraction


def load() -> Extract:
    """Import trafilatura."""
    import trafilatura

    def extract(page: bytes, url: str | None) -> Extraction:
        text = trafilatura.extract(page, url=url, include_comments=False, include_tables=True)
        if text is None:
            raise NoArticle("trafilatura found no article in this page.")
        return Extraction(text)

    return extract


ENGINE = Engine(name="trafilatura", package="trafilatura", module="trafilatura", extra="compare", loader=load)
