"""Invented pages to learn from: real ones with other pages' furniture between their paragraphs.

A page's own furniture mostly stands around its text, and says by its names what it is. What stands between
two paragraphs is rare, and what has no names, too. So each page is learned from a second time, changed:
boxes, promotions and labels of other pages are put between its paragraphs, with or without their names; some
of its own furniture is gone; and sometimes all its class names are, or say nothing, as with sites that make
them anew with every release. The gold text stays the same.

Method: data augmentation by mixing samples whose labels are known (in the manner of "copy-paste" for
pictures, Ghiasi et al. 2021). Everything is drawn from the page's name, so the same pages give the same
inventions.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from lxml import etree, html
from lxml.html import HtmlElement
from numpy.typing import NDArray

from goldleaf.reading.blocks import Block, Page, is_prose

# What a scrap of furniture is: so many blocks, so many characters, so much markup at most.
_MOST_BLOCKS = 8
_FEWEST_CHARS, _MOST_CHARS = 8, 500
_MOST_MARKUP = 5000
_NO_SCRAPS = frozenset(("body", "dd", "dt", "li", "option", "tbody", "td", "th", "tr"))
_SCRAPS_OF_A_PAGE = 8
# How far from the text, in containers, furniture still is furniture of the text.
_BEFORE, _BEHIND = 30, 40
# How often each change is made.
_CUT = 0.06
_PLANTED = 0.85
_MOST_PLANTED = 4
_NAMELESS_SCRAP = 0.45
_PLAIN_SCRAP = 0.15
_NAMELESS_PAGE, _HASHED_PAGE = 0.12, 0.25
_PLAIN_WORDS = range(2, 15)
_NAMES = ("class", "id", "role", "itemprop", "data-testid", "aria-label")


def furniture_of(page: Page, blocks: Sequence[Block], label: NDArray[np.bool_], name: str) -> tuple[str, ...]:
    """Containers of a page that hold none of its text, as markup; those near the text first.

    Args:
        page: the segmented page.
        blocks: its blocks with text.
        label: whether each of them belongs to the text, shape (n,).
        name: of the page; another name draws other ones.
    """
    wanted = [block.node for block, good in zip(blocks, label, strict=True) if good]
    if not wanted:
        return ()
    first, last = min(wanted) - _BEFORE, max(wanted) + _BEHIND
    found: list[tuple[bool, str]] = []
    for index in _without_text(page, blocks, label, _MOST_BLOCKS):
        node = page.nodes[index]
        if node.tag in _NO_SCRAPS or not _FEWEST_CHARS <= node.chars <= _MOST_CHARS:
            continue
        markup = etree.tostring(node.element, encoding="unicode", method="html", with_tail=False)
        if len(markup) <= _MOST_MARKUP:
            found.append((not first <= index <= last, markup))
    mixed = [found[place] for place in _draws(name).permutation(len(found))]
    mixed.sort(key=lambda scrap: scrap[0])
    return tuple(markup for _, markup in mixed[:_SCRAPS_OF_A_PAGE])


def transplant(
    page: Page, blocks: Sequence[Block], label: NDArray[np.bool_], scraps: Sequence[str], name: str
) -> bytes:
    """The page changed: with others' furniture in its text, and some of its own gone.

    Args:
        page: the segmented page; its tree is changed.
        blocks: its blocks with text.
        label: whether each of them belongs to the text, shape (n,).
        scraps: markup of other pages' furniture.
        name: of the page; another name draws another page.

    Returns:
        HTML in UTF-8.
    """
    draw = _draws(f"transplant {name}")
    for index in _without_text(page, blocks, label, len(blocks)):
        element = page.nodes[index].element
        if element.getparent() is not None and element.tag != "body" and draw.random() < _CUT:
            element.drop_tree()
    gaps = _gaps(page, blocks, label)
    if gaps and scraps and draw.random() < _PLANTED:
        for place in draw.permutation(len(gaps))[: draw.integers(1, _MOST_PLANTED + 1)]:
            _plant(gaps[place], scraps[int(draw.integers(len(scraps)))], draw)
    chance = draw.random()
    if chance < _HASHED_PAGE:
        _rename(page.root, hashed=chance >= _NAMELESS_PAGE)
    markup: bytes = etree.tostring(page.root.getroottree(), encoding="utf-8", method="html")
    return markup


def _draws(name: str) -> np.random.Generator:
    """Chance that is the same for the same name on every machine."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def _without_text(
    page: Page, blocks: Sequence[Block], label: NDArray[np.bool_], most_blocks: int
) -> list[int]:
    """The nodes with one to so many blocks below them, none of which belongs to the text."""
    count = np.zeros(len(page.nodes) + 1, dtype=np.int64)
    good = np.zeros(len(page.nodes) + 1, dtype=np.int64)
    for block, belongs in zip(blocks, label, strict=True):
        count[block.node + 1] += 1
        good[block.node + 1] += bool(belongs)
    count, good = np.cumsum(count), np.cumsum(good)
    return [
        node.index
        for node in page.nodes
        if node.parent >= 0
        and 1 <= count[node.last + 1] - count[node.index] <= most_blocks
        and good[node.last + 1] == good[node.index]
    ]


def _gaps(page: Page, blocks: Sequence[Block], label: NDArray[np.bool_]) -> list[HtmlElement]:
    """The elements of paragraphs that another paragraph of the text follows in the same container."""
    prose = [
        page.nodes[block.node]
        for block, belongs in zip(blocks, label, strict=True)
        if belongs and is_prose(block) and page.nodes[block.node].tag != "li"
    ]
    return [
        node.element
        for node, after in pairwise(prose)
        if node.parent == after.parent and node is not after and node.element.getparent() is not None
    ]


def _plant(element: HtmlElement, markup: str, draw: np.random.Generator) -> None:
    # What only makes sense inside another element (a table's head) is no element outside of it.
    parts = html.fragments_fromstring(markup)
    scrap = next((part for part in parts if isinstance(part, HtmlElement)), None)
    if scrap is None:
        return
    chance = draw.random()
    if chance < _NAMELESS_SCRAP:
        _rename(scrap, hashed=False)
    words = str(scrap.text_content()).split()
    if chance < _PLAIN_SCRAP and len(words) in _PLAIN_WORDS:
        scrap = html.Element("p")
        scrap.text = " ".join(words)
    tail, element.tail = element.tail, None
    element.addnext(scrap)
    scrap.tail = tail


def _rename(root: HtmlElement, *, hashed: bool) -> None:
    """Take the names off a tree, or make its classes say nothing."""
    for element in root.iter(etree.Element):
        for attribute in _NAMES:
            value = element.attrib.get(attribute)
            if value is None:
                continue
            if hashed and attribute == "class":
                element.set("class", f"x{zlib.crc32(value.encode()):08x}")
            else:
                del element.attrib[attribute]
