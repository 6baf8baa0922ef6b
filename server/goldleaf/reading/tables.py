"""Data tables and layout tables told apart.

Source of the signs: the layout-table heuristics of browsers' accessibility trees (Gecko's
``HTMLTableAccessible::IsProbablyLayoutTable``), reduced to what can be known without rendering.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

_GROUPS = ("tr", "thead", "tbody", "tfoot")
_CELLS = ("td", "th")
# A table is known by its first rows, and a cell by its first elements: both may be endless.
_ROWS = 60
_ELEMENTS = 80
# A cell with this many paragraphs, or this many letters, holds a part of a page.
_PARAGRAPHS = 3
_LETTERS = 600
_PAGE_PARTS = frozenset("h1 h2 h3 form nav article section header footer".split())


def is_layout_table(table: HtmlElement) -> bool:
    """Whether a table lays the page out rather than holding data.

    A table in a cell speaks for layout, too, unless the outer one has headers of its own: then it is one
    table whose columns are tables.
    """
    role = (table.get("role") or "").lower()
    if role in ("presentation", "none"):
        return True
    if role in ("table", "grid", "treegrid"):
        return False
    if table.get("datatable") == "0":
        return True
    rows = list(islice(own_rows(table), _ROWS))
    cells = [cell for row in rows for cell in row.iterchildren(*_CELLS)]
    headed = bool(table.get("summary")) or _has_headers(table, cells)
    filled, large, nested = _contents(cells)
    if headed:
        return nested and large > 0
    if nested or len(rows) < 2:
        return True
    if max(sum(1 for _ in row.iterchildren(*_CELLS)) for row in rows) < 2:
        return True
    if (table.get("border") or "0") not in ("", "0"):
        return False
    return large > 0 and large * 4 >= filled


def own_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table, without those of tables in its cells."""
    for child in table.iterchildren(*_GROUPS):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _has_headers(table: HtmlElement, cells: list[HtmlElement]) -> bool:
    if next(table.iterchildren("caption", "thead"), None) is not None:
        return True
    return any(cell.tag == "th" or cell.get("headers") or cell.get("scope") for cell in cells)


def _contents(cells: list[HtmlElement]) -> tuple[int, int, bool]:
    """How many cells hold anything, how many a part of a page, and whether one holds a table."""
    filled = large = 0
    nested = False
    for cell in cells:
        paragraphs = letters = 0
        parts = tables = False
        for element in islice(cell.iter(), _ELEMENTS):
            tag = element.tag
            letters += len(element.text or "") if isinstance(tag, str) else 0
            paragraphs += tag == "p"
            parts = parts or tag in _PAGE_PARTS
            tables = tables or tag == "table"
        nested = nested or tables
        filled += len(cell) > 0 or letters > 0
        # What stands in a table in the cell is that table's.
        large += not tables and (parts or paragraphs >= _PARAGRAPHS or letters > _LETTERS)
    return filled, large, nested
