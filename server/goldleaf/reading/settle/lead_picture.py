"""The picture above the text that the page itself names as the one to show for it."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Page, Zone
from goldleaf.reading.xpath import finder

_named = finder("/html/head/meta[@content][@property='og:image' or @name='twitter:image']")
# What services add to a file's name for a size: photo-1200x630, photo_640, photo@2x, photo-scaled.
_SIZE = re.compile(r"(?:[-_.@](?:\d{2,5}x\d{0,5}|\d{2,5}[wh]?|[1-4]x|scaled|large))+$", re.IGNORECASE)
_LETTERS = 6
_MOST_CANDIDATES = 50
# What a page names as its picture is no advertisement, whatever letters are in its id; but a list of other
# articles may show it, too.
_FURNITURE = Zone.NAV | Zone.FOOTER | Zone.ASIDE | Zone.HIDDEN | Zone.SHARE | Zone.RELATED | Zone.COMMENTS


def lead_picture(page: Page, first: int, zones: list[Zone]) -> int | None:
    """The block of the picture that ``og:image`` names, where it stands above the text.

    Files are compared without folder and size, because the page's own picture is seldom the same size.

    Args:
        page: the segmented page.
        first: index of the first block of text that is kept.
        zones: each node's zones.

    Returns:
        The block's index, None where there is no such block.
    """
    blocks = [
        block
        for block in page.blocks[:first]
        if block.media and not block.chars and not zones[block.node] & _FURNITURE
    ][-_MOST_CANDIDATES:]
    wanted = {stem(element.get("content")) for element in _named(page.root)} - {None} if blocks else set()
    for block in blocks if wanted else ():
        for part, _, _ in block.parts:
            if not isinstance(part, str) and part.tag == "img" and stem(address_of(part)) in wanted:
                return block.index
    return None


def address_of(image: HtmlElement) -> str | None:
    """The address of an image, the first of its candidates where it has no other."""
    srcset = (image.get("srcset") or "").strip()
    return image.get("src") or srcset.split(" ")[0].rstrip(",")


def stem(address: str | None) -> str | None:
    """The name of an image's file without folder, extension and size; None where it says nothing."""
    try:
        path = unquote(urlsplit((address or "").strip()).path)
    except ValueError:
        return None
    name = _SIZE.sub("", re.sub(r"\.\w{2,5}$", "", path.rstrip("/").rsplit("/", 1)[-1]))
    return name.casefold() if len(name) >= _LETTERS else None
