"""A page's containers and blocks as columns of numbers, for the features to be worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from goldleaf.reading.blocks import Block, Page, is_prose

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_of_node = attrgetter("parent", "last", "chars", "link_chars", "prose_chars", "fields", "zone", "inherited")
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_of_block = attrgetter("node", "chars", "link_chars", "words", "links", "media")


@dataclass(frozen=True, slots=True)
class View:
    """What several features are worked out from. `n` is the number of blocks with text, `m` of containers.

    Attributes:
        page: the segmented page.
        blocks: its blocks with text, in order; length n.
        node: index of each block's container, shape (n,).
        parent, grand, great: of the three containers around that, shape (n,); the body is its own.
        chars, link_chars: each block's characters, and of those the ones inside links, shape (n,).
        words, links, media: each block's words, links, and images, videos and formulas, shape (n,).
        prose: whether each block reads like a sentence or more, shape (n,).
        heading: each block's heading level, 0 for text, shape (n,).
        node_parent: index of each container's parent, shape (m,); the body is its own.
        node_last: index of the last container inside each, shape (m,).
        node_chars: characters of text below each container, shape (m,).
        node_links, node_prose: shares of these inside links and in prose, shape (m,).
        node_blocks: blocks with text below each container, shape (m,).
        node_fields: form fields below each container, shape (m,).
        node_zone, node_stated: what each container calls itself, and what it or any around it does, as the
            flags of :class:`~goldleaf.reading.blocks.Zone`, shape (m,).
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
    words: Floats
    links: Floats
    media: Floats
    prose: NDArray[np.bool_]
    heading: Ints
    node_parent: Ints
    node_last: Ints
    node_chars: Floats
    node_links: Floats
    node_prose: Floats
    node_blocks: Floats
    node_fields: Floats
    node_zone: Ints
    node_stated: Ints
    total: float
    total_prose: float

    def count_around(self, marked: NDArray[np.bool_]) -> Ints:
        """How many of some containers are around each container, itself included, shape (m,).

        Args:
            marked: which containers are counted, shape (m,).
        """
        change = np.zeros(len(marked) + 1, dtype=np.int64)
        change[:-1] = marked
        change -= np.bincount(self.node_last[marked] + 1, minlength=len(change))
        counts: Ints = np.cumsum(change)[:-1]
        return counts

    def innermost(self, marked: NDArray[np.bool_]) -> Ints:
        """The innermost of some containers around each container, itself included, -1 for none, shape (m,).

        Args:
            marked: which containers are sought, shape (m,).
        """
        count = len(marked)
        order = np.arange(count)
        leaves = marked & (self.node_last == order)
        # From each start and end of one on, it is another one that is the innermost.
        places, found, open_ = [0], [-1], [-1]
        inner = np.flatnonzero(marked & ~leaves)
        ends = [count, *self.node_last[inner].tolist()]
        waiting = [0]
        for number, index in enumerate(inner.tolist(), start=1):
            while ends[waiting[-1]] < index:
                places.append(ends[waiting.pop()] + 1)
                open_.pop()
                found.append(open_[-1])
            places.append(index)
            found.append(index)
            open_.append(index)
            waiting.append(number)
        while len(waiting) > 1:
            places.append(ends[waiting.pop()] + 1)
            open_.pop()
            found.append(open_[-1])
        places.append(count)
        result: Ints = np.repeat(np.array(found, dtype=np.int64), np.diff(places))
        result[leaves] = order[leaves]
        return result

    def outermost(self, marked: NDArray[np.bool_]) -> Ints:
        """The outermost of some containers around each container, itself included, -1 for none, shape (m,).

        Args:
            marked: which containers are sought, shape (m,).
        """
        order = np.arange(len(marked))
        last = np.maximum.accumulate(np.where(marked & (self.count_around(marked) == 1), order, -1))
        result: Ints = np.where((last >= 0) & (self.node_last[last] >= order), last, -1)
        return result


def view_of(page: Page) -> View:
    """Lay a page out in columns.

    Args:
        page: the segmented page, with at least one container.
    """
    nodes = page.nodes
    blocks = [block for block in page.blocks if block.chars]
    count = len(nodes)
    raw = np.fromiter(chain.from_iterable(map(_of_node, nodes)), dtype=np.float64, count=8 * count).reshape(
        -1, 8
    )
    sizes = np.fromiter(
        chain.from_iterable(map(_of_block, blocks)), dtype=np.float64, count=6 * len(blocks)
    ).reshape(-1, 6)
    # Each column for itself: what is worked out from them goes through them from end to end.
    parents, last, node_chars, link_chars, prose_chars, fields, zone, stated = np.ascontiguousarray(raw.T)
    places, chars, links_of, words, links, media = np.ascontiguousarray(sizes.T)
    node_parent = np.maximum(parents.astype(np.int64), 0)
    node_last = last.astype(np.int64)
    divisor = np.maximum(1.0, node_chars)
    node = places.astype(np.int64)
    parent = node_parent[node]
    grand = node_parent[parent]
    before = np.zeros(count + 1)
    np.cumsum(np.bincount(node, minlength=count), out=before[1:])
    return View(
        page=page,
        blocks=blocks,
        node=node,
        parent=parent,
        grand=grand,
        great=node_parent[grand],
        chars=chars,
        link_chars=links_of,
        words=words,
        links=links,
        media=media,
        prose=np.array([is_prose(block) for block in blocks], dtype=np.bool_),
        heading=np.array([_LEVELS.get(block.kind, 0) for block in blocks], dtype=np.int64),
        node_parent=node_parent,
        node_last=node_last,
        node_chars=node_chars,
        node_links=link_chars / divisor,
        node_prose=prose_chars / divisor,
        node_blocks=before[node_last + 1] - before[:-1],
        node_fields=fields,
        node_zone=zone.astype(np.int64),
        node_stated=stated.astype(np.int64),
        total=max(1.0, float(node_chars[0])),
        total_prose=max(1.0, float(prose_chars[0])),
    )


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
