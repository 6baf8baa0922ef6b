"""The small tree that readability-lxml is given: a page's containers and blocks, hidden ones left out.

It is written as XML and parsed in one go, which takes a third of the time that making it element by element
does.
"""

from __future__ import annotations

import sys

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block, Node, Page, Zone
from goldleaf.reading.swift import BLOCK, NODE, SMALL, clean, is_unlikely

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

        One loop with its state in local variables, as it runs for all blocks and containers of a page.

        Args:
            choosy: leave out containers whose class or id makes them unlikely, with all that is in them.

        Returns:
            An ``<html>`` element; those below it have the attributes ``NODE`` or ``BLOCK``.
        """
        nodes, needed = self._nodes, self._needed
        self._sizes = {}
        pieces: list[str] = ["<html>"]
        stack = [_Open(_ROOT, -1)]
        top = stack[0]
        depth = 0
        skipped_from, skipped_to = 0, -1
        for block in self._blocks:
            index = block.node
            if skipped_from <= index <= skipped_to:
                continue
            while not top.node.index <= index <= top.node.last:
                depth -= top.place >= 0
                top = self._close(stack, pieces)
            here = index
            chain = []
            while index != top.node.index:
                node = nodes[index]
                chain.append(node)
                index = node.parent
            for node in reversed(chain):
                place = -1
                if node.parent < 0 or (node.tag in _CONTAINERS and depth <= _DEEPEST):
                    if choosy and node.index not in needed and _is_unlikely(node):
                        skipped_from, skipped_to = node.index, node.last
                        break
                    place = len(pieces)
                    depth += 1
                    pieces.append(_opening(node))
                top = _Open(node, place)
                stack.append(top)
            else:
                node = nodes[here]
                tag = node.tag if top.place < 0 and node.tag in _BLOCK_TAGS else "p"
                names = ""
                if node.names and node.tag not in _CONTAINERS:
                    names = node.names[:_LONGEST_NAME]
                    if choosy and tag != "pre" and is_unlikely(names):
                        continue
                    names = _attribute("class", names)
                chars, linked = _sizes(block)
                top.chars += chars
                top.linked += linked
                top.divided = top.divided or tag in _DIVIDING
                pieces.append(f'<{tag} {BLOCK}="{block.index}"{names}>{_inner(block)}</{tag}>')
        while len(stack) > 1:
            self._close(stack, pieces)
        self._total = (stack[0].chars, stack[0].linked)
        pieces.append("</html>")
        return etree.fromstring("".join(pieces), SMALL)

    def _close(self, stack: list[_Open], pieces: list[str]) -> _Open:
        """Close the innermost node, and give what is in it to the one around, which is returned."""
        done = stack.pop()
        top = stack[-1]
        if done.place >= 0:
            tag = done.node.tag
            if tag == "div" and not done.divided:
                tag = "p"
                pieces[done.place] = "<p" + pieces[done.place][4:]
            done.divided = done.divided or tag in _DIVIDING
            self._sizes[done.node.index] = (done.chars, done.linked)
            pieces.append(f"</{tag}>")
        top.chars += done.chars
        top.linked += done.linked
        top.divided = top.divided or done.divided
        return top

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


class _Open:
    """A node that is open: where its tag stands, -1 for none, and what was written into it."""

    __slots__ = ("chars", "divided", "linked", "node", "place")

    def __init__(self, node: Node, place: int) -> None:
        self.node = node
        self.place = place
        self.chars = 0
        self.linked = 0
        self.divided = False


# What the body stands in; its index is that of the body's parent.
_ROOT = Node(-1, -1, "html", etree.Element("html"), "", Zone.NONE)
_ROOT.last = sys.maxsize


def _sizes(block: Block) -> tuple[int, int]:
    chars = len(clean(block.text)) if block.kind == "pre" else block.chars
    return chars, len(clean(block.text[block.chars - block.link_chars :])) if block.link_chars else 0


def _opening(node: Node) -> str:
    attributes = ""
    if node.names:
        classes = node.classes or ""
        attributes = _attribute("class", classes)
        if len(node.names) > len(classes):
            # The names are the class, a blank and the id.
            attributes += _attribute("id", node.names[len(classes) + 1 :])
    if node.itemprop:
        attributes += _attribute("itemprop", node.itemprop)
    return f'<{node.tag} {NODE}="{node.index}"{attributes}>'


def _inner(block: Block) -> str:
    text = block.text
    if not block.link_chars:
        return _escaped(text)
    split = block.chars - block.link_chars
    return f'{_escaped(text[:split])}<a href="#">{_escaped(text[split:])}</a>'


def _is_unlikely(node: Node) -> bool:
    if not node.names or node.parent < 0:
        return False
    if len(node.names) <= _LONGEST_NAME:
        return is_unlikely(node.names)
    classes = node.classes or ""
    identifier = node.names[len(classes) + 1 :]
    return is_unlikely(f"{classes[:_LONGEST_NAME]} {identifier[:_LONGEST_NAME]}")


def _attribute(name: str, value: str | None) -> str:
    if not value:
        return ""
    escaped = _escaped(value[:_LONGEST_NAME]).replace('"', "&quot;")
    return f' {name}="{escaped}"'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
