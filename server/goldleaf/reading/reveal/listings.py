"""Listings of code as one ``<pre>`` with the code alone: no line numbers, no buttons, each line on its own.

Highlighters put each token into an element, each line into another, the numbers into a column of a table or
between the lines, and buttons and file names around it all. What they have in common is used here: a column
of numbers, elements called *line*, and names of gutters.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from goldleaf.reading.code import KNOWN, language_of
from goldleaf.reading.reveal.surgery import remove, text_of
from goldleaf.reading.tables import own_rows

_GUTTER = re.compile(
    r"(?:^|[\s_-])(?:gutter|linenos?|linenodiv|line-?numbers?(?:-rows)?|blob-num|hljs-ln-n\w*|lnt|crayon-nums?"
    r"|CodeMirror-linenumber|CodeMirror-gutter\S*|react-line-number|ln-num)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:^|\s)(?:line|code-?line|token-line|view-line|cm-line|hljs-line|cl|CodeMirror-line|blob-code-inner)(?=$|\s)"
)
_BUTTON = re.compile(r"(?:^|[\s_-])(?:copy|clipboard|toolbar|copybtn)|[a-z](?:Copy|Clipboard)", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:code|snippet|listing|file|highlight)[-_]{0,2}(?:block)?[-_]{0,2}(?:title|name|header|caption|label|path|info)"
    r"|(?:^|[\s_-])filename(?:$|[\s_-])",
    re.IGNORECASE,
)
_TITLE_ATTRIBUTES = ("data-filename", "data-file", "data-title", "data-rehype-pretty-code-title")
_NUMBERS = re.compile(r"^[\d\s.:|]+$")
_BLOCKS = frozenset("div p li tr table ul ol pre figure section".split())
_LONGEST_TITLE = 100
_MOST_BESIDE = 6
_LEVELS = 3
_FIRST = 6


def gather_listings(root: HtmlElement) -> None:
    """Give every listing below the root its plain form."""
    for table in list(root.iter("table")):
        lines = _listing_of(table)
        if lines is not None:
            inner = next((e for e in table.iter("pre", "code") if not _is_gutter_text(e)), None)
            language = None if inner is None else language_of(inner)
            put_in_place(table, "\n".join(lines).strip("\n"), language)
    for pre in list(root.iter("pre")):
        if pre.getparent() is not None and next(pre.iterancestors("pre"), None) is None:
            if len(pre) and not _is_document(pre):
                put_in_place(pre, code_text(pre))
            else:
                _name(pre)


def _is_document(pre: HtmlElement) -> bool:
    """Whether it is text with links, such as a standard's or a letter's, and no highlighted code."""
    first = next(pre.iter("a", "code"), None)
    return first is not None and first.tag == "a" and bool(first.get("href")) and language_of(pre) is None


def code_text(element: HtmlElement) -> str:
    """The code in an element, a line for each element that is called one, without numbers and buttons."""
    pieces: list[str] = []
    ends_line = False  # A line was closed, and nothing has been written since.

    def write(text: str | None) -> None:
        nonlocal ends_line
        if text:
            if ends_line and not text.startswith(("\n", "\r")):
                pieces.append("\n")
            ends_line = False
            pieces.append(text)

    stack: list[HtmlElement | tuple[str | None, bool]] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            tail, closes = item
            ends_line = ends_line or (closes and bool(pieces) and not pieces[-1].endswith("\n"))
            write(tail)
            continue
        tag = item.tag
        names = item.get("class") or "" if isinstance(tag, str) else ""
        inner = item is not element
        if inner and (
            not isinstance(tag, str) or tag in ("button", "svg", "style", "script") or _is_noise(names)
        ):
            write(item.tail)
            continue
        line = inner and (tag in _BLOCKS or bool(names and _LINE.search(names)))
        if line and pieces and not pieces[-1].endswith("\n"):
            ends_line = True
        if line and not len(item) and not item.text and ends_line:
            pieces.append("\n")
        if tag == "br":
            ends_line = False
            pieces.append("\n")
        if inner:
            stack.append((item.tail, line))
        stack.extend(reversed(item))
        write(item.text)
    return "".join(pieces).replace("\r\n", "\n").strip("\n")


def _is_noise(names: str) -> bool:
    return bool(names) and (bool(_GUTTER.search(names)) or bool(_BUTTON.search(names)))


def _listing_of(table: HtmlElement) -> list[str] | None:
    """The lines of a table whose first column are numbers and whose last is code; None for other tables."""
    rows = list(islice(own_rows(table), 3))
    if not rows or len(rows[0]) < 2:
        return None
    cells = list(rows[0].iterchildren("td", "th"))
    if len(cells) < 2 or not _is_gutter(cells[0]):
        return None
    if len(rows) == 1:
        holds_code = next(cells[-1].iter("pre", "code"), None) is not None
        named = "code" in (cells[-1].get("class") or "").lower()
        return code_text(cells[-1]).split("\n") if holds_code or named else None
    marked = any(
        "code" in (cell.get("class") or "") or cell.get("data-line-number") for row in rows for cell in row
    )
    if not marked and next(table.iterancestors("pre", "code"), None) is None:
        return None
    return [code_text(row[-1]) for row in own_rows(table) if len(row)]


def _is_gutter_text(element: HtmlElement) -> bool:
    return bool(_NUMBERS.match(text_of(element) or "1"))


def _is_gutter(cell: HtmlElement) -> bool:
    if cell.get("data-line-number") or _GUTTER.search(cell.get("class") or ""):
        return True
    numbers = next((element for element in islice(cell.iter(), _FIRST) if element.tag == "pre"), None)
    return numbers is not None and bool(_NUMBERS.match(text_of(numbers)))


def put_in_place(element: HtmlElement, text: str, language: str | None = None) -> None:
    """Replace a listing by a plain ``<pre>``.

    Args:
        element: the listing, with all that belongs to it.
        text: its code.
        language: the code's language, where it isn't said by the element itself.
    """
    parent = element.getparent()
    if parent is None:
        return
    pre = element.makeelement("pre")
    pre.text = text
    language = language or language_of(element)
    if language:
        pre.set("data-lang", language)
    for name in ("class", "id", *_TITLE_ATTRIBUTES):
        if element.tag == "pre" and element.get(name):
            pre.set(name, element.get(name, ""))
    pre.tail, element.tail = element.tail, None
    parent.replace(element, pre)
    if next(pre.iterancestors("pre"), None) is None:
        _name(pre)


def _name(pre: HtmlElement) -> None:
    """Put a file's name that stands around a listing into its caption, and take buttons away from there."""
    title = next((pre.get(name) for name in _TITLE_ATTRIBUTES if pre.get(name)), None)
    wrappers: list[HtmlElement] = []
    outer: HtmlElement | None = pre
    for _ in range(_LEVELS):
        if outer is None or outer.getparent() is None or outer.tag in ("body", "li", "td", "article", "main"):
            break
        for beside in _beside(outer):
            names = beside.get("class") or ""
            if _is_button(beside, names):
                remove(beside)
                continue
            if title is None and _TITLE.search(names) and beside.find(".//pre") is None:
                text = code_text(beside).split("\n")[0].strip(" \t¶#§")
                if text and len(text) <= _LONGEST_TITLE:
                    remove(beside)
                    title = text
        outer = outer.getparent()
        if outer is None or next(islice(outer, _MOST_BESIDE, None), None) is not None:
            break
        if (
            next(islice(outer, 1, None), None) is None
            and outer.tag == "div"
            and not (outer.text or "").strip()
        ):
            # It is the listing, and no toolbar or dialog, whatever its class says.
            wrappers.append(outer)
    if wrappers and not pre.get("data-lang"):
        language = language_of(pre)
        if language:
            pre.set("data-lang", language)
    for wrapper in wrappers:
        wrapper.attrib.pop("class", None)
    if not title:
        return
    if title.lower() in KNOWN:
        if not pre.get("data-lang"):
            pre.set("data-lang", title.lower())
    elif next(pre.iterancestors("figure", "pre", "td", "details"), None) is None:
        _caption(pre, title)


def _is_button(element: HtmlElement, names: str) -> bool:
    if element.tag != "button" and not _BUTTON.search(names):
        return False
    short = len(text_of(element)) <= _LONGEST_TITLE
    return short and not _TITLE.search(names) and next(element.iter("pre"), None) is None


def _beside(element: HtmlElement) -> list[HtmlElement]:
    """The nearest elements before and behind another."""
    found = [*islice(element.itersiblings(preceding=True), 2), *islice(element.itersiblings(), 2)]
    return [sibling for sibling in found if isinstance(sibling.tag, str)]


def _caption(pre: HtmlElement, title: str) -> None:
    figure = pre.makeelement("figure")
    caption = pre.makeelement("figcaption")
    caption.text = title
    figure.append(caption)
    figure.tail, pre.tail = pre.tail, None
    pre.getparent().replace(pre, figure)
    figure.append(pre)
