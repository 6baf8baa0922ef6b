"""What a page is cut into: :class:`Block`, the smallest piece kept or left out, in a tree of :class:`Node`.

Everything after the segmentation works on these records; the page's own elements are kept in them as
identities (for grouping) and for the few attributes that the article keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from lxml.html import HtmlElement

from goldleaf.reading.text import match_key


class Zone(int):
    """What a container says about itself by tag, role, attributes, class and id: any number of flags.

    A plain integer and no ``enum.IntFlag``, whose operators take twenty times as long; a page asks them some
    ten thousand times. The flags are the powers of two in the order below.
    """

    NONE: ClassVar[Zone]
    NAV: ClassVar[Zone]
    HEADER: ClassVar[Zone]
    FOOTER: ClassVar[Zone]
    ASIDE: ClassVar[Zone]
    HIDDEN: ClassVar[Zone]
    FORM: ClassVar[Zone]
    DIALOG: ClassVar[Zone]
    BOILERPLATE: ClassVar[Zone]
    CONTENT: ClassVar[Zone]
    COMMENTS: ClassVar[Zone]
    ARTICLE: ClassVar[Zone]
    MAIN: ClassVar[Zone]
    AD: ClassVar[Zone]
    SHARE: ClassVar[Zone]
    RELATED: ClassVar[Zone]
    CONTROL: ClassVar[Zone]
    BYLINE: ClassVar[Zone]
    FOOTNOTES: ClassVar[Zone]

    if TYPE_CHECKING:
        # What the operators of int return is taken for a Zone, which saves making one.
        def __and__(self, other: int) -> Zone:
            """Flags in both."""

        def __or__(self, other: int) -> Zone:
            """Flags in either."""

        def __invert__(self) -> Zone:
            """All other flags."""


Zone.NONE = Zone(0)
for _place, _flag in enumerate(flag for flag in Zone.__annotations__ if flag != "NONE"):
    setattr(Zone, _flag, Zone(1 << _place))


# A part of a block: text, or an element (image, line break, formula), with the inline elements around it.
Part = tuple[str | HtmlElement, tuple[HtmlElement, ...], bool]


class Node:
    """A container: any element that is not inline. Statistics cover its whole subtree.

    Attributes:
        index: position in document order; a node's descendants follow it directly.
        parent: index of the parent node, -1 for the body.
        tag: element name.
        names: class and id, joined.
        classes, role, itemprop: these attributes, None where it has none.
        zone: what it says about itself.
        inherited: the union of ``zone`` along its ancestors, itself included.
        chars, link_chars: characters of text, and of those inside links.
        prose_chars: characters of the blocks that read like sentences.
        fields: visible form fields.
        last: index of the last node of its subtree.
    """

    __slots__ = (
        "chars",
        "classes",
        "element",
        "fields",
        "index",
        "inherited",
        "itemprop",
        "last",
        "link_chars",
        "names",
        "parent",
        "prose_chars",
        "role",
        "tag",
        "zone",
    )

    def __init__(
        self,
        index: int,
        parent: int,
        tag: str,
        element: HtmlElement,
        names: str,
        zone: Zone,
        classes: str | None = None,
        role: str | None = None,
        itemprop: str | None = None,
    ) -> None:
        """Start with empty statistics."""
        self.index = index
        self.parent = parent
        self.tag = tag
        self.element = element
        self.names = names
        self.classes = classes
        self.role = role
        self.itemprop = itemprop
        self.zone = zone
        self.inherited = zone
        self.chars = 0
        self.link_chars = 0
        self.prose_chars = 0
        self.fields = 0
        self.last = index


class Block:
    """Inline content between two block boundaries: a paragraph, a heading, a cell, an item's own text.

    Attributes:
        index: position in document order.
        node: index of the innermost :class:`Node` around it.
        kind: tag of that node where it shapes text (``p``, ``h2``, ``li``, ``td``, ``pre``…), else ``div``;
            ``media`` for a run without text that holds an image or a video, ``hr`` for a rule.
        text: white space folded (verbatim in ``pre``).
        chars, link_chars, words, links: sizes; links counts the ``<a>`` elements.
        parts: the content itself, for composing.
        struct: structural elements around it (lists, tables, quotes, figures…), outermost first.
        within: their names.
        media: number of images, videos and formulas in it.
    """

    __slots__ = (
        "_key",
        "chars",
        "index",
        "kind",
        "link_chars",
        "links",
        "media",
        "node",
        "parts",
        "struct",
        "text",
        "within",
        "words",
    )

    def __init__(
        self,
        index: int,
        node: int,
        kind: str,
        text: str,
        parts: list[Part],
        struct: tuple[HtmlElement, ...],
        link_chars: int,
        links: int,
        media: int,
        within: tuple[str, ...] = (),
    ) -> None:
        """Measure the text."""
        self.index = index
        self.node = node
        self.kind = kind
        self.text = text
        self.parts = parts
        self.struct = struct
        self.within = within
        self.chars = len(text)
        self.link_chars = link_chars
        self.links = links
        self.words = text.count(" ") + 1 if text else 0
        self.media = media
        self._key: str | None = None

    @property
    def key(self) -> str:
        """What the text is compared by, see :func:`~goldleaf.reading.text.match_key`; made when asked for."""
        if self._key is None:
            self._key = match_key(self.text)
        return self._key

    def innermost(self, *tags: str) -> HtmlElement | None:
        """The innermost structural element of one of some names around it.

        Args:
            tags: names of elements.
        """
        within = self.within
        for place in range(len(within) - 1, -1, -1):
            if within[place] in tags:
                return self.struct[place]
        return None

    def has_breaks(self) -> bool:
        """Whether a ``<br>`` parts it into :meth:`lines`."""
        return any(not isinstance(part, str) and part.tag == "br" for part, _, _ in self.parts)

    def lines(self) -> list[tuple[int, int, str]]:
        """The lines that single ``<br>`` part the block into, as (first part, behind the last part, text)."""
        lines: list[tuple[int, int, str]] = []
        start = 0
        for end in [
            i for i, (part, _, _) in enumerate(self.parts) if not isinstance(part, str) and part.tag == "br"
        ] + [len(self.parts)]:
            text = " ".join(
                "".join([part for part, _, _ in self.parts[start:end] if isinstance(part, str)]).split()
            )
            lines.append((start, end, text))
            start = end + 1
        return lines

    def drop_lines(self, numbers: set[int]) -> None:
        """Take some of its :meth:`lines` out of the block, with the line break behind or before them.

        Args:
            numbers: places of the lines in what :meth:`lines` returns, from 0.
        """
        lines = self.lines()
        parts: list[Part] = []
        for number, (start, end, _) in enumerate(lines):
            if number not in numbers:
                if parts:
                    parts.append(self.parts[start - 1])
                parts.extend(self.parts[start:end])
        self.parts = parts
        self.text = " ".join(
            text for number, (_, _, text) in enumerate(lines) if number not in numbers and text
        )
        self._key = None
        self.chars = len(self.text)
        self.words = self.text.count(" ") + 1 if self.text else 0
        self.link_chars = min(self.link_chars, self.chars)


@dataclass(slots=True)
class Page:
    """A segmented page.

    Attributes:
        root: the ``<html>`` element.
        nodes: all containers of the body in document order.
        blocks: all blocks in document order.
        layout: tables that only lay the page out; their cells are treated as plain containers.
        has_times, has_tex: whether there is a ``<time>``, or a formula in TeX, in any of the blocks.
    """

    root: HtmlElement
    nodes: list[Node] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    layout: set[HtmlElement] = field(default_factory=set)
    has_times: bool = False
    has_tex: bool = False


def is_heading(block: Block) -> bool:
    """Whether the block is an ``h1`` … ``h6``."""
    return block.kind[0] == "h" and block.kind[1:].isdigit()


def is_prose(block: Block) -> bool:
    """Whether the block reads like a sentence or more: some length, few links, and not a heading."""
    if block.chars < 60 and block.kind != "pre":
        return False
    return block.link_chars * 3 < block.chars and block.kind[0] != "h"
