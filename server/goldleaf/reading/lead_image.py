"""The image that stands for the article, as the page names it: never its logo or a stand-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from goldleaf.reading import jsonld
from goldleaf.reading.addresses import absolute
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


def lead_image(sources: Sources, base: str | None) -> str | None:
    """The absolute address of the first image that the page names and that is no stand-in, if there is one.

    Args:
        sources: the page's metadata.
        base: what relative addresses are resolved against.
    """
    for value in _named(sources):
        address = absolute(value, base, _HTTP) if value else None
        if address and address.startswith(("http://", "https://")) and not _is_stand_in(address):
            return address
    return None


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
