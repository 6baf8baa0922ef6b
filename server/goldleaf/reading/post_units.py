"""Which containers of a page are posts: those of one shape, each with name or time and words of its own."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from goldleaf.reading.blocks import Block, Node, Page, Zone
from goldleaf.reading.post_signs import AUTHOR, TIME, Shape, Shapes, bare_names

# Levels between a name or time and the container of its post.
_HIGHEST = 16
# Shapes that are weighed against each other, the most promising first.
_MOST_SHAPES = 12
_MOST_ROUNDS = 3
# Characters outside links that an average post has at least.
_LEAST_SAID = 25
# Share of the average that a post says to count for its shape, and what it counts with one sign alone.
_TELLING = 0.1
_ONE_SIGN = 0.4
# Characters outside links with which any post says something.
_TELLS = 60
# A score has to be better by this much, or may be worse where the containers are the outer ones.
_BETTER = 1.02
_AS_GOOD = 0.98
_HALF = 0.4
_MUCH_LESS = 0.4
_ALIKE = 0.6
# Characters of prose in an opening post of a shape of its own, and how far up from the others it stands.
_OPENING = 80
_LEVELS_APART = 6
_NO_OPENING = Zone.NAV | Zone.HIDDEN | Zone.RELATED | Zone.FOOTER | Zone.AD


@dataclass(slots=True)
class Unit:
    """A container that may be a post: the shape it was found by and its own blocks."""

    node: int
    shape: Shape
    blocks: list[Block] = field(default_factory=list)


def find_units(page: Page, signs: dict[int, int], shapes: Shapes) -> list[Unit]:
    """The containers that are posts, in the order of the page.

    Args:
        page: the segmented page.
        signs: what its short blocks tell, as of :func:`~goldleaf.reading.post_signs.signs_in`.
        shapes: the shapes of its containers.
    """
    groups = _groups(page, signs, shapes)
    units: dict[int, Unit] = {}
    owners: dict[int, int] = {}
    heads: set[int] = set()
    around = page.nodes[0]
    for _ in range(_MOST_ROUNDS):
        best = _best(page, groups, signs, units, owners, heads, around)
        if not best:
            break
        shape, members = best
        if not units:
            around = _around(page, members)
        for node in members:
            units[node] = Unit(node, shape)
        _own(page, signs, units, owners, heads)
    if units:
        _add_opening(page, signs, units)
    return [units[node] for node in sorted(units)]


def _groups(page: Page, signs: dict[int, int], shapes: Shapes) -> dict[Shape, dict[int, list[int]]]:
    """For each shape its containers, each with the blocks with signs that stand in no inner one."""
    nodes = page.nodes
    groups: dict[Shape, dict[int, list[int]]] = {}
    for sign in signs:
        index = page.blocks[sign].node
        seen: set[Shape] = set()
        for _ in range(_HIGHEST):
            for shape in shapes.of(index):
                if shape not in seen:
                    seen.add(shape)
                    groups.setdefault(shape, {}).setdefault(index, []).append(sign)
            index = nodes[index].parent
            if index <= 0:
                break
    return {shape: members for shape, members in groups.items() if len(members) > 1}


def _best(
    page: Page,
    groups: dict[Shape, dict[int, list[int]]],
    signs: dict[int, int],
    units: dict[int, Unit],
    owners: dict[int, int],
    heads: set[int],
    around: Node,
) -> tuple[Shape, list[int]] | None:
    """The shape whose containers are posts rather than any other's, with those that are; None for none."""
    ranked: list[tuple[float, Shape, list[int]]] = []
    seen: set[tuple[int, ...]] = set()
    for shape, members in groups.items():
        key = tuple(members)
        if key in seen:
            continue
        seen.add(key)
        weight = 0.0
        nodes: list[int] = []
        inside: list[tuple[int, int]] = []
        for node, blocks in members.items():
            if node in units or not around.index < node <= around.last or not heads.isdisjoint(blocks):
                continue
            flags = 0
            for index in blocks:
                owner = owners.get(index, -1)
                if owner < node:
                    flags |= signs[index]
                    if owner >= 0 and (not inside or inside[-1][1] != node):
                        inside.append((owner, node))
            if flags:
                weight += 1.0 if flags == AUTHOR | TIME else _ONE_SIGN
                nodes.append(node)
        if len(nodes) < 2:
            continue
        # Within a post only what repeats there is a reply; once in each it is the post's own words.
        if len(inside) > 1 and len({owner for owner, _ in inside}) == len(inside):
            continue
        ranked.append((weight, shape, sorted(nodes)))
    ranked.sort(key=lambda entry: -entry[0])
    best, best_score = None, 0.0
    for _, shape, nodes in ranked[:_MOST_SHAPES]:
        said = _said(page, nodes, groups[shape], units)
        # A reply of one line may have a year in it, and so look like nothing but a sign.
        good = [
            node for node in nodes if said[node] > 0 or _flags(groups[shape][node], signs) == AUTHOR | TIME
        ]
        total = sum(said[node] for node in good)
        if len(good) < 2 or total < _LEAST_SAID * len(good):
            continue
        # Containers with next to nothing in them are another part of the post, of the same class.
        least = min(_TELLING * total / len(good), _TELLS)
        telling = [node for node in good if said[node] >= least]
        if len(telling) < 2:
            continue
        weight = 0.0
        for node in telling:
            flags = _flags(groups[shape][node], signs)
            weight += 1.0 if flags == AUTHOR | TIME else _ONE_SIGN
        score = weight * total * len(telling) / len(good)
        if _are_parts(page, good, said) or not _are_alike(page, telling):
            continue
        # Of containers around the same words the outer are the posts: names and times stand there.
        outer = best is not None and nodes[0] < best[1][0] and len(nodes) <= len(best[1])
        if score > best_score * (_AS_GOOD if outer else _BETTER):
            best, best_score = (shape, good), score
    return best


def _flags(blocks: list[int], signs: dict[int, int]) -> int:
    flags = 0
    for index in blocks:
        flags |= signs[index]
    return flags


def _are_parts(page: Page, members: list[int], said: dict[int, int]) -> bool:
    """Whether the containers are of two kinds, as many of each, and only one of them says much.

    They are the cells of posts then: one with the author, one with the words.
    """
    kinds: dict[str, list[int]] = {}
    for index in members:
        kinds.setdefault(bare_names(page.nodes[index]), []).append(said[index])
    common = [lengths for lengths in kinds.values() if len(lengths) >= _HALF * len(members)]
    if len(common) != 2:
        return False
    means = sorted(sum(lengths) / len(lengths) for lengths in common)
    return means[0] < _MUCH_LESS * means[1]


def _are_alike(page: Page, members: list[int]) -> bool:
    """Whether the containers have most of their names in common: one for looks alone is no shape."""
    names = [frozenset(bare_names(page.nodes[index]).split()) for index in members]
    usual = max(names, key=Counter(names).__getitem__)
    if not usual:
        return True
    return sum(len(usual & own) for own in names) >= _ALIKE * len(usual) * len(names)


def _around(page: Page, members: list[int]) -> Node:
    """The innermost container around all of some containers: the thread, outside of which no post stands."""
    node = page.nodes[members[0]]
    while node.parent >= 0 and (node.last < members[-1] or node.index == members[0]):
        node = page.nodes[node.parent]
    return node


def _said(
    page: Page, members: list[int], signs: dict[int, list[int]], units: dict[int, Unit]
) -> dict[int, int]:
    """Characters outside links in each container, less its signs and what inner containers have."""
    nodes = page.nodes
    said: dict[int, int] = {}
    stack: list[int] = []
    for index in sorted({*members, *units}):
        node = nodes[index]
        while stack and nodes[stack[-1]].last < index:
            stack.pop()
        plain = node.chars - node.link_chars
        if stack:
            said[stack[-1]] -= plain
        said[index] = plain
        stack.append(index)
    for index in members:
        said[index] -= sum(page.blocks[sign].chars - page.blocks[sign].link_chars for sign in signs[index])
    return said


def _own(
    page: Page, signs: dict[int, int], units: dict[int, Unit], owners: dict[int, int], heads: set[int]
) -> None:
    """Note the innermost post around each sign, and the signs that head a post: its first name and time."""
    owners.clear()
    heads.clear()
    stack = Stack(page, sorted(units))
    had: dict[int, int] = {}
    for index in sorted(signs):
        unit = stack.around(page.blocks[index].node)
        if unit >= 0:
            owners[index] = unit
            if signs[index] & ~had.get(unit, 0):
                heads.add(index)
                had[unit] = had.get(unit, 0) | signs[index]


class Stack:
    """Which of some containers is the innermost around a node; asked in the order of the page."""

    def __init__(self, page: Page, containers: list[int]) -> None:
        """Start before the first of the containers, which are given in the order of the page."""
        self._nodes = page.nodes
        self._containers = containers
        self._next = 0
        self.open: list[int] = []

    def around(self, node: int) -> int:
        """The innermost container around a node; -1 where there is none."""
        containers, nodes, stack = self._containers, self._nodes, self.open
        while self._next < len(containers) and containers[self._next] <= node:
            while stack and nodes[stack[-1]].last < containers[self._next]:
                stack.pop()
            stack.append(containers[self._next])
            self._next += 1
        # A container's own text may follow those inside it, so a node may lie before the last container, too.
        while stack and not stack[-1] <= node <= nodes[stack[-1]].last:
            stack.pop()
        return stack[-1] if stack else -1


def _add_opening(page: Page, signs: dict[int, int], units: dict[int, Unit]) -> None:
    """Add the post that opens the thread where it has a shape of its own: beside an ancestor of the first."""
    nodes = page.nodes
    first = min(units)
    outer = {first}
    index = nodes[first].parent
    while index >= 0 and len(outer) <= _LEVELS_APART:
        outer.add(index)
        index = nodes[index].parent
    candidates: set[int] = set()
    for sign in signs:
        index = page.blocks[sign].node
        if index >= first:
            continue
        for _ in range(_HIGHEST):
            parent = nodes[index].parent
            if index in outer or parent < 0:
                break
            if parent in outer:
                if nodes[index].last < first:
                    candidates.add(index)
                break
            index = parent
    for index in sorted(candidates, reverse=True):
        node = nodes[index]
        if node.inherited & _NO_OPENING:
            continue
        if node.prose_chars >= _OPENING and node.link_chars < node.chars / 2:
            units[index] = Unit(index, ("", ""))
            return


def share_out(page: Page, units: list[Unit]) -> list[int]:
    """Give each post its own blocks, and tell how deep each stands in others.

    Args:
        page: the segmented page.
        units: its posts, in order; their ``blocks`` are filled.
    """
    by_node = {unit.node: unit for unit in units}
    order = [unit.node for unit in units]
    stack = Stack(page, order)
    for block in page.blocks:
        owner = stack.around(block.node)
        if owner >= 0 and (block.chars or block.media):
            by_node[owner].blocks.append(block)
    depths, outer = [], Stack(page, order)
    for node in order:
        outer.around(node)
        depths.append(len(outer.open) - 1)
    return depths
