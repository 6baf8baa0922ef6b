"""Images that wait for a script get their real source.

Lazy loaders put a stand-in (nothing, a tiny ``data:`` image, a file called blank or placeholder) into ``src``
and the address into an attribute of their own; there are dozens of names, so the value decides, not the name.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import lift_children

_IMAGE_ADDRESS = re.compile(
    r"^(?:https?:)?//?\S+|^\S+\.(?:jpe?g|png|webp|avif|gif|svg)(?:[?#]\S*)?$", re.IGNORECASE
)
_IMAGE_NAME = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)(?:[?#&]|$)", re.IGNORECASE)
_SRCSET = re.compile(r"\S+\s+\d+(?:\.\d+)?[wx](?:\s*,|\s*$)")
_STAND_IN = re.compile(
    r"blank|placeholder|spacer|loading|lazy|transparent|1x1|pixel|grey|gray|dummy", re.IGNORECASE
)
_SOURCE_NAMES = re.compile(r"src|original|lazy|image|url|full|large|hi-?res|defer|echo", re.IGNORECASE)
_NOT_SOURCES = frozenset(
    ("src", "srcset", "alt", "class", "id", "style", "title", "sizes", "onerror", "onload", "data-pin-url")
)

_SHOWN_IN_FIGURES = (
    "img",
    "picture",
    "video",
    "audio",
    "iframe",
    "svg",
    "canvas",
    "table",
    "pre",
    "blockquote",
)


def restore_lazy_images(root: HtmlElement) -> None:
    """Give every ``<img>`` and ``<source>`` below the root its real ``src`` and ``srcset``.

    A figure whose picture a script would put there gets it where an attribute of the figure names its file.
    """
    for figure in list(root.iter("figure")):
        _fill(figure)
    for picture in root.iter("picture"):
        if next(picture.iter("img", "amp-img"), None) is None:
            # The element that shows the picture; without one browsers show nothing, so a script adds it.
            named = {
                name: value for name, value in picture.attrib.items() if name == "alt" or "data-" in name
            }
            picture.append(picture.makeelement("img", named))
    for image in list(root.iter("img", "source")):
        if image.tag == "source" and len(image):
            # libxml2 does not know <source> as empty and puts what follows inside it.
            lift_children(image)
        attributes = image.attrib
        if len(attributes) < 2 and "src" in attributes:
            continue
        source = attributes.get("src", "").strip()
        if source and not _is_stand_in(source):
            if "srcset" not in attributes:
                _take(image, srcset_only=True)
            continue
        _take(image, srcset_only=False)


def _fill(figure: HtmlElement) -> None:
    named = [
        value.strip()
        for name, value in figure.attrib.items()
        if name not in _NOT_SOURCES and _IMAGE_ADDRESS.match(value) and _IMAGE_NAME.search(value)
    ]
    if named and next(figure.iter(*_SHOWN_IN_FIGURES), None) is None:
        image = figure.makeelement("img", {"src": named[0], "alt": ""})
        image.tail, figure.text = figure.text, None
        figure.insert(0, image)


def _is_stand_in(source: str) -> bool:
    if source.startswith("data:"):
        # A real picture inlined is kilobytes; a stand-in a few dozen bytes, an SVG of nothing a few hundred.
        return len(source) < 1000 or (
            source.startswith("data:image/svg") and "<path" not in source and len(source) < 2000
        )
    if source in ("#", "about:blank", "//:0"):
        return True
    return bool(_STAND_IN.search(source.rsplit("/", 1)[-1]))


def _take(image: HtmlElement, *, srcset_only: bool) -> None:
    best: str | None = None
    for name, raw in image.attrib.items():
        if name in _NOT_SOURCES or not _SOURCE_NAMES.search(name):
            continue
        value = raw.strip()
        if not value or value.startswith(("{", "[", "data:")):
            continue
        if _SRCSET.search(value):
            if image.get("srcset") is None or _is_stand_in(image.get("srcset", "").split(" ")[0]):
                image.set("srcset", value)
        elif (
            not srcset_only
            and " " not in value
            and _IMAGE_ADDRESS.match(value)
            and (best is None or (_IMAGE_NAME.search(value) and not _IMAGE_NAME.search(best)))
        ):
            best = value
    if best is not None:
        image.set("src", best)
    elif not srcset_only and image.get("srcset") and image.tag == "img":
        # The stand-in would be shown; of the candidates the best is chosen later.
        image.attrib.pop("src", None)
