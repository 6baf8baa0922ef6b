"""The poster of a film that only a script can play: a still, what the film is called, how long it is."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.clearing.setting import Box
from goldleaf.reading.kinds import KINDS, MEDIA
from goldleaf.reading.xpath import counter

# Minutes and seconds, or hours as well.
_DURATION = re.compile(r"\d{1,3}:[0-5]\d(?::[0-5]\d)?")
_LONGEST, _MOST_BLOCKS = 160, 4
_players = counter(".//video|.//iframe|.//embed|.//amp-video|.//amp-youtube|.//audio")
_PICTURES = frozenset(tag for tag, kind in KINDS.items() if kind == MEDIA)


def is_poster(box: Box) -> bool:
    """Whether a box has a title and a duration, each in an element of its own, and a still but no player.

    Args:
        box: a container in the text.
    """
    if not 0 < len(box.texts) <= _MOST_BLOCKS or box.node.chars > _LONGEST or box.unlinked != box.node.chars:
        return False
    if any(block.struct for block in box.texts):
        return False
    element = box.node.element
    if _players(element):
        return False
    timed = still = False
    for part in element.iterdescendants():
        timed = timed or bool(_DURATION.fullmatch((part.text or "").strip() if len(part) == 0 else ""))
        still = still or part.tag in _PICTURES or _has_backdrop(part)
    return timed and still


def _has_backdrop(element: HtmlElement) -> bool:
    """Whether an element without content shows a picture as its background."""
    return "url(" in (element.get("style") or "") and len(element) == 0
