"""Marks inside a line that would be lost with the elements that carry them.

Emoji drawn as images become the character that they stand for, and a ``<span>`` that says which language or
direction its text has becomes an element that is kept.
"""

from __future__ import annotations

import re
import unicodedata

from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import append_text
from goldleaf.reading.xpath import finder

_marked = finder("//span[@dir or @lang]")
_EMOJI = re.compile(r"emoji|smiley|emoticon", re.IGNORECASE)
_LONGEST = 12
MARKED = "data-goldleaf-span"
"""Says of a ``<bdi>`` that it was a ``<span>``."""


def keep_inline_marks(root: HtmlElement) -> None:
    """Do so for everything below the root."""
    for image in list(root.iter("img")):
        alt = image.get("alt")
        if alt and len(alt) <= _LONGEST and _is_emoji(alt.strip(), image):
            parent = image.getparent()
            if parent is not None:
                append_text(parent, image.getprevious(), alt.strip() + (image.tail or ""))
                image.tail = None
                parent.remove(image)
    for span in _marked(root):
        span.tag = "bdi"
        span.set(MARKED, "")


def _is_emoji(alt: str, image: HtmlElement) -> bool:
    """Whether an alternative text is signs alone and at least one of them a picture."""
    signs = [unicodedata.category(character) for character in alt]
    if any(sign[0] in "LPZ" and character not in "#*" for sign, character in zip(signs, alt, strict=True)):
        return False
    return "So" in signs or bool(_EMOJI.search(image.get("class") or ""))
