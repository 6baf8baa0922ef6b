"""A page's containers and blocks as columns of numbers, for the features to be worked out from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.blocks import Block, Node, Page, is_prose

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class View:
    """What several features are worked out from. `n` is the number of blocks with text, `m` of containers.

    Attributes:
        page: the segmented page.
        blocks: its blocks with text, in order; length n.
        node: index of each block's container, shape (n,).
        parent, grand, great: of the three containers around that, shape (n,); the body is its own.
        chars, link_chars: each block's characters, and of those the ones inside links, shape (n,).
        prose: whether each block reads like a sentence or more, shape (n,).
        heading: each block's heading level, 0 for text, shape (n,).
        node_parent: index of each container's parent, shape (m,); the body is its own.
        node_last: index of the last container inside each, shape (m,).
        node_chars: characters of text below each container, shape (m,).
        node_links, node_prose: shares of these inside links and in prose, shape (m,).
        node_blocks: blocks with text below each container, shape (m,).
        total, total_prose: characters of the page's text and of its prose, at least 1.
    """

    page: Page
    blocks: list[Block]
    node: Ints
    parent: Ints
    grand: Ints
    great: Ints
    chars: Floats
    link_chars: Floats
    prose: NDArray[np.bool_]
    heading: Ints
    node_parent: Ints
    node_last: Ints
    node_chars: Floats
    node_links: Floats
    node_prose: Floats
    node_blocks: Floats
    total: float
    total_prose: float


def view_of(page: Page) -> View:
    """Lay a page out in columns.

    Args:
        page: the segmented page, with at least one container.
    """
    nodes = page.nodes
    blocks = [block for block in page.blocks if block.chars]
    raw = np.array(
        [(node.parent, node.last, node.chars, node.link_chars, node.prose_chars) for node in nodes],
        dtype=np.float64,
    ).reshape(-1, 5)
    node_parent = np.maximum(raw[:, 0].astype(np.int64), 0)
    node_chars = raw[:, 2]
    divisor = np.maximum(1.0, node_chars)
    node = np.array([block.node for block in blocks], dtype=np.int64)
    parent = node_parent[node]
    grand = node_parent[parent]
    sizes = np.array([(block.chars, block.link_chars) for block in blocks], dtype=np.float64).reshape(-1, 2)
    return View(
        page=page,
        blocks=blocks,
        node=node,
        parent=parent,
        grand=grand,
        great=node_parent[grand],
        chars=sizes[:, 0],
        link_chars=sizes[:, 1],
        prose=np.array([is_prose(block) for block in blocks], dtype=np.bool_),
        heading=np.array([_level(block) for block in blocks], dtype=np.int64),
        node_parent=node_parent,
        node_last=raw[:, 1].astype(np.int64),
        node_chars=node_chars,
        node_links=raw[:, 3] / divisor,
        node_prose=raw[:, 4] / divisor,
        node_blocks=_count_below(nodes, node),
        total=max(1.0, float(node_chars[0])),
        total_prose=max(1.0, float(raw[0, 4])),
    )


def _level(block: Block) -> int:
    kind = block.kind
    return int(kind[1]) if len(kind) == 2 and kind[0] == "h" and kind[1].isdigit() else 0


def _count_below(nodes: list[Node], places: Ints) -> Floats:
    counts: list[int] = np.bincount(places, minlength=len(nodes)).tolist()
    for index in range(len(nodes) - 1, 0, -1):
        counts[nodes[index].parent] += counts[index]
    return np.array(counts, dtype=np.float64)


def group_means(keys: Ints, values: Floats, weights: Floats) -> Floats:
    """The weighted mean of a value over the blocks that share a key, for each block.

    Args:
        keys: shape (n,), small numbers that are not negative.
        values, weights: shape (n,).
    """
    sums = np.bincount(keys, values * weights)
    totals = np.bincount(keys, weights)
    means: Floats = (sums / np.maximum(totals, 1e-9))[keys]
    return means
