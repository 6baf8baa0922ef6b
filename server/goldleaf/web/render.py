"""An article in the form that a client asked for. Runs inside a worker, so that a deadline covers all of
it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import goldleaf
from goldleaf.reading.article import Article
from goldleaf.reading.page import reading_page

JSON, HTML, MARKDOWN, TEXT, EPUB = (
    "application/json",
    "text/html",
    "text/markdown",
    "text/plain",
    "application/epub+zip",
)


def _json(article: Article) -> bytes:
    return json.dumps(article.as_dict(), ensure_ascii=False).encode()


def _epub(article: Article) -> bytes:
    from goldleaf.web.epub import epub_bytes

    return epub_bytes(article)


# media type: how an article becomes that; the first is what a client gets that does not care.
FORMS: dict[str, Callable[[Article], bytes]] = {
    JSON: _json,
    HTML: lambda article: reading_page(article).encode(),
    MARKDOWN: lambda article: article.markdown.encode(),
    TEXT: lambda article: article.text.encode(),
    EPUB: _epub,
}


def read_as(
    media_type: str,
    html: str | bytes,
    url: str | None,
    content_type: str | None,
    pages: Sequence[tuple[str, str | None]] = (),
) -> bytes:
    """Read a page and write the article in one of :data:`FORMS`.

    Args:
        media_type: a key of FORMS.
        html: the page.
        url: its address.
        content_type: the Content-Type it was served with.
        pages: the pages on which the article goes on, each with its address or None.

    Returns:
        The body of the answer.

    Raises:
        NoArticle, Unreadable, TooLarge: as :func:`goldleaf.read`.
        MissingExtra: EPUB is asked for, and ebooklib is not installed.
    """
    return FORMS[media_type](goldleaf.read(html, url, pages=pages, content_type=content_type))
