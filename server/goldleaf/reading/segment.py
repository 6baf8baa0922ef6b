"""Cut the page into blocks, in one walk without recursion (pages may be thousands of levels deep)."""

from __future__ import annotations

from lxml.html import HtmlElement

from goldleaf.reading.attributes import TEX
from goldleaf.reading.blocks import Block, Node, Page, Part, is_prose
from goldleaf.reading.containers import introduce
from goldleaf.reading.copies import copy_signs, is_copy
from goldleaf.reading.kinds import (
    BLOCK,
    BREAK,
    FORMAT,
    INLINE,
    KINDS,
    PRE,
    RULE,
    SKIP,
    STRUCT,
)
from goldleaf.reading.tables import is_layout_table

_HOLDERS = frozenset("p h1 h2 h3 h4 h5 h6 pre li dt dd td th caption figcaption summary".split())
# A button around a section's heading opens and closes it; its text is the heading's.
_WITH_BUTTONS = frozenset("h1 h2 h3 h4 h5 h6 summary dt".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_FIELDS = frozenset(("input", "select", "textarea"))
_SILENT_INPUTS = frozenset(("hidden", "checkbox", "radio"))
# What an element changes for its content and gives back when it closes: the inline elements and the
# structural ones around, these by name as well, the depth of links, the innermost node, the ``<pre>`` around.
_State = tuple[
    tuple[HtmlElement, ...], tuple[HtmlElement, ...], tuple[str, ...], int, int, HtmlElement | None
]
# An element that was entered: itself, its kind, and the state to go back to.
_Open = tuple[HtmlElement, int, _State]


def segment(root: HtmlElement) -> Page:
    """Cut the body into blocks.

    Args:
        root: the ``<html>`` element after the reveal stage.

    Returns:
        The page's nodes and blocks, statistics filled in.
    """
    page = Page(root)
    _walk(page, root.find("body"))
    _add_up(page)
    return page


def _walk(page: Page, body: HtmlElement) -> None:
    """Visit every element once, children pushed in reverse; a tuple on the stack closes an element.

    One function with its state in local variables: it runs for each of a page's elements and texts, and an
    object's attributes and methods would double its time.
    """
    nodes, blocks = page.nodes, page.blocks
    kind_of = KINDS.get
    # What came since the last border between blocks: whether it has text, and elements beside texts.
    parts: list[Part] = []
    has_text = has_elements = has_links = False
    media = links = 0
    # What is open around it.
    formats: tuple[HtmlElement, ...] = ()
    struct: tuple[HtmlElement, ...] = ()
    within: tuple[str, ...] = ()
    link_depth = 0
    node = -1
    pre: HtmlElement | None = None
    around = ""
    # The same names come back all over a page; each is held once.
    named: dict[str, str] = {}
    known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def cut() -> None:
        """A border between blocks, behind something."""
        nonlocal parts, has_text, has_elements, has_links, media, links
        if has_text or media:
            text = _text_of(parts, has_elements, pre is not None)
            if text or media:
                kind = (around if around in _HOLDERS else "div") if text else "media"
                linked = min(_linked(parts), len(text)) if has_links else 0
                blocks.append(
                    Block(len(blocks), node, kind, text, parts, struct, linked, links, media, within)
                )
        parts = []
        has_text = has_elements = False
        has_links = link_depth > 0
        media = links = 0

    stack: list[HtmlElement | _Open] = [body]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            element, kind, state = item
        else:
            element = item
            tag = element.tag
            if not isinstance(tag, str):
                tail = element.tail
                if tail:
                    parts.append((tail, formats, link_depth > 0))
                    has_text = has_text or not tail.isspace()
                continue
            kind = kind_of(tag, -1)
            if kind < 0:
                kind = BLOCK if "-" in tag else INLINE
            classes = element.get("class")
            if classes:
                classes = named.setdefault(classes, classes)
            # Without a name that copies have only links in headings, and buttons in code, are some.
            copied = (
                (
                    (classes and copy_signs(classes))
                    or (tag == "a" and around in _HEADINGS)
                    or (tag == "button" and pre is not None)
                )
                and element is not body
                and is_copy(element, around, in_code=pre is not None)
            )
            if kind < INLINE or copied:
                tail = element.tail
                if kind == SKIP or copied:
                    if tag in _FIELDS and element.get("type") not in _SILENT_INPUTS and node >= 0:
                        nodes[node].fields += 1
                elif kind == BREAK:
                    if pre is not None:
                        parts.append(("\n" + (tail or ""), formats, False))
                        continue
                    if parts and _ends_in_break(parts):
                        cut()
                    if parts:
                        parts.append((element, formats, False))
                        has_elements = True
                elif kind == RULE:
                    if parts:
                        cut()
                    rule: list[Part] = [(element, (), False)]
                    blocks.append(Block(len(blocks), node, "hr", "", rule, struct, 0, 0, 0, within))
                elif pre is None:
                    parts.append((element, formats, link_depth > 0))
                    has_elements = True
                    media += 1
                if tail:
                    parts.append((tail, formats, link_depth > 0))
                    has_text = has_text or not tail.isspace()
                continue
            if tag == "button" and around in _WITH_BUTTONS:
                kind = INLINE
            state = (formats, struct, within, link_depth, node, pre)
            if kind == FORMAT:
                formats = (*formats, element)
                if tag == "a":
                    links += 1
                    has_links = True
                    # A link to a place in the same page leads nowhere: contents, footnotes, headings' links.
                    link_depth += not (element.get("href") or "#").startswith("#")
                elif tag == "time":
                    page.has_times = True
                elif tag == "code" and classes == TEX:
                    page.has_tex = True
            elif kind >= BLOCK:
                if pre is not None:
                    last = parts[-1][0] if parts else "\n"
                    if not (isinstance(last, str) and last.endswith("\n")):
                        parts.append(("\n", (), False))
                else:
                    if parts:
                        cut()
                    names, zone, role, itemprop = introduce(element, tag, classes)
                    made = Node(len(nodes), node, tag, element, names, zone, classes, role, itemprop)
                    if node >= 0:
                        above = nodes[node].inherited
                        made.inherited = zone | above if zone else above
                    nodes.append(made)
                    node = made.index
                    around = tag
                    if kind == PRE:
                        pre = element
                    elif kind == STRUCT:
                        struct = (*struct, element)
                        within = (*within, tag)
                        within = known.setdefault(within, within)
                    if link_depth:
                        links += 1
            text = element.text
            if text:
                parts.append((text, formats, link_depth > 0))
                has_text = has_text or not text.isspace()
            # A slice is the quickest way to the children, and from the last to the first.
            children = element[::-1]
            if children:
                stack.append((element, kind, state))
                stack += children
                continue
        if kind > INLINE:
            if kind >= BLOCK:
                if parts and (pre is None or pre is element):
                    cut()
                if element.tag == "table" and is_layout_table(element):
                    page.layout.add(element)
            formats, struct, within, link_depth, node, pre = state
            around = nodes[node].tag if node >= 0 else ""
        tail = element.tail
        if tail:
            parts.append((tail, formats, link_depth > 0))
            has_text = has_text or not tail.isspace()


def _ends_in_break(parts: list[Part]) -> bool:
    """Whether the last thing is a line break: two in a row part paragraphs, as in pages from before <p>."""
    for part, _, _ in reversed(parts):
        if not isinstance(part, str):
            return bool(part.tag == "br")
        if not part.isspace():
            return False
    return False


def _text_of(parts: list[Part], has_elements: bool, in_code: bool) -> str:
    if has_elements:
        joined = "".join([_spoken(part) for part, _, _ in parts])
    elif len(parts) == 1:
        joined = str(parts[0][0])
    else:
        joined = "".join([part for part, _, _ in parts if isinstance(part, str)])
    text = joined.strip("\n") if in_code else " ".join(joined.split())
    # Of two equal texts one is enough: on a large page they are many.
    return joined if text == joined else text


def _linked(parts: list[Part]) -> int:
    """Characters of text in links."""
    chars = 0
    for part, _, linked in parts:
        if linked and isinstance(part, str):
            chars += len(" ".join(part.split()))
    return chars


def _spoken(part: str | HtmlElement) -> str:
    """What a part adds to its block's text: a formula its letters, a break a line end, a picture nothing."""
    if isinstance(part, str):
        return part
    if part.tag == "math":
        return " ".join(part.itertext())
    return "\n" if part.tag == "br" else ""


def _add_up(page: Page) -> None:
    """Sum the blocks' sizes up to the root; children follow their parents, so one pass backwards does it."""
    nodes = page.nodes
    for block in page.blocks:
        node = nodes[block.node]
        node.chars += block.chars
        node.link_chars += block.link_chars
        if block.chars and is_prose(block):
            node.prose_chars += block.chars
    for node in reversed(nodes):
        if node.parent >= 0:
            parent = nodes[node.parent]
            parent.chars += node.chars
            parent.link_chars += node.link_chars
            parent.prose_chars += node.prose_chars
            parent.fields += node.fields
            if node.last > parent.last:
                parent.last = node.last
