"""Videos that a script would put there: players as elements of their own, and frames that wait for a click.

Each becomes the ``<iframe>`` that it would be in the end, so that what comes after needs to know only that.
It is told there which picture the page itself has for the video: most players keep theirs to themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from goldleaf.reading import jsonld
from goldleaf.reading.media import PLAYER, STILL, has_still, is_player, same_video

_YOUTUBE, _VIMEO = "https://www.youtube.com/embed/{}", "https://player.vimeo.com/video/{}"
# Elements of the common light players, by what their number leads to.
_PLAYERS = {
    "lite-youtube": _YOUTUBE,
    "youtube-video": _YOUTUBE,
    "amp-youtube": _YOUTUBE,
    "lite-vimeo": _VIMEO,
    "vimeo-video": _VIMEO,
    "amp-vimeo": _VIMEO,
    "amp-dailymotion": "https://www.dailymotion.com/embed/video/{}",
}
_NUMBER_NAMES = ("videoid", "video-id", "data-videoid", "data-video-id", "data-youtube-id", "data-vimeo-id")
_TITLE_NAMES = ("videotitle", "title", "data-title", "aria-label", "playlabel")
_NUMBER = re.compile(r"^[\w-]{5,20}$")
_MOST_ATTRIBUTES = 30
# What is in addresses that are made to be put into other pages, and what says that a film is played there.
_EMBEDDED = re.compile(r"(?:^|[/._-])(?:embed|player|iframe|e)(?:[/._-]|$)", re.IGNORECASE)
_FILM = re.compile(r"video|player|film|movie|tube(?![a-z])", re.IGNORECASE)
_AROUND = 3
# Where players and what stands in for them name their picture.
_STILL_NAMES = ("poster", "data-poster", "data-thumbnail", "data-thumb", "data-still", "data-preview-image")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?([^'\")\s]+)", re.IGNORECASE)
_MOST_FRAMES = 100


def restore_embeds(root: HtmlElement) -> None:
    """Turn light players below the root into frames, and give frames their address and their picture."""
    for element in list(root.iter(*_PLAYERS)):
        number = next((element.get(name, "").strip() for name in _NUMBER_NAMES if element.get(name)), "")
        address = _PLAYERS[element.tag].format(number) if _NUMBER.match(number) else element.get("src") or ""
        parent = element.getparent()
        if parent is None or not address or not is_player(address):
            continue
        frame = element.makeelement("iframe", {"src": address})
        title = next((element.get(name) for name in _TITLE_NAMES if element.get(name)), None)
        if title:
            frame.set("title", title)
        still = _still_on(element)
        if still:
            frame.set(STILL, still)
        frame.tail, element.tail = element.tail, None
        parent.replace(element, frame)
    silent = []
    for frame in islice(root.iter("iframe"), _MOST_FRAMES):
        if not is_player(frame.get("src") or ""):
            _find_address(frame)
        address = frame.get("src") or ""
        if not is_player(address):
            if not _plays(frame):
                continue
            frame.set(PLAYER, "")
        if frame.get(STILL) is None and not has_still(address):
            silent.append(frame)
    if silent:
        _name_stills(root, silent)


def _find_address(frame: HtmlElement) -> None:
    """Let a frame that waits for a click have the address of its player."""
    for name, value in list(frame.attrib.items())[:_MOST_ATTRIBUTES]:
        if name.startswith("data-") and is_player(value):
            frame.set("src", value)
            break


def _plays(frame: HtmlElement) -> bool:
    """Whether a frame of no known player shows a film: it may fill the screen, and it is called one."""
    if frame.get("allowfullscreen") is None and "fullscreen" not in (frame.get("allow") or ""):
        return False
    address = (frame.get("src") or "").partition("?")[0]
    if not address.startswith(("https://", "http://", "//")) or not _EMBEDDED.search(address):
        return False
    called = [address, frame.get("title") or ""]
    called += [outer.get("class") or "" for outer in islice(frame.iterancestors("div", "figure"), _AROUND)]
    return any(_FILM.search(name) for name in called)


def _name_stills(root: HtmlElement, frames: list[HtmlElement]) -> None:
    """Give each frame the picture that stands on it, around it, or in what the page's data say of it."""
    described: list[tuple[str, str]] | None = None
    for frame in frames:
        still = _still_on(frame)
        if still is None:
            if described is None:
                described = list(_described(root))
            address = frame.get("src") or ""
            still = next((picture for player, picture in described if same_video(player, address)), None)
        if still:
            frame.set(STILL, still)


def _still_on(element: HtmlElement) -> str | None:
    for holder in (element, element.getparent()):
        if holder is None:
            continue
        named = next((holder.get(name) for name in _STILL_NAMES if holder.get(name)), None)
        background = _BACKGROUND.search(holder.get("style") or "")
        if named or background:
            return named or (background.group(1) if background else None)
    return None


def _described(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """The player and the picture of each video that the page's data describe."""
    for item in jsonld.load(list(root.iter("script"))):
        for video in (item, item.get("video")):
            entries = video if isinstance(video, list) else [video]
            for entry in entries[:_MOST_FRAMES]:
                if not isinstance(entry, dict) or "VideoObject" not in jsonld.types_of(entry):
                    continue
                player = jsonld.text(entry.get("embedUrl")) or jsonld.text(entry.get("contentUrl"))
                still = jsonld.image(entry.get("thumbnailUrl") or entry.get("thumbnail"))
                if player and still:
                    yield player, still
