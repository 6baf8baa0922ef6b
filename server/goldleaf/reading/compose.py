"""The article's tree, made from the kept blocks: images, captions, tables, code and lists as they stood.

Blocks know the structural elements around them by identity, so the result is built front to back in one pass:
where two neighbours share a list, a table or a quote, it stays open; where they do not, it is closed.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.anchors import Anchors
from goldleaf.reading.attributes import copy_attributes
from goldleaf.reading.blocks import Block, Page, is_heading
from goldleaf.reading.directions import Directions
from goldleaf.reading.footnotes import settle_footnotes
from goldleaf.reading.inline import write_inline
from goldleaf.reading.outline import level_headings
from goldleaf.reading.sections import Section
from goldleaf.reading.verbatim import write_verbatim

_TABLE_PARTS = frozenset("tr td th thead tbody tfoot caption".split())
# A structural element makes sense only inside one of these.
_NEEDS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "figcaption": ("figure",),
    "summary": ("details",),
}
_CONTAINERS_ONLY = frozenset("ul ol dl table thead tbody tfoot tr".split())
_LISTS = frozenset(("ul", "ol"))
_HOLDERS = frozenset("li dt dd td th figcaption caption summary".split())
# No article nests lists, quotes and tables this deep; hostile pages do, and later stages recurse over what
# is made here.
_DEEPEST = 40


def compose(
    page: Page,
    kept: list[Block],
    base: str | None,
    url: str | None,
    sections: Mapping[int, Section] | None = None,
) -> HtmlElement:
    """Build the body of the article.

    Args:
        page: the segmented page.
        kept: the blocks to keep, in order.
        base: what relative addresses are resolved against.
        url: the page's own address, for links to places in the page that are not in the article.
        sections: for blocks that stand in a section made for them, by index, that section.

    Returns:
        A ``<div class="gl-body">``.
    """
    return _Composer(page, kept, base, url, sections or {}).run()


class _Composer:
    """The state of the one pass over the kept blocks.

    Attributes:
        open: the structural elements that are open, as (the page's, the article's), outermost first.
        started: elements of the article that text was written into.
        rows, cells: rows of tables and their cells, by the page's element.
    """

    def __init__(
        self,
        page: Page,
        kept: list[Block],
        base: str | None,
        url: str | None,
        sections: Mapping[int, Section],
    ) -> None:
        self.sections = sections
        self.section: Section | None = None
        self.page = page
        self.kept = kept
        self.base = base
        self.body: HtmlElement = etree.Element("div", {"class": "gl-body"})
        self.open: list[tuple[HtmlElement, HtmlElement]] = []
        self.started: set[HtmlElement] = set()
        self.rows: list[tuple[HtmlElement, HtmlElement]] = []
        self.cells: dict[HtmlElement, HtmlElement] = {}
        self.directions = Directions(page)
        self.anchors = Anchors(page, kept, base, url)

    def run(self) -> HtmlElement:
        for block in self.kept:
            if self.sections:
                self._turn_to(self.sections.get(block.index), block)
            self._enter(self._chain(block))
            self._place(block)
        self._fill_rows()
        settle_footnotes(self.body)
        level_headings(self.body)
        return self.body

    def _turn_to(self, section: Section | None, block: Block) -> None:
        """Go on in another section, or outside of any; what was open stays behind."""
        if section is self.section:
            return
        self.section = section
        self.open.clear()
        if section is not None and section.element.getparent() is None:
            self.body.append(section.element)
            self.anchors.mark_containers(block, section.element)

    def _chain(self, block: Block) -> list[HtmlElement]:
        """The structural elements around a block, without layout tables and without strays."""
        chain: list[HtmlElement] = []
        in_layout = False
        for element in block.struct if self.section is None else block.struct[self.section.outside :]:
            tag = element.tag
            if tag == "table":
                in_layout = element in self.page.layout
                if in_layout:
                    continue
            elif tag in _TABLE_PARTS and in_layout:
                continue
            needs = _NEEDS.get(tag)
            if needs and not (chain and chain[-1].tag in needs):
                continue
            # Only a list may stand straight inside a list; it gets the item that the page forgot.
            if (
                chain
                and chain[-1].tag in _CONTAINERS_ONLY
                and tag not in _NEEDS
                and (chain[-1].tag not in _LISTS or tag not in _LISTS)
            ):
                continue
            if len(chain) == _DEEPEST:
                break
            chain.append(element)
        # Text straight inside a list or a row, outside any item or cell, goes before or behind it.
        while chain and chain[-1].tag in _CONTAINERS_ONLY:
            chain.pop()
        return chain

    def _enter(self, chain: list[HtmlElement]) -> None:
        shared = 0
        while shared < len(chain) and shared < len(self.open) and self.open[shared][0] is chain[shared]:
            shared += 1
        del self.open[shared:]
        for element in chain[shared:]:
            parent = self._parent()
            tag = element.tag
            if parent.tag in _LISTS and tag in _LISTS:
                parent = parent[-1] if len(parent) else etree.SubElement(parent, "li")
            if tag == "table":
                parent = etree.SubElement(parent, "div", {"class": "gl-table"})
            made = etree.SubElement(parent, tag)
            self._take_over(element, made)
            self.open.append((element, made))
            if tag in ("td", "th"):
                self.cells[element] = made
            elif tag == "tr":
                self.rows.append((element, made))

    def _fill_rows(self) -> None:
        """Give each row the cells in which nothing stands: without them the others move to other columns."""
        for source, made in self.rows:
            previous = None
            for cell in source.iterchildren("td", "th"):
                mine = self.cells.get(cell)
                if mine is None:
                    mine = etree.Element(cell.tag)
                    copy_attributes(cell, mine)
                    if previous is None:
                        made.insert(0, mine)
                    else:
                        previous.addnext(mine)
                previous = mine

    def _take_over(self, source: HtmlElement, made: HtmlElement) -> None:
        copy_attributes(source, made)
        self.anchors.mark(source, made)

    def _parent(self) -> HtmlElement:
        if self.open:
            return self.open[-1][1]
        return self.body if self.section is None else self.section.element

    def _place(self, block: Block) -> None:
        parent = self._parent()
        if block.kind == "hr":
            if parent.tag not in _HOLDERS and len(self.body):
                etree.SubElement(parent, "hr")
            return
        if block.kind == "pre":
            write_verbatim(block, self.page.nodes[block.node].element, parent, self.anchors)
            return
        if block.kind == "media":
            self._place_media(block, parent)
            return
        target = self._target_of_text(block, parent)
        self.started.add(target)
        self.directions.mark(block.node, target, [element for element, _ in self.open])
        self.anchors.mark_containers(block, target)
        write_inline(block.parts, target, self.anchors, self.base)
        if target is not parent and not len(target) and not (target.text or "").strip():
            parent.remove(target)

    def _place_media(self, block: Block, parent: HtmlElement) -> None:
        if parent.tag in ("figure", "td", "th", "li", "dd"):
            write_inline(block.parts, parent, self.anchors, self.base)
            return
        figure = etree.SubElement(parent, "figure")
        write_inline(block.parts, figure, self.anchors, self.base)
        if len(figure) == 0:
            parent.remove(figure)
        elif len(figure) == 1 and figure[0].tag == "figure":
            parent.replace(figure, figure[0])

    def _target_of_text(self, block: Block, parent: HtmlElement) -> HtmlElement:
        """The element to write a block's text into: a new heading or paragraph, or the item it begins."""
        node = self.page.nodes[block.node]
        if is_heading(block):
            target = etree.SubElement(parent, block.kind)
            self._take_over(node.element, target)
            return target
        if block.kind == "figcaption" and parent.tag != "figcaption" and len(parent):
            # A caption that stands beside its picture instead of in a figure with it.
            last = parent[-1]
            if last.tag == "figure" and last.find("figcaption") is None:
                return etree.SubElement(last, "figcaption")
        if parent.tag in _HOLDERS and parent not in self.started and parent.text is None and len(parent) == 0:
            return parent
        if parent.tag in ("figcaption", "caption", "summary"):
            etree.SubElement(parent, "br")
            return parent
        if parent in self.started and parent.tag in _HOLDERS:
            self._wrap_inline(parent)
        target = etree.SubElement(parent, "p")
        if node.tag == "p":
            self._take_over(node.element, target)
        return target

    def _wrap_inline(self, holder: HtmlElement) -> None:
        """Put an item's own first text into a paragraph, now that a second paragraph follows it."""
        self.started.discard(holder)
        inline = []
        for child in holder:
            if child.tag in ("p", "ul", "ol", "dl", "div", "pre", "blockquote", "figure", "table", "details"):
                break
            inline.append(child)
        paragraph = etree.Element("p")
        paragraph.text, holder.text = holder.text, None
        holder.insert(0, paragraph)
        paragraph.extend(inline)
