"""Data tables and layout tables told apart.

Source of the signs: the layout-table heuristics of browsers' accessibility trees (Gecko's
``HTMLTableAccessible::IsProbablyLayoutTable``), reduced to what can be known without rendering.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.xpath import counter, tester

_inner_tables = tester(".//table")
_own_headers = tester(".//th | .//caption | .//thead | .//td[@headers or @scope]")
_big_cell_content = counter(".//p | .//div | .//h1 | .//h2 | .//h3 | .//form | .//ul")


def is_layout_table(table: HtmlElement) -> bool:
    """Whether a table lays the page out rather than holding data."""
    role = (table.get("role") or "").lower()
    if role in ("presentation", "none"):
        return True
    if role in ("table", "grid", "treegrid"):
        return False
    if table.get("datatable") == "0":
        return True
    if _inner_tables(table):
        return True
    if table.get("summary") or _own_headers(table):
        return False
    rows = list(table.iter("tr"))
    if len(rows) < 2:
        return True
    widths = [sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows[:40]]
    if max(widths, default=0) < 2:
        return True
    if (table.get("border") or "0") not in ("", "0"):
        return False
    return bool(_big_cell_content(table) > 2 * len(rows))
