"""newspaper4k, parsing the given page; nothing is fetched."""

from __future__ import annotations

import warnings

from goldleaf.errors import NoArticle
from goldleaf.scoring.engines.base import Engine, Extract, Extraction
from goldleaf.scoring.pagetext import decode_page

# Article() demands an address; this one is reserved and never resolves.
_NOWHERE = "https://page.invalid/"


def load() -> Extract:
    """Import newspaper4k."""
    with warnings.catch_warnings():
        # It warns on import that NLTK is absent, which only its keyword extraction needs.
        warnings.simplefilter("ignore", UserWarning)
        from newspaper import Article

    def extract(page: bytes, url: str | None) -> Extraction:
        article = Article(url or _NOWHERE, fetch_images=False)
        article.download(input_html=decode_page(page))
        article.parse()
        if not article.text:
            raise NoArticle("newspaper4k found no article in this page.")
        return Extraction(article.text)

    return extract


ENGINE = Engine(name="newspaper4k", package="newspaper4k", module="newspaper", extra="compare", loader=load)
