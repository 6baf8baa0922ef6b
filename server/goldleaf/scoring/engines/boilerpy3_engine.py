"""boilerpy3's article extractor."""

from __future__ import annotations

from goldleaf.errors import NoArticle
from goldleaf.scoring.engines.base import Engine, Extract, Extraction
from goldleaf.scoring.pagetext import decode_page


def load() -> Extract:
    """Import boilerpy3."""
    from boilerpy3.extractors import ArticleExtractor

    extractor = ArticleExtractor()

    def extract(page: bytes, url: str | None) -> Extraction:
        text = extractor.get_content(decode_page(page))
        if not text.strip():
            raise NoArticle("boilerpy3 found no article in this page.")
        return Extraction(text)

    return extract


ENGINE = Engine(name="boilerpy3", package="boilerpy3", module="boilerpy3", extra="compare", loader=load)
