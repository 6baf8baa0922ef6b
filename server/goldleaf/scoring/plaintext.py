"""HTML to plain text by the rules of ``Article.text``, written apart from the reading room.

The gold text must not be made by the code that is being measured: a renderer that loses table rows would lose them on
both sides and score 1. So scoring has its own, small one. It is used for gold HTML, for the expected HTML of
benchmarks, and for engines that answer in HTML.
"""

from __future__ import annotations

import re

from lxml import etree

# Elements that end the line before and after them.
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr html legend main menu nav ol p pre section summary table tbody tfoot thead ul".split()
)
# Elements that end a line without ending the block: items of a list, rows of a table.
_LINES = frozenset({"li", "tr", "br"})
_CELLS = frozenset({"td", "th"})
# Never part of the text. Captions are left out because what benchmarks call main content leaves them out.
_DROPPED = frozenset(
    "script style template noscript head title figcaption caption iframe object embed audio video canvas button input "
    "select textarea svg rp datalist".split()
)
_DROPPED_CLASSES = frozenset({"gl-header", "gl-title", "gl-meta", "gl-video"})
# The source copy of a formula (TeX in MathML) is not what a reader sees.
_MATH_SOURCE = frozenset({"annotation", "annotation-xml"})

# White space of the web's text; a no-break space is layout here, a zero-width one is not white space.
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTHING, _BLANK, _LINE, _BLOCK = range(4)
_GAPS = ("", " ", "\n", "\n\n")


def html_to_text(html: str | bytes) -> str:
    """Render HTML as plain text with a blank line between blocks.

    Headings, paragraphs, lists (an item a line), tables (a row a line), quotes and preformatted text are kept;
    captions, scripts, form controls, and Goldleaf's own article header (title, byline, date) are not.

    Args:
        html: a document or a fragment. Bytes are taken as UTF-8.

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
    writer = _Writer()
    _walk(root, writer)
    return "".join(writer.out)


def fold(text: str) -> str:
    """White space folded to single blanks: what text metrics compare, so that layout never scores."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The lines of a rendered text that hold something: the unit of a difference between two texts."""
    return [line for line in (fold(raw) for raw in text.split("\n")) if line]


def _is_dropped(element: etree._Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED or tag in _MATH_SOURCE:
        return True
    classes = element.get("class")
    return bool(classes) and not _DROPPED_CLASSES.isdisjoint((classes or "").split())


class _Writer:
    """Collects text; of all breaks asked for between two pieces of text the strongest one is written."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._gap = _NOTHING
        self._indent = ""

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
        """Text inside ``pre``: lines and their indentation stay; blank lines go, as they would split the block."""
        for number, line in enumerate((text or "").replace("\r\n", "\n").split("\n")):
            if number:
                self.rest(_LINE)
            if line.strip():
                self._put(line)
            elif line and self._gap >= _LINE:
                self._indent = line
            elif line:
                self.rest(_BLANK)

    def _put(self, text: str) -> None:
        if self.out:
            self.out.append(_GAPS[self._gap])
        self.out.append(self._indent + text)
        self._gap = _NOTHING
        self._indent = ""


def _walk(root: etree._Element, writer: _Writer) -> None:
    """Write the tree in document order, with a stack of its own, as pages nest thousands deep."""
    preformatted = 0
    stack: list[tuple[etree._Element, bool]] = [(root, True)]
    while stack:
        element, entering = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        write = writer.write_preformatted if preformatted else writer.write
        if not entering:
            preformatted -= tag == "pre"
            writer.rest(_gap_of(tag))
            (writer.write_preformatted if preformatted else writer.write)(element.tail)
        elif element is not root and _is_dropped(element):
            write(element.tail)
        else:
            writer.rest(_gap_of(tag))
            preformatted += tag == "pre"
            (writer.write_preformatted if preformatted else writer.write)(element.text)
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))


def _gap_of(tag: str) -> int:
    if tag in _BLOCKS:
        return _BLOCK
    if tag in _LINES:
        return _LINE
    return _BLANK if tag in _CELLS else _NOTHING
