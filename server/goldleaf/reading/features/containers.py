"""What the containers around a block hold, and what they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.blocks import Zone
from goldleaf.reading.features.view import Floats, Ints, View
from goldleaf.reading.zones import BAD

# Characters: the innermost container with so much text, however many wrappers there are, is a box, a section
# and the whole of a text.
_SCALES = (300, 1000, 3000)
_ZONES = {
    "nav": Zone.NAV, "header": Zone.HEADER, "footer": Zone.FOOTER, "aside": Zone.ASIDE, "hidden": Zone.HIDDEN,
    "form": Zone.FORM, "dialog": Zone.DIALOG, "boilerplate": Zone.BOILERPLATE, "content": Zone.CONTENT,
    "comments": Zone.COMMENTS, "article": Zone.ARTICLE, "main": Zone.MAIN, "ad": Zone.AD, "share": Zone.SHARE,
    "related": Zone.RELATED, "control": Zone.CONTROL, "byline": Zone.BYLINE, "footnotes": Zone.FOOTNOTES,
}  # fmt: skip


def add_containers(columns: dict[str, Floats], view: View, zones: Sequence[int]) -> None:
    """Add the features of each block's containers.

    Args:
        columns: features by name, each of shape (n,); added to.
        view: the page in columns.
        zones: each container's zones, by node index, as far as they are believed.
    """
    for name, index in (
        ("own", view.node),
        ("parent", view.parent),
        ("grand", view.grand),
        ("great", view.great),
    ):
        columns[f"{name}_chars"] = np.log1p(view.node_chars[index])
        columns[f"{name}_links"] = view.node_links[index]
        columns[f"{name}_prose"] = view.node_prose[index]
        columns[f"{name}_blocks"] = np.log1p(view.node_blocks[index])
    nodes = view.page.nodes
    fields = np.array([node.fields for node in nodes], dtype=np.float64)
    columns["parent_fields"] = fields[view.parent]
    columns["grand_fields"] = fields[view.grand]
    depth, lists, tables, articles, mains = _walk(view)
    columns["depth"] = depth[view.node].astype(np.float64)
    columns["lists"] = lists[view.node].astype(np.float64)
    columns["tables"] = tables[view.node].astype(np.float64)
    for name, around in (("article", articles[view.node]), ("main", mains[view.node])):
        inside = around >= 0
        columns[f"in_{name}"] = inside.astype(np.float64)
        columns[f"{name}_share"] = np.where(
            inside, view.node_prose[around] * view.node_chars[around] / view.total_prose, -1.0
        )
        columns[f"{name}_position"] = np.where(inside, _position(view, around), -1.0)
    for scale in _SCALES:
        index = _innermost(view, scale)[view.node]
        columns[f"at{scale}_chars"] = np.log1p(view.node_chars[index])
        columns[f"at{scale}_links"] = view.node_links[index]
        columns[f"at{scale}_prose"] = view.node_prose[index]
        columns[f"at{scale}_share"] = view.node_prose[index] * view.node_chars[index] / view.total_prose
        columns[f"at{scale}_position"] = _position(view, index)
        columns[f"at{scale}_mean"] = view.node_chars[index] / np.maximum(1.0, view.node_blocks[index])
    _add_zones(columns, view, zones)


def _position(view: View, around: Ints) -> Floats:
    """How far into a container a block stands, 0 to 1."""
    place: Floats = (view.node - around) / np.maximum(1, view.node_last[around] - around)
    return place


def _walk(view: View) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Depth, lists and tables around each container, and the innermost article and main around it or -1."""
    count = len(view.page.nodes)
    depth, lists, tables = [0] * count, [0] * count, [0] * count
    articles, mains = [-1] * count, [-1] * count
    for node in view.page.nodes:
        index, parent, tag = node.index, node.parent, node.tag
        if parent >= 0:
            depth[index] = depth[parent] + 1
            lists[index] = lists[parent] + (tag in ("ul", "ol", "dl"))
            tables[index] = tables[parent] + (tag == "table")
            articles[index], mains[index] = articles[parent], mains[parent]
        if node.zone & Zone.ARTICLE:
            articles[index] = index
        if node.zone & Zone.MAIN:
            mains[index] = index
    return np.array(depth), np.array(lists), np.array(tables), np.array(articles), np.array(mains)


def _innermost(view: View, chars: int) -> Ints:
    """The innermost container with at least so many characters around each container; the body at last."""
    big: list[bool] = (view.node_chars >= chars).tolist()
    found = [0] * len(big)
    for node in view.page.nodes:
        index = node.index
        found[index] = index if big[index] or node.parent < 0 else found[node.parent]
    return np.array(found)


def _add_zones(columns: dict[str, Floats], view: View, zones: Sequence[int]) -> None:
    nodes = view.page.nodes
    believed: NDArray[np.int64] = np.array([int(zone) for zone in zones], dtype=np.int64)
    stated = np.array([int(node.inherited) for node in nodes], dtype=np.int64)[view.node]
    own = np.array([int(node.zone) for node in nodes], dtype=np.int64)
    around = believed[view.node]
    for name, flag in _ZONES.items():
        columns[f"zone_{name}"] = ((around & int(flag)) > 0).astype(np.float64)
        columns[f"stated_{name}"] = ((stated & int(flag)) > 0).astype(np.float64)
    columns["own_bad"] = ((own[view.node] & int(BAD)) > 0).astype(np.float64)
    columns["parent_bad"] = ((own[view.parent] & int(BAD)) > 0).astype(np.float64)
    columns["bad"] = ((around & int(BAD)) > 0).astype(np.float64)
    columns["stated_bad"] = ((stated & int(BAD)) > 0).astype(np.float64)
