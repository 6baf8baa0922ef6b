"""Images, videos, rules and captions, which go by the text around them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.attributes import TEX
from goldleaf.reading.blocks import Block, Page, Zone
from goldleaf.reading.settle.lead_picture import address_of, lead_picture, stem
from goldleaf.reading.settle.whole_quotes import keep_quotes_whole
from goldleaf.reading.settle.whole_tables import keep_tables_whole
from goldleaf.reading.titles import title_headings
from goldleaf.reading.verdict import Verdict

# A name, or a part of one between hyphens, underscores or capitals, that says caption or credit.
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:caption|cap|credits?|legend|cutline|photo[_-]?desc)(?:$|[\s_-])|[a-z]Caption|__desc\b",
    re.I,
)
_LONGEST_CAPTION = 500
_LONGEST_FORMULA = 2000
# An equation's number, and a stop.
_NUMBER = 8
# Letters beside a picture that are a label ("Image", "Enlarge", "1/5") and no text.
_LABEL = 40
_HARMLESS = Zone.CONTENT | Zone.ARTICLE | Zone.MAIN | Zone.FOOTNOTES | Zone.BYLINE
# A click on a figure opens it: what stands around it may be a button or call itself modal or lightbox.
_AROUND_FIGURES = _HARMLESS | Zone.CONTROL | Zone.DIALOG | Zone.FORM
_AVATAR = re.compile(
    r"(?:^|[\s_-])(?:g?r?avatars?|author|byline|profile|headshot|mugshot|userpic|logo)(?:$|[\s_-])", re.I
)


def settle_media(page: Page, verdicts: list[Verdict], zones: list[Zone]) -> None:
    """An image, video or rule stays where the text around it stays; a caption stays with its picture.

    Args:
        page: the segmented page.
        verdicts: one for each block, in order; changed in place.
        zones: each node's zones, by node index, as far as they are believed.
    """
    kept = [
        block.index
        for block in page.blocks
        if verdicts[block.index].keep and block.chars and block.kind != "figcaption"
    ]
    if not kept:
        return
    keep_tables_whole(page, verdicts, zones)
    keep_quotes_whole(page, verdicts)
    _part_from_labels(page, verdicts)
    place = _Place(page, verdicts, zones, kept)
    pictured: set[HtmlElement] = set()
    lead = lead_picture(page, kept[0], zones)
    for block in page.blocks:
        if verdicts[block.index].keep:
            continue
        if block.chars and not ((block.media or page.has_tex) and is_formula(block)):
            continue
        if block.index == lead or place.belongs(block):
            verdicts[block.index] = Verdict(True, 0.7)
    _drop_repeated(page, verdicts)
    for block in page.blocks:
        if verdicts[block.index].keep and "figure" in block.within and not _is_caption(block):
            pictured.update(element for element in block.struct if element.tag == "figure")
    _keep_captions_of(page, verdicts, pictured)


def is_formula(block: Block) -> bool:
    """Whether there is nothing in a block but MathML or TeX."""
    if block.chars > _LONGEST_FORMULA:
        return False
    found = False
    for part, formats, _ in block.parts:
        if not isinstance(part, str):
            if part.tag not in ("math", "br"):
                return False
            found = found or part.tag == "math"
        elif part.strip():
            if not formats or not any(element.get("class") == TEX for element in formats):
                return len(part.strip()) <= _NUMBER and found
            found = True
    return found


def _drop_repeated(page: Page, verdicts: list[Verdict]) -> None:
    """Of a picture that is there for narrow and for wide windows, keep the first."""
    previous: str | None = None
    for block in page.blocks:
        if not verdicts[block.index].keep or block.kind == "figcaption":
            continue
        if block.chars or block.kind != "media":
            previous = None
            continue
        pictures = [part for part, _, _ in block.parts if not isinstance(part, str) and part.tag == "img"]
        one = len(pictures) == 1 and _figure_of(block) is not None
        name = stem(address_of(pictures[0])) if one else None
        if name is not None and name == previous:
            verdicts[block.index] = Verdict(False, 0.3, "repeated")
        previous = name


def _part_from_labels(page: Page, verdicts: list[Verdict]) -> None:
    """Take a picture out of a line that is hardly more than its label, in a figure or in what is left out."""
    for block in page.blocks:
        if not block.media or not 0 < block.chars <= _LABEL or block.links:
            continue
        inner = block.within[-1] if block.within else ""
        if inner == "figure" or not verdicts[block.index].keep:
            block.parts = [part for part in block.parts if not isinstance(part[0], str)]
            block.text, block.chars, block.words, block.link_chars = "", 0, 0, 0
            block.kind = "media"


def _keep_captions_of(page: Page, verdicts: list[Verdict], pictured: set[HtmlElement]) -> None:
    for block in page.blocks:
        if not _is_caption(block):
            continue
        figure = _figure_of(block)
        if figure is not None:
            in_picture = figure in pictured
            if block.chars and verdicts[block.index].keep != in_picture:
                reason = "" if in_picture else "caption"
                verdicts[block.index] = Verdict(in_picture, 0.6 if in_picture else 0.3, reason)


def _is_caption(block: Block) -> bool:
    return block.kind == "figcaption" or _in_caption(block)


def _in_caption(block: Block) -> bool:
    return "figcaption" in block.within


class _Place:
    """Where the kept text is, and what of it is around a picture.

    Attributes:
        company: for each node, the innermost node around it with text that is no caption; the body is 0.
        kept_chars, chars: by node, the letters kept and all letters of its subtree, captions aside.
    """

    def __init__(self, page: Page, verdicts: list[Verdict], zones: list[Zone], kept: list[int]) -> None:
        self.page = page
        self.zones = zones
        self.first, self.last = kept[0], kept[-1]
        self.inside = _common_container(page, kept)
        self.cards = _cards(page)
        titles = [index for index in title_headings(page) if index < self.first]
        self.title = titles[-1] if titles else self.first
        self.behind = _ancestors(page, page.blocks[self.last].node)
        # Pictures behind the last paragraph: three blocks on, and farther where no other text is between.
        self.end = max(
            self.last + 4,
            next(
                (block.index for block in page.blocks[self.last + 1 :] if block.chars > _LABEL),
                len(page.blocks),
            ),
        )
        nodes = page.nodes
        self.kept_chars = [0] * len(nodes)
        self.chars = [0] * len(nodes)
        for block in page.blocks:
            if block.chars and not _in_caption(block):
                self.chars[block.node] += block.chars
                if verdicts[block.index].keep:
                    self.kept_chars[block.node] += block.chars
        for node in reversed(nodes[1:]):
            self.chars[node.parent] += self.chars[node.index]
            self.kept_chars[node.parent] += self.kept_chars[node.index]
        self.company = [0] * len(nodes)
        for node in nodes[1:]:
            self.company[node.index] = node.index if self.chars[node.index] else self.company[node.parent]

    def belongs(self, block: Block) -> bool:
        """Whether a block without text stands where the article stands."""
        figure = _figure_of(block)
        furniture = self.zones[block.node] & ~(_HARMLESS if figure is None else _AROUND_FIGURES)
        if furniture or (figure is not None and figure in self.cards):
            return False
        node = self.page.nodes[block.node]
        if self.first < block.index < self.last:
            return self._with_kept_text(block, figure)
        if block.kind != "media" or (figure is None and _AVATAR.search(_names(block))):
            return False
        if block.index < self.first:
            # A picture above the first paragraph belongs to the article where it shares the text's container
            # or stands below the title.
            shared = self.inside <= block.node <= self.page.nodes[self.inside].last
            return (shared or self.title < block.index) and self._with_kept_text(block, figure)
        return block.index < self.end and node.parent in self.behind

    def _with_kept_text(self, block: Block, figure: HtmlElement | None) -> bool:
        """Whether what stands around a picture is kept, rather than a box that is left out."""
        company = self.company[block.node]
        if self.kept_chars[company] or not self.chars[company]:
            return True
        unlinked = not self.page.nodes[company].link_chars
        return figure is not None or (self.chars[company] <= _LABEL and unlinked)


def settle_captions(page: Page, verdicts: list[Verdict]) -> None:
    """A line classed as a caption or credit, right behind a picture, becomes the picture's caption."""
    previous = None
    for block in page.blocks:
        if not block.chars:
            if verdicts[block.index].keep and block.kind == "media":
                previous = block
            continue
        if previous is None:
            continue
        near = block.index - previous.index <= 2
        if (
            near
            and _is_called_caption(page, block.node)
            and block.chars <= _LONGEST_CAPTION
            and block.kind in ("p", "div")
        ):
            block.kind = "figcaption"
            verdicts[block.index] = Verdict(True, 0.6)
        elif block.kind != "figcaption":
            previous = None


def _is_called_caption(page: Page, index: int) -> bool:
    if CAPTION.search(page.nodes[index].names):
        return True
    parent = page.nodes[index].parent
    return (
        parent >= 0
        and page.nodes[parent].chars <= _LONGEST_CAPTION
        and bool(CAPTION.search(page.nodes[parent].names))
    )


def _figure_of(block: Block) -> HtmlElement | None:
    return block.innermost("figure")


def _names(block: Block) -> str:
    """What the classes of a block's pictures and their alternative texts say."""
    found = [part for part, _, _ in block.parts if not isinstance(part, str)]
    return " ".join(f"{element.get('class') or ''} {element.get('itemprop') or ''}" for element in found)


def _cards(page: Page) -> set[HtmlElement]:
    """Figures whose caption is nothing but a link: an invitation to another page."""
    cards: set[HtmlElement] = set()
    for block in page.blocks:
        if block.chars and block.link_chars > 0.8 * block.chars and _in_caption(block):
            cards.update(element for element in block.struct if element.tag == "figure")
    return cards


def _ancestors(page: Page, index: int) -> set[int]:
    found = set()
    while index >= 0:
        found.add(index)
        index = page.nodes[index].parent
    return found


def _common_container(page: Page, kept: list[int]) -> int:
    """The innermost node that holds nine tenths of the kept text."""
    chars = [0] * len(page.nodes)
    for index in kept:
        chars[page.blocks[index].node] += page.blocks[index].chars
    for node in reversed(page.nodes[1:]):
        chars[node.parent] += chars[node.index]
    return max(index for index, count in enumerate(chars) if count >= 0.9 * chars[0])
