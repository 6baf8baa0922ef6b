"""The self-contained reading page: the article in one HTML file, with the reading view's own stylesheet."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from importlib.resources import files

from goldleaf.reading.article import Article

_TEMPLATE = """<!doctype html>
<html{attributes}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>
{css}</style>
</head>
<body class="gl-page">
{html}
</body>
</html>
"""
# Nothing runs and nothing loads but the images and the stylesheet that stands in the page itself.
_POLICY = "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'"


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The reading view's CSS, the same file that the extension ships."""
    return files("goldleaf.reading").joinpath("article.css").read_text(encoding="utf-8")


def reading_page(article: Article) -> str:
    """The article as one HTML document that loads nothing but its images.

    Args:
        article: a page that was read; its ``html`` is sanitised and goes in unchanged.

    Returns:
        A complete HTML document, UTF-8 when encoded.
    """
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in (("lang", article.lang), ("dir", article.dir))
        if value
    )
    return _TEMPLATE.format(
        attributes=attributes,
        policy=_POLICY,
        title=escape(article.title or "Untitled"),
        css=stylesheet(),
        html=article.html,
    )
