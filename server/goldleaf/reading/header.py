"""The article's header: title, byline, date and site, as one element above the body."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.metadata import Metadata


def with_header(body: HtmlElement, metadata: Metadata) -> HtmlElement:
    """Put header and body into one ``<article>``.

    Args:
        body: the composed ``<div class="gl-body">``.
        metadata: what stands in the header; empty parts are left out.
    """
    article: HtmlElement = etree.Element("article", {"class": "gl-article"})
    if metadata.lang:
        article.set("lang", metadata.lang)
    if metadata.dir:
        article.set("dir", metadata.dir)
    header = etree.SubElement(article, "header", {"class": "gl-header"})
    if metadata.title:
        etree.SubElement(header, "h1", {"class": "gl-title"}).text = metadata.title
    pieces: list[HtmlElement] = []
    for name, value in (("gl-byline", metadata.byline), ("gl-site", metadata.site_name)):
        if value:
            piece = etree.Element("span", {"class": name})
            piece.text = value
            pieces.append(piece)
    if metadata.published:
        piece = etree.Element("time", {"class": "gl-date", "datetime": metadata.published, "dir": "ltr"})
        piece.text = metadata.published[:10]
        pieces.insert(1 if metadata.byline else 0, piece)
    if pieces:
        meta = etree.SubElement(header, "p", {"class": "gl-meta"})
        for piece in pieces:
            piece.tail = " "
            meta.append(piece)
        pieces[-1].tail = None
    article.append(body)
    return article
