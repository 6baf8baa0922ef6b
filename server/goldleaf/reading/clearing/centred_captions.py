"""A short line set in the middle right below a picture says what it shows."""

from __future__ import annotations

import re

from goldleaf.reading.blocks import Block, Page
from goldleaf.reading.clearing.setting import Setting
from goldleaf.reading.settle.signs import in_layout

_LONGEST = 220
_CENTRED = re.compile(r"text-align\s*:\s*(?:-\w+-)?center", re.IGNORECASE)
_CALLED_CENTRED = re.compile(r"(?:^|[\s_-])(?:text-?|align-?)cent(?:er|re)(?:ed)?(?:$|[\s_-])", re.IGNORECASE)
_HOLDERS = frozenset("p div td".split())
# How many containers up it may be said; farther up it is said of the page.
_REACH = 2


def caption_centred_lines(setting: Setting) -> None:
    """Make captions of lines in the middle that stand right below a picture; of one line for each picture.

    Not where much of the text is set in the middle, and neither of headings nor of lines with a link alone.

    Args:
        setting: the decided page.
    """
    page, verdicts = setting.page, setting.verdicts
    centred: bool | None = None
    for picture, line in zip(page.blocks, page.blocks[1:], strict=False):
        if picture.kind != "media" or not verdicts[picture.index].keep or not verdicts[line.index].keep:
            continue
        if (
            not 0 < line.chars <= _LONGEST
            or line.media
            or line.kind not in _HOLDERS
            or line.link_chars * 2 > line.chars
        ):
            continue
        if "figure" in picture.within or not _may_caption(page, line) or not _is_centred(page, line):
            continue
        if centred is None:
            middle = sum(_is_centred(page, page.blocks[index]) for index in setting.running)
            centred = 4 * middle > len(setting.running)
        if not centred:
            line.kind = "figcaption"


def _may_caption(page: Page, line: Block) -> bool:
    """Whether a line is words, and in no list, quotation or table of data."""
    if not any(character.isalpha() for character in line.text):
        return False
    return all(tag in ("table", "tbody", "tr", "td") for tag in line.within) and (
        not line.within or in_layout(page, line)
    )


def _is_centred(page: Page, block: Block) -> bool:
    index = block.node
    for _ in range(_REACH):
        if index < 0:
            break
        element = page.nodes[index].element
        style, align = element.get("style") or "", element.get("align") or ""
        if element.tag == "center" or align.lower() == "center" or _CENTRED.search(style):
            return True
        if page.nodes[index].classes and _CALLED_CENTRED.search(page.nodes[index].classes or ""):
            return True
        if style and "text-align" in style:
            return False
        index = page.nodes[index].parent
    return False
