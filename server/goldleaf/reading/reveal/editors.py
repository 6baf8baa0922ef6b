"""Code editors in the page as the listing that they show, each line in its place.

An editor draws every line in an element of its own, the numbers beside them, and a field for typing below.
What can be seen is a listing like any other.

Source of the shapes: what CodeMirror 5 and 6 and Monaco write into a page.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.code import language_of
from goldleaf.reading.reveal.listings import code_text, put_in_place
from goldleaf.reading.xpath import finder

_drawings = finder(
    "//div[contains(@class,'CodeMirror-code') or contains(@class,'cm-content')"
    " or contains(@class,'view-lines')]"
)
# Each editor: the class of what holds its lines, that of a line, and that of the whole.
_EDITORS = {
    "CodeMirror-code": ("CodeMirror-line", "CodeMirror"),
    "cm-content": ("cm-line", "cm-editor"),
    "view-lines": ("view-line", "monaco-editor"),
}
# What stands in a line and is none of its code.
_NOT_CODE = frozenset(("cm-placeholder", "cm-widgetBuffer", "cm-foldPlaceholder", "inline-folded"))
_TOP = re.compile(r"(?:^|;)\s*top:\s*(\d+)(?:\.\d+)?px")
_INVISIBLE = str.maketrans({"\u200b": None, "\u00a0": " "})


def gather_editors(root: HtmlElement) -> None:
    """Put a plain ``<pre>`` in the place of every editor below the root that shows any code."""
    for drawing in _drawings(root):
        kind = next((name for name in (drawing.get("class") or "").split() if name in _EDITORS), None)
        if kind is None:
            continue
        line_class, editor_class = _EDITORS[kind]
        lines = [line for line in drawing.iter("div", "pre") if line_class in _classes(line)]
        if kind == "view-lines":
            # Monaco reuses elements that are scrolled out of sight: where a line stands is in its style only.
            lines.sort(key=_top)
        text = "\n".join(_line(line) for line in lines)
        if not text.strip():
            continue
        editor = next(
            (outer for outer in drawing.iterancestors("div") if editor_class in _classes(outer)), None
        )
        whole = drawing if editor is None else editor
        put_in_place(whole, text.rstrip(), language_of(drawing) or language_of(whole))


def _line(line: HtmlElement) -> str:
    for element in list(line.iter("span", "img")):
        if not _NOT_CODE.isdisjoint(_classes(element)):
            element.text = None
            for child in list(element):
                element.remove(child)
    return code_text(line).translate(_INVISIBLE)


def _top(line: HtmlElement) -> int:
    found = _TOP.search(line.get("style") or "")
    return int(found.group(1)) if found else 0


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()
