"""What an address names, whatever size, host or player serves it: identities for comparing structures."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

# What image services put into a file's name for a size or a density: -300x200, _640w, @2x, -scaled.
_SIZE = re.compile(
    r"(?:[-_.@](?:\d{2,5}x\d{0,5}|\d{2,5}[wh]?|[1-4]x|scaled|large|medium|small|thumb))+$", re.I
)
_LETTERS = re.compile(r"[^\W_]")
_MANY = 8
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,])(?:\s+\d+(?:\.\d+)?[wx])?\s*(?:,|$)")
_VIDEO = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/(?:embed/|watch\?v=|v/|shorts/)|youtu\.be/)(?P<youtube>[\w-]{6,})"
    r"|vimeo\.com/(?:video/)?(?P<vimeo>\d+)"
    r"|dailymotion\.com/(?:embed/)?video/(?P<dailymotion>\w+)"
    r"|/(?:videos/(?:embed|watch)|w)/(?P<peertube>[\w-]{20,40})",
    re.I,
)


def image_keys(src: str | None, srcset: str | None) -> tuple[str, ...]:
    """The identities of an image: one for each file that may be shown for it.

    A file is known by the last part of its path without extension and size, together with the folder where
    the name alone says little; host and query are left out, as the same picture is served from several.

    Args:
        src: the attribute, or None.
        srcset: the attribute, or None; at most 20,000 characters are looked at.
    """
    addresses = [src] if src else []
    addresses += [match.group(1) for match in _CANDIDATE.finditer((srcset or "")[:20_000])]
    return tuple(dict.fromkeys(key for key in map(_image_key, addresses) if key))


def _image_key(address: str) -> str:
    address = address.strip()
    if address[:5].lower() == "data:":
        return f"data:{len(address)}:{address[-40:]}"
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return address
    parts = [part for part in path.split("/") if part]
    if not parts:
        return address
    name = _SIZE.sub("", re.sub(r"\.\w{2,5}$", "", parts[-1])) or parts[-1]
    if len(_LETTERS.findall(name)) < _MANY and len(parts) > 1:
        name = f"{parts[-2]}/{name}"
    return name.casefold()


def link_keys(href: str) -> tuple[str, ...]:
    """The identities of a link's target: path with query, and the place in the page where it names one.

    Scheme and host are left out: benchmarks resolve relative links against a host of their own. So is the
    prefix of Goldleaf's own ids.
    """
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return (href,)
    fragment = parts.fragment.removeprefix("gl-")
    place = f"{parts.path.rstrip('/')}?{parts.query}" if parts.query else parts.path.rstrip("/")
    keys = [unquote(place)] if place or parts.netloc else []
    if fragment:
        keys.append("#" + unquote(fragment))
    return tuple(keys)


def video_key(address: str | None) -> str | None:
    """``player:id`` of a video's address, of its page or its player; None for other addresses."""
    found = _VIDEO.search(address or "")
    if found is None:
        return None
    return f"{found.lastgroup}:{found.group(found.lastgroup or 0)}"
