"""Where in the page a block stands, under which heading, and what page it is."""

from __future__ import annotations

import math
import re
from urllib.parse import urlsplit

import numpy as np

from goldleaf.reading.blocks import Zone
from goldleaf.reading.features.view import Floats, Ints, View
from goldleaf.reading.titles import title_headings

_FAR = 200.0
_NO_TITLE = -999.0
_LONGEST_SECTION = 60.0
_MOST_BLOCKS = 3_000
_MOST_ARTICLES = 50
_WORD_BREAK = re.compile(r"[-_]")


def add_place(columns: dict[str, Floats], view: View) -> Ints:
    """Add the features of position, of the section around, and of the page as a whole.

    Args:
        columns: features by name, each of shape (n,), those of wording among them; added to.
        view: the page in columns.

    Returns:
        The number of each block's section, shape (n,).
    """
    count = len(view.blocks)
    order = np.arange(count)
    columns["position"] = order / count
    columns["chars_before"] = (np.cumsum(view.chars) - view.chars) / view.total
    prose = view.chars * view.prose
    columns["prose_before"] = (np.cumsum(prose) - prose) / view.total_prose
    titles = set(title_headings(view.page))
    is_title = np.array([block.index in titles for block in view.blocks], dtype=np.bool_)
    first = int(np.argmax(is_title)) if is_title.any() else -1
    columns["from_title"] = (
        np.clip(order - first, -_FAR, _FAR) if first >= 0 else np.full(count, _NO_TITLE)
    ).astype(np.float64)
    _add_page(columns, view)
    return _add_sections(columns, view)


def _add_page(columns: dict[str, Floats], view: View) -> None:
    count = len(view.blocks)
    articles = sum(1 for node in view.page.nodes if node.zone & Zone.ARTICLE)
    for name, value in (
        ("blocks", min(count, _MOST_BLOCKS)),
        ("chars", math.log(view.total)),
        ("prose", view.total_prose / view.total),
        ("links", view.node_links[0]),
        ("articles", min(articles, _MOST_ARTICLES)),
        ("median", np.median(view.chars)),
        ("cells", columns["kind_cell"].mean()),
        ("items", columns["kind_item"].mean()),
        ("currency", columns["currency"].mean()),
        ("code", columns["kind_code"].mean()),
        ("fields", view.page.nodes[0].fields),
        ("longest", view.chars.max() / view.total),
        ("headings", (view.heading > 0).mean()),
    ):
        columns[f"page_{name}"] = np.full(count, float(value))


def _add_sections(columns: dict[str, Floats], view: View) -> Ints:
    count = len(view.blocks)
    headed = view.heading > 0
    section: Ints = np.cumsum(headed.astype(np.int64))
    order = np.arange(count)
    above = np.maximum.accumulate(np.where(headed, order, -1))
    columns["from_heading"] = np.where(above >= 0, np.minimum(order - above, _LONGEST_SECTION), 99.0)
    columns["heading_above"] = np.where(above >= 0, view.heading[above], 0).astype(np.float64)
    chars = np.bincount(section, view.chars)
    divisor = np.maximum(1.0, chars)
    columns["section_chars"] = np.log1p(chars)[section]
    columns["section_links"] = (np.bincount(section, view.link_chars, minlength=len(chars)) / divisor)[
        section
    ]
    columns["section_prose"] = (
        np.bincount(section, view.chars * view.prose, minlength=len(chars)) / divisor
    )[section]
    columns["section_blocks"] = np.bincount(section).astype(np.float64)[section]
    columns["section_number"] = section / (section[-1] + 1)
    return section


def add_address(columns: dict[str, Floats], count: int, url: str | None) -> None:
    """Add what the shape of the page's address says; not a number where the address isn't known.

    Args:
        columns: features by name, each of shape (n,); added to.
        count: n.
        url: the page's address.
    """
    values = [math.nan] * 4
    if url:
        try:
            parts = urlsplit(url)
        except ValueError:
            # An address that can't be taken apart says nothing, just as none does.
            parts = None
        if parts is not None:
            segments = [segment for segment in parts.path.split("/") if segment]
            last = segments[-1] if segments else ""
            values = [
                float(len(segments)),
                float(len(_WORD_BREAK.findall(last))),
                float(sum(map(str.isdigit, last))),
                float(len(parts.query)),
            ]
    for name, value in zip(("depth", "words", "digits", "query"), values, strict=True):
        columns[f"address_{name}"] = np.full(count, value)
