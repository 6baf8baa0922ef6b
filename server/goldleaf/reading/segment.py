"""Cut the page into blocks, in one walk without recursion (pages may be thousands of levels deep)."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block, Node, Page, Part, Zone, is_prose
from goldleaf.reading.copies import is_copy
from goldleaf.reading.kinds import (
    BLOCK,
    BREAK,
    FORMAT,
    INLINE,
    KINDS,
    MATH,
    MEDIA,
    PRE,
    RULE,
    SKIP,
    STRUCT,
)
from goldleaf.reading.lexicon import zone_of_names, zone_of_role, zone_of_tag
from goldleaf.reading.reveal.wrappers import HIDING_STYLE
from goldleaf.reading.tables import is_layout_table
from goldleaf.reading.text import match_key

_HOLDERS = frozenset("p h1 h2 h3 h4 h5 h6 pre li dt dd td th caption figcaption summary".split())
# A button around a section's heading opens and closes it; its text is the heading's.
_WITH_BUTTONS = frozenset("h1 h2 h3 h4 h5 h6 summary dt".split())
_FIELDS = frozenset(("input", "select", "textarea"))
_SILENT_INPUTS = frozenset(("hidden", "checkbox", "radio"))
# What an element changes for its content and gives back when it closes: the inline elements and the
# structural ones around, the depth of links, the innermost node, the ``<pre>`` around.
_State = tuple[tuple[HtmlElement, ...], tuple[HtmlElement, ...], int, int, HtmlElement | None]
# An element that was entered: itself, its kind, and the state to go back to.
_Open = tuple[HtmlElement, int, _State]

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LINES = frozenset("h1 h2 h3 h4 h5 h6 p li dt dd td th pre summary blockquote figcaption".split())
# What the class of a single line may still say of it.
_OF_HEADINGS = Zone.HIDDEN | Zone.AD
_OF_LINES = ~(Zone.HEADER | Zone.FOOTER | Zone.ASIDE | Zone.DIALOG | Zone.COMMENTS)


def segment(root: HtmlElement) -> Page:
    """Cut the body into blocks.

    Args:
        root: the ``<html>`` element after the reveal stage.

    Returns:
        The page's nodes and blocks, statistics filled in.
    """
    walk = _Walk(root)
    walk.run(root.find("body"))
    _add_up(walk.page)
    return walk.page


class _Walk:
    """The state of the one walk over the page."""

    def __init__(self, root: HtmlElement) -> None:
        self.page = Page(root)
        self.parts: list[Part] = []
        self.has_text = False
        self.media = 0
        self.links = 0
        self.node = -1
        self.formats: tuple[HtmlElement, ...] = ()
        self.struct: tuple[HtmlElement, ...] = ()
        self.link_depth = 0
        self.pre: HtmlElement | None = None

    def run(self, body: HtmlElement) -> None:
        """Visit every element once, children pushed in reverse; a tuple on the stack closes an element."""
        kinds = KINDS
        stack: list[HtmlElement | _Open] = [body]
        while stack:
            item = stack.pop()
            if isinstance(item, tuple):
                self._close(item)
                continue
            element = item
            tag = element.tag
            if not isinstance(tag, str):
                if element.tail:
                    self._text(element.tail)
                continue
            kind = kinds.get(tag)
            if kind is None:
                kind = BLOCK if "-" in tag else INLINE
            if kind == SKIP or (
                element is not body and is_copy(element, self._tag(), in_code=self.pre is not None)
            ):
                if tag in _FIELDS and element.get("type") not in _SILENT_INPUTS and self.node >= 0:
                    self.page.nodes[self.node].fields += 1
                if element.tail:
                    self._text(element.tail)
                continue
            if kind == BREAK:
                self._break(element)
                continue
            if kind in (MEDIA, MATH):
                self._media(element)
                continue
            if kind == RULE:
                self._rule(element)
                continue
            if tag == "button" and self._tag() in _WITH_BUTTONS:
                kind = INLINE
            state = self._open(element, tag, kind)
            stack.append((element, kind, state))
            if element.text:
                self._text(element.text)
            if len(element):
                stack.extend(reversed(element))

    def _tag(self) -> str:
        """The tag of the innermost node; nothing above the body."""
        return self.page.nodes[self.node].tag if self.node >= 0 else ""

    def _text(self, text: str) -> None:
        self.parts.append((text, self.formats, self.link_depth > 0))
        if not self.has_text and not text.isspace():
            self.has_text = True

    def _break(self, element: HtmlElement) -> None:
        tail = element.tail
        if self.pre is not None:
            self.parts.append(("\n" + (tail or ""), self.formats, False))
            return
        # Two in a row part paragraphs, as in pages from before <p> was used for that.
        for part, _, _ in reversed(self.parts):
            if not isinstance(part, str):
                if part.tag == "br":
                    self._flush()
                break
            if not part.isspace():
                break
        if self.parts:
            self.parts.append((element, self.formats, False))
        if tail:
            self._text(tail)

    def _media(self, element: HtmlElement) -> None:
        if self.pre is None:
            self.parts.append((element, self.formats, self.link_depth > 0))
            self.media += 1
        if element.tail:
            self._text(element.tail)

    def _rule(self, element: HtmlElement) -> None:
        self._flush()
        self.page.blocks.append(
            Block(len(self.page.blocks), self.node, "hr", "", [(element, (), False)], self.struct, 0, 0, 0)
        )
        if element.tail:
            self._text(element.tail)

    def _open(self, element: HtmlElement, tag: str, kind: int) -> _State:
        state = (self.formats, self.struct, self.link_depth, self.node, self.pre)
        if kind in (INLINE, FORMAT):
            if kind == FORMAT:
                self.formats = (*self.formats, element)
                if tag == "a":
                    self.links += 1
                    # A link to a place in the same page leads nowhere: contents, footnotes, headings' links.
                    self.link_depth += not (element.get("href") or "#").startswith("#")
            return state
        if self.pre is not None:
            if self.parts and not (isinstance(self.parts[-1][0], str) and self.parts[-1][0].endswith("\n")):
                self.parts.append(("\n", (), False))
            return state
        self._flush()
        self._new_node(element, tag)
        if kind == PRE:
            self.pre = element
        elif kind == STRUCT:
            self.struct = (*self.struct, element)
        if self.link_depth:
            self.links += 1
        return state

    def _close(self, item: _Open) -> None:
        element, kind, state = item
        if kind not in (INLINE, FORMAT):
            if self.pre is None or self.pre is element:
                self._flush()
            if element.tag == "table" and is_layout_table(element):
                self.page.layout.add(element)
        self.formats, self.struct, self.link_depth, self.node, self.pre = state
        if element.tail:
            self._text(element.tail)

    def _new_node(self, element: HtmlElement, tag: str) -> None:
        zone = zone_of_tag(tag)
        names = ""
        if element.attrib:
            get = element.get
            names = get("class") or ""
            identifier = get("id")
            # A heading's or paragraph's id is a place to link to, made from its words; a quote is a quote.
            if names and tag != "blockquote":
                named = zone_of_names(names)
                zone |= (
                    named & _OF_HEADINGS
                    if tag in _HEADINGS
                    else named & _OF_LINES
                    if tag in _LINES
                    else named
                )
            if identifier:
                names = f"{names} {identifier}"
                if tag not in _LINES and not _is_slug(element, identifier):
                    zone |= zone_of_names(identifier)
            role = get("role")
            if role:
                zone |= zone_of_role(role)
            # A tab's panel is hidden only until its tab is chosen; MathML behind a picture of it, only from
            # the eye.
            if (
                role != "tabpanel"
                and element.find("math") is None
                and (
                    get("hidden") is not None
                    or get("aria-hidden") == "true"
                    or get("data-goldleaf-hidden") is not None
                    or HIDING_STYLE.search(get("style") or "")
                )
            ):
                zone |= Zone.HIDDEN
            if "articleBody" in (get("itemprop") or ""):
                zone |= Zone.ARTICLE | Zone.CONTENT
        nodes = self.page.nodes
        node = Node(len(nodes), self.node, tag, element, names, zone)
        if self.node >= 0:
            node.inherited = zone | nodes[self.node].inherited
        nodes.append(node)
        self.node = node.index

    def _flush(self) -> None:
        parts = self.parts
        if not parts:
            return
        if self.has_text or self.media:
            pre = self.pre is not None
            joined = "".join([_spoken(part) for part, _, _ in parts])
            text = joined.strip("\n") if pre else " ".join(joined.split())
            if text or self.media:
                tag = self.page.nodes[self.node].tag
                kind = tag if tag in _HOLDERS else "div"
                if not text:
                    kind = "media"
                links = sum(
                    len(" ".join(part.split()))
                    for part, _, linked in parts
                    if linked and isinstance(part, str)
                )
                blocks = self.page.blocks
                blocks.append(
                    Block(
                        len(blocks),
                        self.node,
                        kind,
                        text,
                        parts,
                        self.struct,
                        min(links, len(text)),
                        self.links,
                        self.media,
                    )
                )
        self.parts = []
        self.has_text = False
        self.media = 0
        self.links = 0


def _spoken(part: str | HtmlElement) -> str:
    """What a part adds to its block's text: a formula its letters, a break a line end, a picture nothing."""
    if isinstance(part, str):
        return part
    if part.tag == "math":
        return " ".join(part.itertext())
    return "\n" if part.tag == "br" else ""


def _is_slug(element: HtmlElement, identifier: str) -> bool:
    """Whether a section's id is made from its heading; of short ones only among other sections like it."""
    heading = next((child for child in element if child.tag in _HEADINGS), None)
    if heading is None:
        return False
    if match_key("".join(heading.itertext())) != match_key(identifier):
        return False
    beside = (element.itersiblings(element.tag), element.itersiblings(element.tag, preceding=True))
    return any(other.get("id") for side in beside for other in islice(side, 2))


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
            parent.last = max(parent.last, node.last)
