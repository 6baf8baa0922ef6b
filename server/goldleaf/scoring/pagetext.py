"""All text that a page holds anywhere, to tell whether a snippet can have come from it."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes
from lxml import etree

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([a-zA-Z0-9_\-]+)", re.IGNORECASE)
_GRAM = 8
_ENOUGH = 0.8


class PageText:
    """The text of every element of a page, hidden ones, templates and scripts included, without any white
    space.

    White space is left out because markup may stand in its place, or not, between the same words.
    """

    def __init__(self, page: bytes) -> None:
        """Parse the page.

        Args:
            page: its bytes, in whatever encoding it declares.
        """
        parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
        root = etree.fromstring(decode_page(page).encode("utf-8", "replace") or b"<p>", parser)
        self._text = "" if root is None else squeeze("".join(map(str, root.itertext())))

    def holds(self, snippet: str) -> bool:
        """Whether the snippet stands in the page, letter by letter except for white space."""
        return squeeze(snippet) in self._text

    def nearly_holds(self, line: str) -> bool:
        """Whether the line stands in the page, perhaps with marks taken out (footnote numbers, permalinks).

        That is, whether four fifths of its runs of eight letters are there.
        """
        wanted = squeeze(line)
        if wanted in self._text:
            return True
        grams = [wanted[start : start + _GRAM] for start in range(len(wanted) - _GRAM + 1)]
        found = sum(gram in self._text for gram in grams)
        return len(grams) > _GRAM and found >= _ENOUGH * len(grams)


def squeeze(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def declares_charset(page: bytes) -> bool:
    """Whether the page itself says what encoding it is in, by a byte order mark or a ``<meta>``."""
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return page.startswith(marks) or _DECLARED.search(page, 0, 4096) is not None


def decode_page(page: bytes) -> str:
    """The page as text: by its byte order mark, as UTF-8 where it is, as it declares, else as detected."""
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return page.decode("utf-16", "replace")
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(page, 0, 4096)
    if declared:
        try:
            return page.decode(declared.group(1).decode("ascii"), "replace")
        except LookupError:
            pass  # a made-up charset name: detect it like a missing one
    best = from_bytes(page).best()
    return str(best) if best else page.decode("latin-1")
