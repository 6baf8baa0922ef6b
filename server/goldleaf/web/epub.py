"""An article as an EPUB 3 book of one chapter, for readers and e-ink devices.

Images of the page are not fetched, since the server makes no connection of its own; a book may not load them
from the network either (EPUB 3.3, section 3.6). Each becomes a link with its description. Images that the
page carries within itself (``data:``) stay.
"""

from __future__ import annotations

import io
import re
import uuid
from datetime import UTC, datetime
from typing import Any

import lxml.html
from lxml import etree

from goldleaf.errors import MissingExtra
from goldleaf.reading.article import Article

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CHAPTER, STYLE = "article.xhtml", "style.css"
EMBEDDED = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]")
# XML 1.0 has no way to write these.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

CSS = """body { line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-align: start; }
.gl-meta { font-size: 0.9em; }
.gl-cards { list-style: none; padding: 0; }
.gl-post { margin-block: 1.5em; }
.gl-post-header { font-size: 0.9em; }
.gl-post-author { font-weight: bold; }
pre { white-space: pre-wrap; font-size: 0.85em; }
blockquote { margin-inline: 1.5em 0; }
figure { margin: 1em 0; }
figcaption { font-size: 0.9em; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.4em; text-align: start; vertical-align: top; }
"""


def epub_bytes(article: Article) -> bytes:
    """The book.

    Args:
        article: a page that was read.

    Returns:
        The bytes of an EPUB 3.3 file.

    Raises:
        MissingExtra: ebooklib is not installed.
    """
    try:
        from ebooklib import epub
    except ImportError:
        raise MissingExtra(
            'EPUB needs the extra "epub". In Goldleaf\'s folder, `make setup` installs it, and so does '
            "`.venv/bin/python -m pip install -e '.[epub]'`. Then start the server again.",
            extra="epub",
        ) from None
    title = clean(article.title or "Untitled")
    language = article.lang or "und"
    chapter, headings, has_math = chapter_of(article, title, language)

    book = epub.EpubBook()
    # The same page gives the same identifier, so that a book replaces its older self in a library.
    book.set_identifier(f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, article.url or article.text)}")
    book.set_title(title)
    book.set_language(language)
    if article.byline:
        book.add_author(clean(article.byline))
    for name, value in (
        ("publisher", article.site_name),
        ("date", article.published),
        ("source", article.url),
        ("description", article.excerpt),
    ):
        if value:
            book.add_metadata("DC", name, clean(value))
    if article.dir in ("ltr", "rtl"):
        book.set_direction(article.dir)

    item = epub.EpubItem(
        uid="article", file_name=CHAPTER, media_type="application/xhtml+xml", content=chapter
    )
    item.properties = ["mathml"] if has_math else []
    style = epub.EpubItem(uid="style", file_name=STYLE, media_type="text/css", content=CSS.encode())
    for part in (item, style, epub.EpubNcx(), epub.EpubNav(direction=book.direction)):
        book.add_item(part)
    book.spine = [item]
    start = epub.Link(CHAPTER, title, "start")
    links = [epub.Link(f"{CHAPTER}#{name}", text, name) for name, text in headings]
    book.toc = [(start, links)] if links else [start]

    out = io.BytesIO()
    epub.write_epub(out, book, {"raise_exceptions": True, "mtime": datetime.now(UTC)})
    return out.getvalue()


def chapter_of(article: Article, title: str, language: str) -> tuple[bytes, list[tuple[str, str]], bool]:
    """The chapter's XHTML, its second-level headings as ``(id, text)``, and whether it has formulas."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    tree = lxml.html.fragment_fromstring(clean(article.html), create_parent=False, parser=parser)
    replace_images(tree)
    headings = name_headings(tree)

    html = etree.Element(f"{{{XHTML}}}html", nsmap=namespaces(XHTML))
    for name in ("lang", XML_LANG):
        html.set(name, language)
    if article.dir:
        html.set("dir", article.dir)
    head = etree.SubElement(html, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(head, f"{{{XHTML}}}link", rel="stylesheet", type="text/css", href=STYLE)
    body = etree.SubElement(html, f"{{{XHTML}}}body")
    copy_into(body, tree)
    has_math = next(body.iter(f"{{{MATHML}}}math"), None) is not None
    data: bytes = etree.tostring(html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return data, headings, has_math


def namespaces(default: str) -> Any:
    """For lxml: this namespace without a prefix. (Its stubs know no such key.)"""
    return {None: default}


def clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def replace_images(tree: Any) -> None:
    """Put a link, or within a link its description, in the place of each image that lies on the network."""
    # libxml2 does not know that a source is empty: it may hold the image that follows it.
    for source in list(tree.iter("source")):
        source.drop_tag()
    for image in list(tree.iter("img")):
        for name in ("srcset", "sizes"):
            image.attrib.pop(name, None)
        address = image.get("src", "")
        if EMBEDDED.match(address):
            image.set("alt", image.get("alt", ""))
            continue
        words = (image.get("alt") or "").strip() or "Image"
        is_linked = any(parent.tag == "a" for parent in image.iterancestors())
        image.tag = "a" if address and not is_linked else "span"
        image.attrib.clear()
        if image.tag == "a":
            image.set("href", address)
        image.text = f"[{words}]"
    # It may hold nothing but an image.
    for picture in list(tree.iter("picture")):
        picture.drop_tag()


def name_headings(tree: Any) -> list[tuple[str, str]]:
    """Give each second-level heading an id; returns ids and texts, in their order."""
    found = []
    for number, heading in enumerate(tree.iter("h2"), 1):
        text = " ".join(heading.text_content().split())
        if text:
            heading.set("id", heading.get("id") or f"gl-part-{number}")
            found.append((heading.get("id"), text))
    return found


def copy_into(parent: Any, element: Any) -> None:
    """Copy an HTML tree under an XHTML element, with the namespaces that XML wants. Not recursive: pages are
    deep."""
    stack = [(parent, element)]
    while stack:
        target, source = stack.pop()
        if not isinstance(source.tag, str):
            continue  # A comment.
        is_math = source.tag == "math" or (
            target.tag.startswith(f"{{{MATHML}}}") and source.tag != "annotation-xml"
        )
        space = MATHML if is_math else XHTML
        copy = etree.SubElement(
            target, f"{{{space}}}{source.tag}", nsmap=namespaces(space) if source.tag == "math" else None
        )
        for name, value in source.attrib.items():
            if name == "lang":
                copy.set(XML_LANG, value)
            if re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name) and name != "xmlns":
                copy.set(name, value)
        copy.text = source.text
        copy.tail = source.tail if source is not element else None
        # The last is taken first, and each is appended in its turn: so children go on the stack reversed.
        stack.extend((copy, child) for child in reversed(source))
