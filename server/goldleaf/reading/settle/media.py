"""Images, videos, rules and captions, which go by the text around them."""

from __future__ import annotations

import re

from goldleaf.reading.blocks import Page, Zone
from goldleaf.reading.verdict import Verdict

# A name, or a part of one between hyphens, underscores or capitals, that says caption or credit.
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:caption|cap|credits?|legend|cutline|photo[_-]?desc)(?:$|[\s_-])|[a-z]Caption|__desc\b",
    re.I,
)
_LONGEST_CAPTION = 500


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
    first, last = kept[0], kept[-1]
    inside = _common_container(page, kept)
    cards = _cards(page)
    pictured: set[object] = set()
    for block in page.blocks:
        if not block.media and block.kind != "hr":
            continue
        if block.chars:
            if verdicts[block.index].keep:
                pictured.update(element for element in block.struct if element.tag == "figure")
            continue
        if not cards.isdisjoint(block.struct):
            continue
        furniture = zones[block.node] & ~(
            Zone.CONTENT | Zone.ARTICLE | Zone.MAIN | Zone.FOOTNOTES | Zone.BYLINE
        )
        among = first < block.index < last
        # A picture above the first paragraph belongs to the article where it shares the text's container.
        leading = (
            block.index < first and inside <= block.node <= page.nodes[inside].last and block.kind == "media"
        )
        trailing = last < block.index <= last + 3 and page.nodes[block.node].parent in _ancestors(
            page, page.blocks[last].node
        )
        if not furniture and (among or leading or (trailing and block.kind == "media")):
            verdicts[block.index] = Verdict(True, 0.7)
            pictured.update(element for element in block.struct if element.tag == "figure")
    for block in page.blocks:
        if block.kind == "figcaption" or any(element.tag == "figcaption" for element in block.struct):
            figure = next((element for element in reversed(block.struct) if element.tag == "figure"), None)
            if figure is not None:
                in_picture = figure in pictured
                if verdicts[block.index].keep != in_picture:
                    verdicts[block.index] = Verdict(
                        in_picture, 0.6 if in_picture else 0.3, "" if in_picture else "caption"
                    )


def settle_captions(page: Page, verdicts: list[Verdict]) -> None:
    """A line classed as a caption or credit, right behind a picture, becomes the picture's caption."""
    previous = None
    for block in page.blocks:
        if not block.chars:
            if verdicts[block.index].keep and block.kind == "media":
                previous = block
            continue
        near = previous is not None and block.index - previous.index <= 2
        captioned = CAPTION.search(page.nodes[block.node].names) or _parent_is_caption(page, block.node)
        if near and captioned and block.chars <= _LONGEST_CAPTION and block.kind in ("p", "div"):
            block.kind = "figcaption"
            verdicts[block.index] = Verdict(True, 0.6)
        elif block.kind != "figcaption":
            previous = None


def _parent_is_caption(page: Page, index: int) -> bool:
    parent = page.nodes[index].parent
    return (
        parent >= 0
        and page.nodes[parent].chars <= _LONGEST_CAPTION
        and bool(CAPTION.search(page.nodes[parent].names))
    )


def _cards(page: Page) -> set[object]:
    """Figures whose caption is nothing but a link: an invitation to another page."""
    cards: set[object] = set()
    for block in page.blocks:
        if (
            block.chars
            and block.link_chars > 0.8 * block.chars
            and any(element.tag == "figcaption" for element in block.struct)
        ):
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
    chars: dict[int, int] = {}
    for index in kept:
        node = page.blocks[index].node
        while node >= 0:
            chars[node] = chars.get(node, 0) + page.blocks[index].chars
            node = page.nodes[node].parent
    total = chars.get(0, 0)
    return max(node for node, count in chars.items() if count >= 0.9 * total)
