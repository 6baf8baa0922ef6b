"""Where the text begins and ends, and the boxes that stand in it: what the clearing steps look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block, Node, Page
from goldleaf.reading.settle.signs import BOX, is_sentence
from goldleaf.reading.verdict import Verdict

# Containers that the article keeps as they are; a box in one of them is part of it.
_KEPT_WHOLE = frozenset("ul ol dl table blockquote pre details".split())
_BOXES = frozenset("div section article aside form center nav footer header p figure".split())
# A link to one of these leads to the thing itself, and not to a page with more to read.
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|pdf|zip|mp[34]|docx?|xlsx?|csv)$", re.IGNORECASE)
_NOWHERE = ("#", "javascript:", "mailto:", "tel:", "data:")


@dataclass(frozen=True)
class Box:
    """A container small enough to be a box.

    Attributes:
        page: the segmented page.
        node: the container.
        blocks: all blocks in it, in order, those left out and pictures included.
        between: whether the text goes on behind it.
    """

    page: Page
    node: Node
    blocks: list[Block]
    between: bool

    @cached_property
    def texts(self) -> list[Block]:
        """The blocks that have text."""
        return [block for block in self.blocks if block.chars]

    @cached_property
    def links(self) -> list[HtmlElement]:
        """The links that lead to another page."""
        return [link for link in self.node.element.iter("a") if leads_elsewhere(link)]

    @cached_property
    def targets(self) -> set[str]:
        """Where the links lead, places in a page aside."""
        return {link.get("href", "").strip().partition("#")[0] for link in self.links}

    @property
    def unlinked(self) -> int:
        """Characters of text that are in no link."""
        return self.node.chars - self.node.link_chars


@dataclass(frozen=True)
class Setting:
    """A decided page, seen as a run of text with boxes in it.

    Attributes:
        page: the segmented page.
        verdicts: one for each block; the steps change them in place.
        running: the kept blocks of running text, by index, in order.
        first, last: by node index, the first and the last block of its subtree; first > last without blocks.
    """

    page: Page
    verdicts: list[Verdict]
    running: list[int]
    first: list[int]
    last: list[int]

    @classmethod
    def of(cls, page: Page, verdicts: list[Verdict]) -> Setting:
        """Look at a page after the decision."""
        none = len(page.blocks)
        first, last = [none] * len(page.nodes), [-1] * len(page.nodes)
        for block in page.blocks:
            if first[block.node] == none:
                first[block.node] = block.index
            last[block.node] = block.index
        for index in range(len(page.nodes) - 1, 0, -1):
            parent = page.nodes[index].parent
            if first[index] < first[parent]:
                first[parent] = first[index]
            if last[index] > last[parent]:
                last[parent] = last[index]
        running = [block.index for block in page.blocks if verdicts[block.index].keep and is_sentence(block)]
        return cls(page, verdicts, running, first, last)

    def boxes(self) -> Iterator[Box]:
        """The containers behind the first running text that are small and have something kept in them.

        An outer one comes before those in it; what is in one that has nothing kept any more isn't looked at.
        """
        if not self.running:
            return
        nodes, begin = self.page.nodes, self.running[0]
        place = 0
        while place < len(nodes):
            node = nodes[place]
            first, last = self.first[place], self.last[place]
            if first > last or last < begin or (node.tag in _KEPT_WHOLE and node.chars <= BOX):
                place = node.last + 1
                continue
            place += 1
            if node.chars > BOX or first <= begin or node.tag not in _BOXES:
                continue
            if not any(self.verdicts[index].keep for index in range(first, last + 1)):
                place = node.last + 1
                continue
            if not self._in_structure(node):
                between = self.running[-1] > last
                yield Box(self.page, node, self.page.blocks[first : last + 1], between)

    def _in_structure(self, node: Node) -> bool:
        """Whether a node stands in a list, a quotation or a table of data."""
        parent = node.parent
        while parent >= 0:
            around = self.page.nodes[parent]
            if around.tag in _KEPT_WHOLE and around.element not in self.page.layout:
                return True
            parent = around.parent
        return False

    def alike(self, node: Node) -> int:
        """How many containers have the name and classes of one, itself included; siblings without any."""
        if node.classes:
            return self.shapes[node.tag, node.classes]
        return sum(
            other.parent == node.parent and other.tag == node.tag and not other.classes
            for other in self.page.nodes[max(node.parent, 0) : self.page.nodes[max(node.parent, 0)].last + 1]
        )

    @cached_property
    def shapes(self) -> Counter[tuple[str, str | None]]:
        """How many containers there are of each name with the same classes."""
        return Counter([(node.tag, node.classes) for node in self.page.nodes])

    def leave_out(self, first: int, last: int, reason: str) -> None:
        """Leave out what is kept of a range of blocks, both ends included."""
        for index in range(first, last + 1):
            if self.verdicts[index].keep:
                self.verdicts[index] = Verdict(False, 0.2, reason)


def leads_elsewhere(link: HtmlElement) -> bool:
    """Whether a link leads to another page, rather than to a place in this one, a file or a letter.

    Args:
        link: an ``<a>`` element.
    """
    href = (link.get("href") or "").strip()
    return bool(href) and not href.lower().startswith(_NOWHERE) and not _FILE.search(href.partition("?")[0])
