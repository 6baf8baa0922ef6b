"""The article as plain text, its words counted, and the key that texts are compared by."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.tables import own_rows

_LEFT_OUT = frozenset(("figcaption", "caption", "header", "rt", "rp", "annotation", "script", "style"))
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure details summary pre div section article hr dt"
    " dd".split()
)
# Scripts that put no space between words are counted by character, as word processors do.
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]|\\w+"
)
# For ASCII the same without a regular expression: what is no part of a word becomes a space.
_GAPS = "".join(letter if letter.isalnum() or letter == "_" else " " for letter in map(chr, range(128)))

# What keeps most English texts from being ASCII; none of it is part of a word.
_SIGNS = "’“”‘–—…\u00a0•·"

# A video is a link to elsewhere, and a link back that was added to a note is a sign.
_UNREAD = re.compile(r"gl-video|gl-back")
_NOT_WORD = re.compile(r"\W+")
# For ASCII: small letters, and the bytes that are in no word.
_SMALL = bytes(ord(chr(code).lower()) if code < 128 else code for code in range(256))
_BETWEEN = bytes(code for code in range(128) if not (chr(code).isalnum() or chr(code) == "_"))


def plain_text(article: HtmlElement) -> str:
    """Blocks of text with a blank line between them: headings, paragraphs, lists, tables, code and quotes.

    Left out: the header (title, byline, date), captions, ruby annotations. Items of a list stand on lines of
    their own behind ``-``; cells of a row are separated by `` | ``.

    Args:
        article: an article's root element, as in ``Article.html`` or a gold case.
    """
    writer = _Writer()
    writer.children(article)
    writer.flush()
    return "\n\n".join(writer.blocks)


def count_words(text: str) -> int:
    """Words in a text: Unicode words; characters in scripts that put no space between words."""
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    # By lines, so that the words of a long text are never all in memory at once.
    return sum(
        [
            len(line.translate(_GAPS).split()) if line.isascii() else len(_WORD.findall(line))
            for line in text.split("\n")
        ]
    )


def match_key(text: str) -> str:
    """Letters and digits of a text, case folded: what is equal in this reads the same to a person."""
    if text.isascii():
        return text.encode("ascii").translate(_SMALL, _BETWEEN).decode("ascii")
    return _NOT_WORD.sub("", text).casefold()


def _folded(text: str) -> str:
    """Each run of white space made one space, also at the ends; quicker than a regular expression."""
    words = text.split()
    if not words:
        return " "
    before = " " if text[0].isspace() else ""
    return f"{before}{' '.join(words)}{' ' if text[-1].isspace() else ''}"


class _Writer:
    """Collects blocks; recursion is safe here because an article's nesting is bounded by its structure's."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.line: list[str] = []

    def flush(self) -> None:
        text = "\n".join([" ".join(line.split()) for line in "".join(self.line).split("\n")]).strip()
        self.line = []
        if text:
            self.blocks.append(text)

    def children(self, element: HtmlElement) -> None:
        self._inline(element.text)
        for child in element:
            self._element(child)
            self._inline(child.tail)

    def _inline(self, text: str | None) -> None:
        if text:
            self.line.append(_folded(text))

    def _element(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or _UNREAD.search(element.get("class") or ""):
            return
        if tag == "br":
            self.line.append("\n")
        elif tag == "pre":
            self.flush()
            code = "".join(element.itertext()).strip("\n")
            if code.strip():
                self.blocks.append(code)
        elif tag in ("ul", "ol"):
            self.flush()
            lines = self._list(element, "")
            if lines:
                self.blocks.append("\n".join(lines))
        elif tag == "table":
            self.flush()
            self._table(element)
        elif tag in _BLOCKS:
            self.flush()
            self.children(element)
            self.flush()
        else:
            self.children(element)

    def _list(self, element: HtmlElement, indent: str) -> list[str]:
        lines: list[str] = []
        for item in element:
            if item.tag in ("ul", "ol"):
                lines.extend(self._list(item, indent + "  "))
            if item.tag != "li":
                continue
            inner = _Writer()
            inner._inline(item.text)
            nested: list[str] = []
            for child in item:
                if child.tag in ("ul", "ol"):
                    inner.flush()
                    nested.extend(self._list(child, indent + "  "))
                else:
                    inner._element(child)
                inner._inline(child.tail)
            inner.flush()
            if inner.blocks:
                lines.append(f"{indent}- " + f"\n{indent}  ".join("\n".join(inner.blocks).split("\n")))
            lines.extend(nested)
        return lines

    def _table(self, table: HtmlElement) -> None:
        if next(table.iterdescendants("table"), None) is not None:
            # A row can't be a line where a cell is a table: each cell is a block.
            for row in own_rows(table):
                for cell in row.iterchildren("td", "th"):
                    self.children(cell)
                    self.flush()
            return
        rows = [row for row in (self._row(row) for row in table.iter("tr")) if row]
        if rows:
            self.blocks.append("\n".join(rows))

    def _row(self, row: HtmlElement) -> str:
        cells = []
        for cell in row:
            if cell.tag in ("td", "th"):
                inner = _Writer()
                inner.children(cell)
                inner.flush()
                cells.append(" ".join(" ".join(inner.blocks).split()))
        return " | ".join(cells) if any(cells) else ""
