"""HTML to plain text by the rules of ``Article.text``, written apart from the reading room.

The gold text must not be made by the code that is being measured: a renderer that loses table rows would lose
them on both sides and score 1. So scoring has its own, small one. It is used for gold HTML, for the expected
HTML of benchmarks, and for engines that answer in HTML.
"""

from __future__ import annotations

import re

from lxml import etree


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Elements that end the line before and after them.
_BLOCKS = _names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol p pre section "
    "summary table tbody tfoot thead ul"
)
# Elements that end a line without ending the block: items of a list, rows of a table.
_LINES = frozenset({"li", "tr", "br"})
_CELLS = frozenset({"td", "th"})
# Never part of the text. Captions are left out because what benchmarks call main content leaves them out.
_DROPPED = _names(
    "script style template noscript head title figcaption caption iframe object embed audio video "
    "canvas button input select textarea svg rp datalist rt"
)
_DROPPED_CLASSES = frozenset({"gl-header", "gl-title", "gl-meta", "gl-video", "gl-back"})
# The source copy of a formula (TeX in MathML) is not what a reader sees.
_MATH_SOURCE = frozenset({"annotation", "annotation-xml"})

# White space of the web's text; a no-break space is layout here, a zero-width one is not white space.
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING, _BLANK, _LINE, _BLOCK = range(4)
_GAPS = ("", " ", "\n", "\n\n")


def html_to_text(html: str | bytes, *, headers: bool = True, marks: bool = True) -> str:
    """Render HTML as plain text with a blank line between blocks.

    Headings, paragraphs, lists (an item a line), tables (a row a line), quotes and preformatted text are
    kept; captions, scripts, form controls, and Goldleaf's own article header (title, byline, date) are not.

    Args:
        html: a document or a fragment, nested less than 2,048 levels deep, where libxml2 ends. Bytes are
            taken as UTF-8.
        headers: whether ``<header>`` elements belong to the text. In Goldleaf's own HTML they hold titles,
            bylines and dates, which don't; in a page's HTML they may hold anything.
        marks: whether to write ``-`` before an item of a list and ``|`` between cells.

    Returns:
        The text, without white space at either end; the empty string for HTML without text.
    """
    if isinstance(html, bytes):
        html = html.decode("utf-8", "replace")
    if not html.strip():
        return ""
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    if root is None:
        return ""
    writer = _Writer(marks)
    _walk(root, writer, _DROPPED if headers else _DROPPED | {"header"})
    return "".join(writer.out)


def fold(text: str) -> str:
    """White space folded to single blanks: what text metrics compare, so that layout never scores."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The lines of a rendered text that hold something: the unit of a difference between two texts."""
    return [line for line in (fold(raw) for raw in text.split("\n")) if line]


def _is_dropped(element: etree._Element, names: frozenset[str]) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in names or tag in _MATH_SOURCE:
        return True
    classes = element.get("class")
    return bool(classes) and not _DROPPED_CLASSES.isdisjoint((classes or "").split())


class _Writer:
    """Collects text; of all breaks asked for between two pieces of text the strongest one is written."""

    def __init__(self, marks: bool) -> None:
        self.out: list[str] = []
        self._marks = marks
        self._gap = _NOTHING
        self._indent = ""
        self._mark = ""
        self._cells = 0
        self._bars = 0
        self._row_empty = True

    def rest(self, gap: int) -> None:
        """Ask for a gap before the next text."""
        self._gap = max(self._gap, gap)
        if gap >= _LINE:
            self._indent = ""

    def write(self, text: str | None) -> None:
        """Text outside ``pre``: white space folds."""
        if not text:
            return
        folded = _SPACE.sub(" ", text)
        if folded.startswith(" "):
            self.rest(_BLANK)
        bare = folded.strip(" ")
        if bare:
            self._put(bare)
            if folded.endswith(" "):
                self.rest(_BLANK)

    def write_preformatted(self, text: str | None) -> None:
        """Text inside ``pre``: lines and their indentation stay; blank lines go, as they would split the
        block."""
        for number, line in enumerate((text or "").replace("\r\n", "\n").split("\n")):
            if number:
                self.rest(_LINE)
            if line.strip():
                self._put(line)
            elif line and self._gap >= _LINE:
                self._indent = line
            elif line:
                self.rest(_BLANK)

    def item(self) -> None:
        """A list item begins: its first text gets a mark."""
        self._mark = "- " if self._marks else ""

    def end_item(self) -> None:
        """The item is over; one without text leaves no mark."""
        self._mark = ""

    def row(self) -> None:
        """A table row begins."""
        self._cells = self._bars = 0
        self._row_empty = True

    def cell(self) -> None:
        """A cell begins."""
        self._bars += self._cells > 0
        self._cells += 1

    def end_row(self) -> None:
        """The row is over: empty cells at its end count, too; a row of empty cells leaves nothing."""
        if not self._row_empty and self._marks:
            self.out.append(" |" * self._bars)
        self.row()

    def _put(self, text: str) -> None:
        lead = self._indent + self._mark
        if self._bars and self._marks:
            if self._row_empty:
                lead += "| " * self._bars
            else:
                self.out.append(" |" * self._bars)
                self._gap = _BLANK
        if self.out:
            self.out.append(_GAPS[self._gap])
        self.out.append(lead + text)
        self._gap = _NOTHING
        self._indent = self._mark = ""
        self._bars = 0
        self._row_empty = False


def _walk(root: etree._Element, writer: _Writer, dropped: frozenset[str]) -> None:
    """Write the tree in document order, with a stack of its own, as pages nest thousands deep."""
    preformatted = 0
    stack: list[tuple[etree._Element, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        write = writer.write_preformatted if preformatted else writer.write
        if not entering:
            preformatted -= tag == "pre"
            if tag == "tr":
                writer.end_row()
            elif tag == "li":
                writer.end_item()
            writer.rest(_gap_of(tag))
            (writer.write_preformatted if preformatted else writer.write)(element.tail)
        elif element is not root and _is_dropped(element, dropped):
            write(element.tail)
        else:
            writer.rest(_gap_of(tag))
            if tag == "li" and _in_list(element):
                writer.item()
            elif tag == "tr":
                writer.row()
            elif tag in _CELLS:
                writer.cell()
            preformatted += tag == "pre"
            (writer.write_preformatted if preformatted else writer.write)(element.text)
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))


def _in_list(item: etree._Element) -> bool:
    parent = item.getparent()
    return parent is not None and parent.tag in ("ul", "ol")


def _gap_of(tag: str) -> int:
    if tag in _BLOCKS:
        return _BLOCK
    if tag in _LINES:
        return _LINE
    return _BLANK if tag in _CELLS else _NOTHING
