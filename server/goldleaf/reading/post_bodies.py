"""What was said in a post, and what only stands around it."""

from __future__ import annotations

from collections.abc import Iterable

from goldleaf.reading.blocks import Page
from goldleaf.reading.post_signs import Shape, Shapes
from goldleaf.reading.post_units import Unit

# Share of what is said in all posts that the container of the words has to hold, and of posts that have it.
_HOLDS = 0.75
_PRESENT = 0.55
_NO_BODY = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li dl dt pre table tbody figure a".split())
_FEW = 2
# Levels between a block and the container of the post's words.
_DEEPEST = 40
# Characters; less is a label as often as words.
_SHORT = 60
_LONG_LINKS = 200


def find_bodies(page: Page, units: list[Unit], signs: dict[int, int], shapes: Shapes) -> dict[int, set[int]]:
    """For each post, by its container, the blocks that were said in it; none where it is no post after all.

    Args:
        page: the segmented page.
        units: the posts with their blocks.
        signs: what short blocks tell, as of :func:`~goldleaf.reading.post_signs.signs_in`.
        shapes: the shapes of the page's containers.
    """
    by_shape: dict[Shape, list[Unit]] = {}
    for unit in units:
        by_shape.setdefault(unit.shape, []).append(unit)
    holders = {
        shape: _holder(page, alike, signs, shapes) for shape, alike in by_shape.items() if len(alike) > 1
    }
    found = dict.fromkeys(holder for holder in holders.values() if holder)
    bodies: dict[int, set[int]] = {}
    for shape, alike in by_shape.items():
        own = holders.get(shape)
        for unit in alike:
            # An opening post has a shape of its own, and its words mostly stand in what those of others do.
            body = _held(page, unit, own, shapes) if own else _first_held(page, unit, found, shapes)
            # What has the posts' class and no words where they all have them is something else, unless it
            # says something all the same.
            if not body and not (own and len(alike) > _FEW and not _says(unit, signs)):
                body = _unmarked(unit, signs)
            bodies[unit.node] = body
    return bodies


def _says(unit: Unit, signs: dict[int, int]) -> bool:
    return any(block.chars - block.link_chars > _SHORT for block in unit.blocks if block.index not in signs)


def _holder(page: Page, units: list[Unit], signs: dict[int, int], shapes: Shapes) -> Shape | None:
    """The shape of the smallest container that holds what is said in all these posts, if any."""
    nodes = page.nodes
    weights: dict[Shape, int] = {}
    sizes: dict[Shape, int] = {}
    counts: dict[Shape, int] = {}
    present: dict[Shape, int] = {}
    whole = 0
    for unit in units:
        reached: dict[int, int] = {}
        above: set[int] = set()
        had = 0
        for block in unit.blocks:
            plain = block.chars - block.link_chars
            sign = signs.get(block.index, 0)
            weight = plain if not sign and plain > _SHORT else plain // 8
            whole += weight
            index = block.node
            heads = sign & ~had
            had |= sign
            for _ in range(_DEEPEST):
                if index <= unit.node:
                    break
                reached[index] = reached.get(index, 0) + weight
                if heads:
                    above.add(index)
                index = nodes[index].parent
        here: set[Shape] = set()
        for index, weight in reached.items():
            node = nodes[index]
            if node.tag in _NO_BODY or not node.names or index in above:
                continue
            for shape in shapes.of(index):
                weights[shape] = weights.get(shape, 0) + weight
                sizes[shape] = sizes.get(shape, 0) + node.chars
                counts[shape] = counts.get(shape, 0) + 1
                here.add(shape)
        for shape in here:
            present[shape] = present.get(shape, 0) + 1
    best, size = None, 0
    for shape, weight in weights.items():
        if (
            weight >= _HOLDS * whole
            and present[shape] >= _PRESENT * len(units)
            and counts[shape] <= 1.2 * present[shape]
            and (best is None or sizes[shape] < size)
        ):
            best, size = shape, sizes[shape]
    return best


def _first_held(page: Page, unit: Unit, holders: Iterable[Shape], shapes: Shapes) -> set[int]:
    return next((body for holder in holders if (body := _held(page, unit, holder, shapes))), set())


def _held(page: Page, unit: Unit, holder: Shape, shapes: Shapes) -> set[int]:
    """The blocks of a post that stand in the container of its words."""
    nodes = page.nodes
    inside: dict[int, bool] = {unit.node: False}
    body: set[int] = set()
    for block in unit.blocks:
        path: list[int] = []
        index = block.node
        while index not in inside:
            path.append(index)
            index = nodes[index].parent
        held = inside[index]
        for step in reversed(path):
            held = held or holder in shapes.of(step)
            inside[step] = held
        if held:
            body.add(block.index)
    return body


def _unmarked(unit: Unit, signs: dict[int, int]) -> set[int]:
    """The blocks of a post without a container for its words: from the first that tells it to the last."""
    kept = [
        block for block in unit.blocks if block.link_chars * 2 <= block.chars or block.chars > _LONG_LINKS
    ]
    says = [
        place
        for place, block in enumerate(kept)
        if block.index not in signs and (block.chars > _SHORT or block.kind in ("pre", "media"))
    ]
    if says:
        kept = kept[says[0] : says[-1] + 1]
    return {block.index for block in kept if block.index not in signs or (says and block.chars > _SHORT)}
