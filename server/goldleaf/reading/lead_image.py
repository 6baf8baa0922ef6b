"""The image that stands for the article: one that the page names, else the first large one of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from goldleaf.reading import jsonld
from goldleaf.reading.addresses import absolute
from goldleaf.reading.blocks import Block
from goldleaf.reading.media import image
from goldleaf.reading.sources import Sources

_HTTP = frozenset(("http", "https"))
_META = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
# File names that sites give to what stands in for an image; looked for between borders of words.
_STAND_IN = re.compile(
    r"(?<![a-z])(?:(?:site|header|footer|company|brand|main|og|fb|facebook|social|share|default)[-_]?)*"
    r"(?:logo|logotype|favicon|placeholder|no[-_]?image|blank|spacer|pixel|sprite|avatar|gravatar"
    r"|(?:default|fallback|social|share|sharing|facebook|twitter|og)[-_](?:og|social|share|sharing|facebook|image|img"
    r"|thumb|thumbnail|card|cover))(?![a-z])",
    re.IGNORECASE,
)
# Pixels: the longer side of a picture that can stand for an article, and its shorter one.
_LARGE, _LEAST = 300, 100
_PIXELS = re.compile(r"^\s*(\d{1,5})(?!\s*%)")


def lead_image(sources: Sources, base: str | None, kept: Sequence[Block] = ()) -> str | None:
    """The absolute address of the first image that the page names and that is no stand-in.

    Where it names none, the first image of the article that is large, as far as the page says how large it
    is, and more than a button or a rule.

    Args:
        sources: the page's metadata.
        base: what relative addresses are resolved against.
        kept: the article's blocks.
    """
    for value in _named(sources):
        address = absolute(value, base, _HTTP) if value else None
        if address and address.startswith(("http://", "https://")) and not _is_stand_in(address):
            return address
    return _first_large(base, kept)


def _first_large(base: str | None, kept: Sequence[Block]) -> str | None:
    for block in kept:
        if not block.media:
            continue
        for element, _, _ in block.parts:
            if isinstance(element, str) or element.tag not in ("img", "amp-img"):
                continue
            shown = image(element, base)
            address = shown.get("src", "") if shown is not None and _is_large(element) else ""
            if address.startswith(("http://", "https://")) and not _is_stand_in(address):
                return address
    return None


def _is_large(element: HtmlElement) -> bool:
    """Whether an image is, or may be, wide enough; of one whose size isn't stated a figure speaks for it."""
    stated = [_PIXELS.match(element.get(side) or "") for side in ("width", "height")]
    sizes = [int(match.group(1)) for match in stated if match]
    if sizes:
        return min(sizes) >= _LEAST and max(sizes) >= _LARGE
    return bool(element.get("srcset")) or next(element.iterancestors("figure", "picture"), None) is not None


def _named(sources: Sources) -> Iterator[str | None]:
    for name in _META:
        yield from sources.all.get(name, ())
    for item in (*sources.articles, sources.main):
        yield jsonld.image(item.get("image") or item.get("thumbnailUrl"))
    for link in sources.links:
        if "image_src" in (link.get("rel") or "").lower().split():
            yield link.get("href")


def _is_stand_in(address: str) -> bool:
    """Whether the file's name, not its folders', says that it is a logo or a stand-in."""
    try:
        name = urlsplit(address).path.rsplit("/", 1)[-1]
    except ValueError:
        return True
    return _STAND_IN.search(name) is not None or name.lower().endswith((".svg", ".ico"))
