"""Images and videos as the article shows them: real sources only, videos as a still with a link."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.addresses import IMAGE_DATA, absolute, best_candidate, srcset

_HTTP = frozenset(("http", "https"))
# Smaller than this in both directions is an icon or an emoji.
_ICON = 48
# No higher or no wider than this is a rule, a spacer or a tracking pixel.
_BAR = 12
_AVATAR = re.compile(r"(?:^|[\s_-])(?:g?r?avatars?|user-?pic)(?:$|[\s_-])", re.IGNORECASE)
_COMMON = frozenset(("image/jpeg", "image/png", "image/webp"))
_PIXELS = re.compile(r"^\s*(\d{1,5})")
PLAYER, STILL = "data-goldleaf-player", "data-goldleaf-still"
"""Say of a frame that it plays a video, and which picture the page shows for it."""


def image(element: HtmlElement, base: str | None) -> HtmlElement | None:
    """A clean ``<img>`` for the article, or None for icons, trackers and images without an address.

    Args:
        element: an ``<img>`` or ``<amp-img>`` after lazy sources were restored.
        base: what relative addresses are resolved against.
    """
    width, height = _size(element.get("width")), _size(element.get("height"))
    if width is not None and height is not None and width < _ICON and height < _ICON:
        return None
    if (width is not None and width <= _BAR) or (height is not None and height <= _BAR):
        return None
    if _AVATAR.search(element.get("class") or ""):
        return None
    source = _address(element.get("src"), base)
    candidates = (
        srcset(element.get("srcset") or _picture_srcset(element), base) if _wants_srcset(element) else None
    )
    if source is None and candidates is None:
        return None
    result: HtmlElement = etree.Element("img")
    result.set("src", source or best_candidate(candidates or ""))
    if candidates:
        result.set("srcset", candidates)
        if element.get("sizes"):
            result.set("sizes", element.get("sizes", "")[:500])
    result.set("alt", " ".join((element.get("alt") or "").split())[:1000])
    if width and height:
        result.set("width", str(width))
        result.set("height", str(height))
    return result


def _wants_srcset(element: HtmlElement) -> bool:
    parent = element.getparent()
    return bool(element.get("srcset")) or (parent is not None and parent.tag == "picture")


def _picture_srcset(element: HtmlElement) -> str:
    # A format that every browser has can stand in for the <img>; without any, another is better than none.
    named = [source for source in element.getparent().iter("source") if source.get("srcset")]
    common = (s for s in named if (s.get("type") or "image/jpeg") in _COMMON)
    chosen = next(common, named[-1] if named and not element.get("src") else None)
    return "" if chosen is None else str(chosen.get("srcset"))


def _size(value: str | None) -> int | None:
    match = _PIXELS.match(value or "")
    if not match or "%" in (value or ""):
        return None
    return int(match.group(1))


def _address(value: str | None, base: str | None) -> str | None:
    if not value:
        return None
    value = value.strip()
    if value[:5].lower() == "data:":
        return value if IMAGE_DATA.match(value) and len(value) > 200 else None
    return absolute(value, base, _HTTP)


def video(element: HtmlElement, base: str | None) -> HtmlElement | None:
    """A ``<figure class="gl-video">``: a link to the video around its still or title; None for other frames.

    Known by the shape of the address that the players document for embedding: YouTube (also no-cookie),
    Vimeo, Dailymotion and PeerTube (on whatever host it runs); other frames by :data:`PLAYER`, for which the
    link leads to the player; and ``<video>`` itself.

    Args:
        element: a ``<video>``, an ``<iframe>`` or an ``<embed>``.
        base: what relative addresses are resolved against.
    """
    if element.tag in ("video", "amp-video"):
        source = element.get("src") or next(
            (s.get("src") for s in element.iter("source") if s.get("src")), None
        )
        address = absolute(source, base, _HTTP) if source else None
        poster = _address(element.get("poster"), base)
        return (
            _figure(address, poster, element.get("title") or element.get("aria-label")) if address else None
        )
    source = element.get("src") or ""
    if source in ("", "about:blank"):
        source = element.get("data-src") or element.get("data-lazy-src") or ""
    address = absolute(source, base or "https://invalid.example/", _HTTP)
    if not address:
        return None
    page, still = _page_of(address)
    if page is None and element.get(PLAYER) is not None:
        page = address
    stated = _address(element.get(STILL), base)
    return None if page is None else _figure(page, stated or still, element.get("title"))


def is_player(address: str) -> bool:
    """Whether an address is that of a player whose video has a page to lead to."""
    return "/" in address and _page_of(address.strip())[0] is not None


def has_still(address: str) -> bool:
    """Whether the picture that a player shows first is known from its address."""
    return _page_of(address.strip())[1] is not None


def same_video(one: str, other: str) -> bool:
    """Whether two addresses of players are the same video's, whatever else they say."""
    first, second = _page_of(one.strip())[0], _page_of(other.strip())[0]
    if first is not None or second is not None:
        return first == second
    return one.strip().partition("?")[0] == other.strip().partition("?")[0]


def _page_of(address: str) -> tuple[str | None, str | None]:
    """The page of the video that a player shows, and the still's address; None for what isn't known."""
    try:
        parts = urlsplit(address)
        host, path, query = (parts.hostname or ""), parts.path, parse_qs(parts.query)
    except ValueError:
        return None, None
    # Eleven letters, and no number of a film.
    playlist = query.get("list", [""])[0]
    if path == "/embed/videoseries" and host.endswith("youtube.com") and re.fullmatch(r"[\w-]+", playlist):
        return f"https://www.youtube.com/playlist?list={playlist}", None
    # "/v/" is what the player was embedded with before there were frames for it.
    match = re.match(r"^/(?:embed|v|live|shorts)/([\w-]{11})/?(?:&.*)?$", path)
    if match and host.endswith(("youtube.com", "youtube-nocookie.com")):
        start = query.get("start", [""])[0]
        since = f"&t={start}" if start.isdecimal() and start != "0" else ""
        return f"https://www.youtube.com/watch?v={match.group(1)}{since}", _youtube_still(match.group(1))
    match = re.match(r"^/video/(\d+)/?$", path)
    if match and host == "player.vimeo.com":
        key = f"/{query['h'][0]}" if query.get("h") else ""
        return f"https://vimeo.com/{match.group(1)}{key}", None
    match = re.match(r"^/embed/video/(\w+)$", path)
    if match and host.endswith("dailymotion.com"):
        return f"https://www.dailymotion.com/video/{match.group(1)}", None
    match = re.match(r"^/videos/embed/([\w-]{20,40})$", path)
    if match and parts.netloc:
        return f"{parts.scheme or 'https'}://{parts.netloc}/videos/watch/{match.group(1)}", None
    return None, None


def _youtube_still(identifier: str) -> str:
    return f"https://i.ytimg.com/vi/{identifier}/hqdefault.jpg"


def _figure(address: str, still: str | None, title: str | None) -> HtmlElement:
    figure: HtmlElement = etree.Element("figure", {"class": "gl-video"})
    link = etree.SubElement(figure, "a", {"href": address})
    label = " ".join((title or "").split())[:300]
    if still:
        etree.SubElement(link, "img", {"src": still, "alt": label or "Video"})
    else:
        link.text = label or "Video"
    return figure
