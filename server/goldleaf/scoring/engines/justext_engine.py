"""jusText with the stop words of all its languages, as a page's language isn't known beforehand."""

from __future__ import annotations

from goldleaf.errors import NoArticle
from goldleaf.scoring.engines.base import Engine, Extract, Extraction
from goldleaf.scoring.pagetext import decode_page


def load() -> Extract:
    """Import jusText and read its stop words."""
    import justext

    stop_words = frozenset().union(*(justext.get_stoplist(name) for name in justext.get_stoplists()))

    def extract(page: bytes, url: str | None) -> Extraction:
        paragraphs = justext.justext(
            decode_page(page).encode("utf-8", "replace"), stop_words, encoding="utf-8"
        )
        kept = [paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate]
        if not kept:
            raise NoArticle("jusText found no article in this page.")
        return Extraction("\n\n".join(kept))

    return extract


ENGINE = Engine(name="justext", package="jusText", module="justext", extra="compare", loader=load)
