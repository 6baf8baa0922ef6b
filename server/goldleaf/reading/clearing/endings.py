"""Where the text ends for good: somebody is introduced, with a portrait, and others have their say."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block, Node, Page, Zone
from goldleaf.reading.clearing.setting import Setting
from goldleaf.reading.settle.signs import is_sentence

# Characters of an introduction, of the name in it, and its blocks.
_INTRODUCTION, _NAME, _MOST_BLOCKS = 600, 60, 6
# Pixels: a portrait beside a few lines is larger than an icon and no larger than this,
# and as high as it is wide, more or less.
_ICON, _PORTRAIT, _SQUARE = 40, 220, 1.35
_PIXELS = re.compile(r"^\s*(\d{1,4})(?:px)?\s*$")
# Of the running text, what is before the introduction at least; of all that is kept, what follows at most.
_BEFORE, _BEHIND = 0.75, 0.3
_NEVER = frozenset("ul ol dl table blockquote pre figure tr td th tbody li".split())
_STRUCTURE = frozenset("pre table dl figure".split())
_ALONE = 2


def leave_out_ending(setting: Setting) -> None:
    """Leave out who wrote the text, introduced behind it, and the little that follows in the same container.

    The introduction is a container with a small square picture, a name and a sentence or two, and there are
    not several of them: then people are what the text is about. Notes, tables and further sections stay.

    Args:
        setting: the decided page.
    """
    if not setting.running:
        return
    page, verdicts = setting.page, setting.verdicts
    total = sum(page.blocks[index].chars for index in setting.running)
    reached = 0
    begin = next(
        index
        for index in setting.running
        if (reached := reached + page.blocks[index].chars) >= _BEFORE * total
    )
    for node in page.nodes:
        first, last = setting.first[node.index], setting.last[node.index]
        if first <= begin or first > last or not 0 < node.chars <= _INTRODUCTION or node.tag in _NEVER:
            continue
        if not any(verdicts[index].keep for index in range(first, last + 1)):
            continue
        if _introduces(page, page.blocks[first : last + 1], node) and setting.alike(node) <= _ALONE:
            setting.leave_out(first, last, "byline")
            _leave_out_rest(setting, node, last)
            return


def _introduces(page: Page, blocks: list[Block], node: Node) -> bool:
    """Whether a container has a portrait, a name, and some words."""
    texts = [block for block in blocks if block.chars]
    if len(texts) < 2 or len(texts) > _MOST_BLOCKS or any(block.kind == "figcaption" for block in texts):
        return False
    if not any(block.chars <= _NAME and not is_sentence(block) for block in texts[:2]):
        return False
    portraits = [image for image in node.element.iter("img", "amp-img") if _is_portrait(image)]
    return len(portraits) == 1 and max(block.chars for block in texts) > max(20, texts[0].chars)


def _is_portrait(image: HtmlElement) -> bool:
    sizes = [_PIXELS.match(image.get(name) or "") for name in ("width", "height")]
    if sizes[0] is None or sizes[1] is None:
        return False
    width, height = int(sizes[0].group(1)), int(sizes[1].group(1))
    # An icon beside a line says what it is about, not who.
    return min(width, height) >= _ICON and max(width, height) <= min(_PORTRAIT, _SQUARE * min(width, height))


def _leave_out_rest(setting: Setting, node: Node, last: int) -> None:
    """Leave out what stands behind the introduction, in its container, where it is little and no text."""
    page, verdicts = setting.page, setting.verdicts
    end = setting.last[node.parent] if node.parent >= 0 else last
    rest = [block for block in page.blocks[last + 1 : end + 1] if verdicts[block.index].keep]
    chars = sum(block.chars for block in rest)
    kept = sum(block.chars for block in page.blocks if verdicts[block.index].keep)
    if not rest or chars > _BEHIND * kept or any(block.chars > _INTRODUCTION for block in rest):
        return
    if any(page.nodes[block.node].inherited & Zone.FOOTNOTES for block in rest):
        return
    if any(not _STRUCTURE.isdisjoint(block.within) or block.kind == "pre" for block in rest):
        return
    # A list of notes is led back from, and a section of the text is sentences below a heading.
    if any(link.get("href", "").startswith("#") for block in rest for link in _links(page, block)):
        return
    if sum(block.chars for block in rest if is_sentence(block)) > _INTRODUCTION:
        return
    setting.leave_out(last + 1, end, "tail")


def _links(page: Page, block: Block) -> list[HtmlElement]:
    return list(page.nodes[block.node].element.iter("a")) if block.links else []
