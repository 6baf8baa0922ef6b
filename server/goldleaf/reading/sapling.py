"""The small tree that readability-lxml is given: a page's containers and blocks, hidden ones left out.

It is written as XML and parsed in one go, which takes a third of the time that making it element by element
does.
"""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block, Node, Page, Zone
from goldleaf.reading.swift import BLOCK, NODE, clean, is_unlikely

_DEEPEST = 200
_LONGEST_NAME = 300
_NOT_SHOWN = Zone.HIDDEN | Zone.DIALOG
_CONTAINERS = frozenset(
    "div section article main aside header footer nav table tr td th ul ol li blockquote form dl figure"
    " body".split()
)
_BLOCK_TAGS = frozenset("h1 h2 h3 h4 h5 h6 pre li td th dt dd blockquote".split())
_SEMANTIC = frozenset(("article", "main"))
# A <div> with none of these in it is a paragraph to readability-lxml.
_DIVIDING = frozenset("blockquote dl div ol p pre table ul".split())
_parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
_parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))


class Sapling:
    """Makes the tree of one page, with and without what is unlikely to be the article."""

    def __init__(self, page: Page) -> None:
        """Find out which blocks are to be in it."""
        nodes = page.nodes
        self._nodes = nodes
        self._blocks = [b for b in page.blocks if b.chars and not nodes[b.node].inherited & _NOT_SHOWN]
        self._all_blocks = page.blocks
        self._needed = self._around_semantic()
        self._sizes: dict[int, tuple[int, int]] = {}
        self._total = (0, 0)

    def plant(self, choosy: bool) -> HtmlElement:
        """Make the tree.

        Args:
            choosy: leave out containers whose class or id makes them unlikely, with all that is in them.

        Returns:
            An ``<html>`` element; those below it have the attributes ``NODE`` or ``BLOCK``.
        """
        writer = _Writer()
        nodes = self._nodes
        needed = self._needed if choosy else None
        first, last = 0, -1  # what is skipped
        for block in self._blocks:
            index = block.node
            if first <= index <= last:
                continue
            writer.close_until(index)
            open_index = writer.innermost
            chain = []
            while index != open_index:
                chain.append(index)
                index = nodes[index].parent
            for index in reversed(chain):
                node = nodes[index]
                if writer.takes(node) and needed is not None and index not in needed and _is_unlikely(node):
                    first, last = index, node.last
                    break
                writer.enter(node)
            else:
                writer.write(block, nodes[block.node], choosy=choosy)
        writer.close_until(-1)
        self._sizes = writer.sizes
        self._total = writer.total
        return etree.fromstring(f"<html>{''.join(writer.pieces)}</html>", _parser)

    def lengths(self, element: HtmlElement) -> tuple[int, int]:
        """Characters below an element of the tree last made, and how many of them are in links."""
        node = element.get(NODE)
        if node:
            return self._sizes[int(node)]
        index = element.get(BLOCK)
        return _sizes(self._all_blocks[int(index)]) if index else self._total

    def _around_semantic(self) -> set[int]:
        """The containers that are, or have in them, an article or main part with a block that is shown."""
        nodes = self._nodes
        needed: set[int] = set()
        if not any(node.tag in _SEMANTIC for node in nodes):
            return needed
        used: set[int] = set()
        for block in self._blocks:
            index = block.node
            while index >= 0 and index not in used:
                used.add(index)
                index = nodes[index].parent
        for index in used:
            if nodes[index].tag in _SEMANTIC:
                while index >= 0 and index not in needed:
                    needed.add(index)
                    index = nodes[index].parent
        return needed


class _Writer:
    """Writes the tree from front to back, and adds up what is below each container.

    Attributes:
        pieces: the XML so far.
        innermost: index of the innermost node that is open, -1 for none.
        sizes: characters and those in links, by node index.
        total: the same of the whole.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.innermost = -1
        self.sizes: dict[int, tuple[int, int]] = {}
        self.total = (0, 0)
        self._open: list[_Open] = []
        self._depth = 0

    def takes(self, node: Node) -> bool:
        """Whether a node gets an element of its own here."""
        return node.parent < 0 or (node.tag in _CONTAINERS and self._depth <= _DEEPEST)

    def close_until(self, index: int) -> None:
        """Close what the node of this index is not in; all of it for -1."""
        stack = self._open
        while stack and not stack[-1].node.index <= index <= stack[-1].node.last:
            last = stack.pop()
            if last.place >= 0:
                self._depth -= 1
                self._end(last)
            if stack:
                stack[-1].chars += last.chars
                stack[-1].linked += last.linked
                stack[-1].divided |= last.divided
            else:
                self.total = (self.total[0] + last.chars, self.total[1] + last.linked)
        self.innermost = stack[-1].node.index if stack else -1

    def _end(self, last: _Open) -> None:
        tag = last.node.tag
        if tag == "div" and not last.divided:
            tag = "p"
            self.pieces[last.place] = "<p" + self.pieces[last.place][4:]
        last.divided |= tag in _DIVIDING
        self.sizes[last.node.index] = (last.chars, last.linked)
        self.pieces.append(f"</{tag}>")

    def enter(self, node: Node) -> None:
        """Open a node."""
        place = -1
        if self.takes(node):
            place = len(self.pieces)
            self._depth += 1
            attributes = ""
            if node.names:
                attributes = _attribute("class", node.element.get("class")) + _attribute(
                    "id", node.element.get("id")
                )
            itemprop = node.element.get("itemprop")
            if itemprop:
                attributes += _attribute("itemprop", itemprop)
            self.pieces.append(f'<{node.tag} {NODE}="{node.index}"{attributes}>')
        self._open.append(_Open(node, place))
        self.innermost = node.index

    def write(self, block: Block, node: Node, *, choosy: bool) -> None:
        """Write a block into what is open."""
        around = self._open[-1]
        tag = node.tag if node.tag in _BLOCK_TAGS and around.place < 0 else "p"
        names = ""
        if node.names and node.tag not in _CONTAINERS:
            names = node.names[:_LONGEST_NAME]
            if choosy and tag != "pre" and is_unlikely(names):
                return
            names = _attribute("class", names)
        chars, linked = _sizes(block)
        around.chars += chars
        around.linked += linked
        around.divided |= tag in _DIVIDING
        text = block.text
        if block.link_chars:
            split = block.chars - block.link_chars
            inner = f'{_escaped(text[:split])}<a href="#">{_escaped(text[split:])}</a>'
        else:
            inner = _escaped(text)
        self.pieces.append(f'<{tag} {BLOCK}="{block.index}"{names}>{inner}</{tag}>')


class _Open:
    """A node that is open: where its tag stands, -1 for none, and what was written into it."""

    __slots__ = ("chars", "divided", "linked", "node", "place")

    def __init__(self, node: Node, place: int) -> None:
        self.node = node
        self.place = place
        self.chars = 0
        self.linked = 0
        self.divided = False


def _sizes(block: Block) -> tuple[int, int]:
    chars = len(clean(block.text)) if block.kind == "pre" else block.chars
    return chars, len(clean(block.text[block.chars - block.link_chars :])) if block.link_chars else 0


def _is_unlikely(node: Node) -> bool:
    if not node.names or node.parent < 0:
        return False
    if len(node.names) <= _LONGEST_NAME:
        return is_unlikely(node.names)
    get = node.element.get
    return is_unlikely(f"{(get('class') or '')[:_LONGEST_NAME]} {(get('id') or '')[:_LONGEST_NAME]}")


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{_escaped(value[:_LONGEST_NAME]).replace(chr(34), "&quot;")}"' if value else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
