"""Resiliparse's main-content text, without the list bullets and alternative texts that it adds by default."""

from __future__ import annotations

from goldleaf.errors import NoArticle
from goldleaf.scoring.engines.base import Engine, Extract, Extraction


def load() -> Extract:
    """Import Resiliparse."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def extract(page: bytes, url: str | None) -> Extraction:
        html = bytes_to_str(page, detect_encoding(page) or "utf-8")
        text = extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False)
        if not text.strip():
            raise NoArticle("Resiliparse found no article in this page.")
        return Extraction(text)

    return extract


ENGINE = Engine(name="resiliparse", package="resiliparse", module="resiliparse", extra="compare", loader=load)
