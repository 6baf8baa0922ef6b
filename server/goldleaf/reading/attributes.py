"""The attributes that an element of the article takes over from the page."""

from __future__ import annotations

from lxml.html import HtmlElement

_KEPT = {
    "ol": ("start", "reversed", "type"),
    "li": ("value",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "time": ("datetime",),
    "abbr": ("title",),
    "dfn": ("title",),
    "del": ("datetime",),
    "ins": ("datetime",),
}
TEX = "language-tex"
"""The class of a ``<code>`` that holds a formula's source."""

# Characters: no honest value is longer; the longest registered language tags have 35.
_LONGEST = 100
_LONGEST_TAG = 35


def copy_attributes(source: HtmlElement, made: HtmlElement) -> None:
    """Copy what a reading view needs: sizes of cells, numbering of lists, dates, languages and directions.

    Args:
        source: the page's element.
        made: the article's element, whose name decides what it takes over.
    """
    if not source.attrib:
        return
    for name in _KEPT.get(made.tag, ()):
        value = source.get(name)
        if value or (name == "reversed" and value is not None):
            made.set(name, value[:_LONGEST] or name)
    if made.tag == "code" and source.get("class") == TEX:
        made.set("class", TEX)
    for name in ("lang", "dir"):
        value = source.get(name)
        if value:
            made.set(name, value[:_LONGEST_TAG])
