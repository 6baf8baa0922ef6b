"""What the containers around a block hold, and what they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from goldleaf.reading.blocks import Zone
from goldleaf.reading.features.view import Floats, Ints, View
from goldleaf.reading.zones import BAD

# Characters: the innermost container with so much text, however many wrappers there are, is a box, a section
# and the whole of a text.
_SCALES = (300, 1000, 3000)
_ZONES = {
    "nav": Zone.NAV, "header": Zone.HEADER, "footer": Zone.FOOTER, "hidden": Zone.HIDDEN,
    "comments": Zone.COMMENTS, "related": Zone.RELATED,
}  # fmt: skip
_ZONE_FEATURES = [f"{how}_{name}" for name in _ZONES for how in ("zone", "stated")]
_SIZES = ("chars", "links", "prose", "blocks")
# Of the containers around a block, what each is described by.
_DESCRIBED = {
    "parent": ("chars", "links", "blocks"),
    "grand": ("blocks",),
    "great": ("chars", "links", "blocks"),
}
_LISTS = frozenset(("ul", "ol", "dl"))


def add_containers(columns: dict[str, Floats], view: View, zones: Sequence[int]) -> None:
    """Add the features of each block's containers.

    Args:
        columns: features by name, each of shape (n,); added to.
        view: the page in columns.
        zones: each container's zones, by node index, as far as they are believed.
    """
    # One row a size, in the order of the catalogue.
    sizes = np.array(
        (np.log1p(view.node_chars), view.node_links, view.node_prose, np.log1p(view.node_blocks)),
        dtype=np.float32,
    )
    for name, index in (("parent", view.parent), ("grand", view.grand), ("great", view.great)):
        for size in _DESCRIBED[name]:
            columns[f"{name}_{size}"] = sizes[_SIZES.index(size), index]
    columns["grand_fields"] = view.node_fields[view.grand]
    every = np.ones(len(view.node_parent), dtype=np.bool_)
    tags = [node.tag for node in view.page.nodes]
    is_list = np.array([tag in _LISTS for tag in tags], dtype=np.bool_)
    is_table = np.array([tag == "table" for tag in tags], dtype=np.bool_)
    # A list that is the body itself has nothing around it.
    is_list[0] = is_table[0] = False
    columns["depth"] = (view.count_around(every) - 1)[view.node].astype(np.float64)
    columns["lists"] = view.count_around(is_list)[view.node].astype(np.float64)
    columns["tables"] = view.count_around(is_table)[view.node].astype(np.float64)
    shares = view.node_prose * view.node_chars / view.total_prose
    for name, flag in (("article", Zone.ARTICLE), ("main", Zone.MAIN)):
        around = view.innermost((view.node_zone & int(flag)) > 0)[view.node]
        inside = around >= 0
        columns[f"in_{name}"] = inside.astype(np.float64)
        columns[f"{name}_share"] = np.where(inside, shares[around], -1.0)
        columns[f"{name}_position"] = np.where(inside, _position(view, around), -1.0)
    means = view.node_chars / np.maximum(1.0, view.node_blocks)
    for scale in _SCALES:
        big = view.node_chars >= scale
        big[0] = True
        index = view.innermost(big)[view.node]
        for size, column in zip(_SIZES[:3], sizes[:3, index], strict=True):
            columns[f"at{scale}_{size}"] = column
        columns[f"at{scale}_share"] = shares[index]
        columns[f"at{scale}_mean"] = means[index]
    _add_zones(columns, view, zones)


def _position(view: View, around: Ints) -> Floats:
    """How far into a container a block stands, 0 to 1."""
    place: Floats = (view.node - around) / np.maximum(1, view.node_last[around] - around)
    return place


def _add_zones(columns: dict[str, Floats], view: View, zones: Sequence[int]) -> None:
    believed = np.fromiter(zones, dtype=np.int64, count=len(zones))[view.node]
    stated = view.node_stated[view.node]
    flags = np.array([int(flag) for flag in _ZONES.values()])[:, None]
    both = np.empty((2 * len(_ZONES), len(view.node)), dtype=np.float32)
    np.greater(believed & flags, 0, out=both[::2], casting="unsafe")
    np.greater(stated & flags, 0, out=both[1::2], casting="unsafe")
    columns.update(zip(_ZONE_FEATURES, both, strict=True))
    bad = int(BAD)
    own = (view.node_zone & bad) > 0
    columns["parent_bad"] = own[view.parent].astype(np.float64)
    columns["bad"] = ((believed & bad) > 0).astype(np.float64)
