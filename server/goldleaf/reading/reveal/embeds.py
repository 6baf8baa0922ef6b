"""Videos that a script would put there: players as elements of their own, and frames that wait for a click.

Each becomes the ``<iframe>`` that it would be in the end, so that what comes after needs to know only that.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.media import is_player

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


def restore_embeds(root: HtmlElement) -> None:
    """Turn light players below the root into frames, and give waiting frames their address."""
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
        frame.tail, element.tail = element.tail, None
        parent.replace(element, frame)
    for frame in root.iter("iframe"):
        if is_player(frame.get("src") or ""):
            continue
        for name, value in list(frame.attrib.items())[:_MOST_ATTRIBUTES]:
            if name.startswith("data-") and is_player(value):
                frame.set("src", value)
                break
