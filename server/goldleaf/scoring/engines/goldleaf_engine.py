"""Goldleaf's own pipeline."""

from __future__ import annotations

from goldleaf.scoring.engines.base import Engine, Extract, Extraction


def load() -> Extract:
    """Import the reading room."""
    from goldleaf.reading import read

    def extract(page: bytes, url: str | None) -> Extraction:
        article = read(page, url)
        fields = {
            "title": article.title,
            "byline": article.byline,
            "published": article.published,
            "site_name": article.site_name,
            "excerpt": article.excerpt,
            "lang": article.lang,
        }
        return Extraction(article.text, article.html, fields)

    return extract


ENGINE = Engine(name="goldleaf", package="goldleaf", module="goldleaf", extra=None, loader=load)
