"""How much a block speaks for being part of the text, as a sum of signs."""

from __future__ import annotations

from goldleaf.reading.blocks import Block, Page, is_heading
from goldleaf.reading.settle.signs import ENDS_SENTENCE, calls_out, in_layout


def evidence(page: Page, block: Block, counts: dict[str, int]) -> float:
    """How much a block speaks for being text (positive) or furniture (negative), its lines added up.

    Args:
        page: the segmented page.
        block: a block with text.
        counts: how often each text occurs, by :func:`~goldleaf.reading.text.match_key`; what occurs twice is
            hardly part of a text.

    Returns:
        At most 3 a line; -2 or less is hard evidence of furniture.
    """
    if block.kind in ("pre", "dt", "dd", "figcaption"):
        return 1.0
    if block.kind in ("td", "th") and not in_layout(page, block):
        return 1.0
    value = -2.0 if counts[block.key] > 1 and block.kind != "li" else 0.0
    if block.link_chars > 0.6 * block.chars:
        value -= 1.0
    texts = [text for _, _, text in block.lines() if text] if block.has_breaks() else ()
    for text in texts if len(texts) > 2 else (block.text,):
        value += _evidence_of_text(text, block)
    return value


def _evidence_of_text(text: str, block: Block) -> float:
    prose = len(text) >= 60 and block.link_chars * 3 < block.chars
    if prose and (len(text) > 200 or ENDS_SENTENCE.search(text)):
        value = min(3.0, len(text) / 120)
    elif block.kind == "li" or (ENDS_SENTENCE.search(text.rstrip(":：")) and not text.endswith((":", "："))):
        value = 0.2
    else:
        value = -0.3 if is_heading(block) else -0.7
    if " " in text and _is_shouted(text):
        value -= 2.0
    if not prose and calls_out(text):
        value -= 1.7
    if "@" in text and len(text) < 60:
        value -= 2.0
    return value


def _is_shouted(text: str) -> bool:
    """Whether all letters of a text are capitals, in a script that has others."""
    if text.isascii():
        return text.isupper()
    letters = (character for character in text if character.isalpha())
    first = next(letters, "")
    return first.isupper() and first.lower() != first and all(letter.isupper() for letter in letters)
