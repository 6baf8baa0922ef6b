"""Boxes that ask for something: to subscribe, to join, to give."""

from __future__ import annotations

from goldleaf.reading.blocks import Block
from goldleaf.reading.clearing.setting import Box, leads_elsewhere
from goldleaf.reading.settle.signs import LABEL
from goldleaf.reading.xpath import counter

# Characters beside the call, and blocks of text.
_WORDS, _MOST_BLOCKS = 400, 9
_TEXT = frozenset("p div li h3 h4 h5 h6".split())
_typed = counter(".//input[not(@type) or @type='email' or @type='text' or @type='tel']")
# A button that opens and closes something is the head of what it opens.
_opening = counter(".//*[@aria-expanded or @aria-controls or @role='tab']")
_NEARLY = 0.9


def is_appeal(box: Box) -> bool:
    """Whether a box is a sentence or two, and then a field to fill in or a call to follow.

    The call is a link or button that stands alone behind the words, and in no paragraph: that is how a button
    is made. With nothing but a call, the box has to interrupt the text: behind it, an office may say where it
    is to be found.

    Args:
        box: a container in the text.
    """
    texts = box.texts
    if not texts or len(texts) > _MOST_BLOCKS or any(block.kind not in _TEXT for block in texts):
        return False
    if any(block.media and block.chars == 0 for block in box.blocks) or box.unlinked > _WORDS:
        return False
    element = box.node.element
    if box.node.fields and _typed(element):
        return box.node.tag == "form" or element.find(".//form") is not None or _opening(element) == 0
    return (
        len(texts) > 1
        and box.node.tag != "p"
        and _is_call(box, texts[-1])
        and not texts[0].link_chars
        and box.between
        and len(box.links) <= 1
        and not _opening(element)
    )


def _is_call(box: Box, block: Block) -> bool:
    """Whether a block is a button, or a link that looks like one: short, alone and in no paragraph."""
    if block.kind != "div" or block.chars > LABEL:
        return False
    node = box.page.nodes[block.node]
    if node.tag == "button":
        return True
    return (
        block.links == 1
        and block.link_chars >= _NEARLY * block.chars
        and any(leads_elsewhere(link) for link in box.links if "".join(link.itertext()).strip())
    )
