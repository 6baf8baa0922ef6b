"""The structures of an HTML fragment, cut into units that can be counted and compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from goldleaf.scoring.metrics.addresses import image_keys, link_keys, video_key

Keys = tuple[str, ...]

_NOT_LETTERS = re.compile(r"[\W_]+")
# Letters that a text is known by: enough to tell items apart, few enough to forgive a note's mark or an edit
# link at the end.
_KNOWN_BY = 60
_LISTS = frozenset(("ul", "ol"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLES = frozenset(("table",))
_UNSEEN = frozenset(("script", "style", "template", "math"))
_LANGUAGE = re.compile(r"(?:^|\s)(?:lang(?:uage)?|highlight-source|brush:)[-\s]*([\w+#]+)")
_TEX = re.compile(r"^\s*\{?\\[a-z]+style\b|\\(?:frac|sum|int|sqrt|left|mathbf|mathrm)\b|[\^_]\{")
_TEX_NOISE = re.compile(r"\\displaystyle|\\textstyle|[\s{}$]|\\[,;!\[\]()]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One countable piece of a structure.

    Attributes:
        keys: what it is known by; two units are the same where one key is shared.
        weight: False for what may stand for a unit of the gold but is no structure by itself, such as a
            figure around nothing but an image: it is never counted as extra.
    """

    keys: Keys
    weight: bool = True


@lru_cache(maxsize=8)
def structure_units(html: str) -> dict[str, tuple[Unit, ...]]:
    """The units of each kind of structure in an HTML fragment or document.

    Args:
        html: nested less than 2,048 levels deep, where libxml2 ends.

    Returns:
        By kind: images, alts, figures, captions, tables, cells, items, headings, outline, links, footnotes,
        quotes, code, languages, mathematics, videos.
    """
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = etree.fromstring(html.encode("utf-8", "replace"), parser) if html.strip() else None
    if root is None:
        root = etree.Element("html")
    return {kind: tuple(find(root)) for kind, find in _FINDERS.items()}


def text_key(text: str) -> str:
    """The first letters and digits of a text, case folded."""
    return _NOT_LETTERS.sub("", text).casefold()[:_KNOWN_BY]


def _key_of(element: etree._Element, stop: frozenset[str] = frozenset()) -> str:
    """The key of an element's text, without what stands in elements named in ``stop``."""
    collected: list[str] = []
    size = 0
    stack: list[etree._Element | str] = [element]
    while stack and size < 4 * _KNOWN_BY:
        item = stack.pop()
        if isinstance(item, str):
            collected.append(item)
            size += len(item.strip())
            continue
        if item is not element and item.tail:
            stack.append(item.tail)
        unread = item.tag in stop or item.tag in _UNSEEN or item.get("class") == "language-tex"
        if item is not element and unread:
            continue
        stack.extend(reversed(item))
        if item.text:
            stack.append(item.text)
    return text_key("".join(collected))


def _in_header(element: etree._Element) -> bool:
    return any("gl-header" in (outer.get("class") or "") for outer in element.iterancestors("header"))


def _text_of(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _images(root: etree._Element) -> Iterator[Unit]:
    for image in root.iter("img"):
        keys = image_keys(image.get("src"), image.get("srcset"))
        if keys and not _is_formula(image):
            # The still of a video stands for the player in the gold.
            yield Unit(
                keys, not any("gl-video" in (a.get("class") or "") for a in image.iterancestors("figure"))
            )


def _alts(root: etree._Element) -> Iterator[Unit]:
    for image in root.iter("img"):
        alt = text_key(image.get("alt") or "")
        if alt and not _is_formula(image):
            yield Unit(tuple(f"{key} {alt}" for key in image_keys(image.get("src"), image.get("srcset"))))


def _is_formula(image: etree._Element) -> bool:
    """Whether an image is drawn from the TeX in its alternative text."""
    return "/math/render/" in (image.get("src") or "") or bool(_TEX.search(image.get("alt") or ""))


def _figures(root: etree._Element) -> Iterator[Unit]:
    for figure in root.iter("figure"):
        keys = [
            key for image in figure.iter("img") for key in image_keys(image.get("src"), image.get("srcset"))
        ]
        keys += _video_keys(figure)
        caption = next((key for key in map(_key_of, figure.iter("figcaption")) if key), None)
        if caption:
            keys.append(caption)
        for kind in ("pre", "table", "blockquote"):
            keys += [_key_of(element) for element in figure.iter(kind)]
        if keys:
            yield Unit(tuple(keys), caption is not None)


def _captions(root: etree._Element) -> Iterator[Unit]:
    yield from _texts(root.iter("figcaption", "caption"))


def _cells(root: etree._Element) -> Iterator[Unit]:
    for row in root.iter("tr"):
        column = 0
        for cell in row.iterchildren("td", "th"):
            key = _key_of(cell, _TABLES)
            if key:
                yield Unit((f"{column} {key}",))
            span = cell.get("colspan") or "1"
            column += min(int(span), 1000) if span.isdecimal() and span.isascii() else 1


def _tables(root: etree._Element) -> Iterator[Unit]:
    """A table is known by its cells; :func:`~goldleaf.scoring.metrics.structures.match` asks for half."""
    for table in root.iter("table"):
        keys = []
        for cell in table.iter("td", "th"):
            if next(cell.iterancestors("table"), None) is table:
                key = _key_of(cell, _TABLES)
                images = [k for i in cell.iter("img") for k in image_keys(i.get("src"), i.get("srcset"))[:1]]
                keys += [key] if key else images
        inner = table.find(".//table") is not None
        if keys or inner:
            yield Unit(tuple(keys))


def _items(root: etree._Element) -> Iterator[Unit]:
    depths: dict[etree._Element, int] = {}
    for element in root.iter("ul", "ol", "li"):
        outer = next(element.iterancestors("ul", "ol"), None)
        depth = depths.get(outer, 0) if outer is not None else 0
        if element.tag in _LISTS:
            depths[element] = depth + 1
            continue
        key = _key_of(element, _LISTS)
        if not key:
            images = [k for i in element.iter("img") for k in image_keys(i.get("src"), i.get("srcset"))]
            key = images[0] if images else ""
        if key and outer is not None:
            yield Unit((f"{outer.tag} {depth} {key}",))


def _headings(root: etree._Element) -> Iterator[Unit]:
    for heading in root.iter(*_HEADINGS):
        key = _key_of(heading)
        if key:
            yield Unit((key,), not _in_header(heading))


def _outline(root: etree._Element) -> Iterator[Unit]:
    """Each heading with the one that it stands under; what stands under the title stands under nothing."""
    above: list[tuple[int, str]] = []
    title = ""
    for heading in root.iter(*_HEADINGS):
        key = _key_of(heading)
        if not key:
            continue
        if _in_header(heading):
            title = key
            yield Unit((f"> {key}",), weight=False)
            continue
        level = int(heading.tag[1])
        while above and above[-1][0] >= level:
            above.pop()
        parent = above[-1][1] if above else ""
        yield Unit((f"{'' if parent == title else parent}> {key}",))
        above.append((level, key))


def _links(root: etree._Element) -> Iterator[Unit]:
    for link in root.iter("a"):
        text = _key_of(link)
        href = link.get("href")
        if text and href:
            yield Unit(tuple(f"{text} {key}" for key in link_keys(href)))


def _footnotes(root: etree._Element) -> Iterator[Unit]:
    """Links inside the page whose target is there: mark and the text of the place that it leads to."""
    places = {
        element.get("id"): element
        for element in root.iter("li", "p", "div", "dd", "dt", "aside", "span", "sup", "td")
    }
    for link in root.iter("a"):
        href = link.get("href") or ""
        target = places.get(href[1:]) if href.startswith("#") and len(href) > 1 else None
        mark = _text_of(link).strip(" []()").casefold()[:10]
        if target is not None and target not in link.iterancestors():
            yield Unit((f"{mark} {_key_of(target)[:20]}",))


def _quotes(root: etree._Element) -> Iterator[Unit]:
    yield from _texts(root.iter("blockquote"))


def _texts(elements: Iterable[etree._Element]) -> Iterator[Unit]:
    for element in elements:
        key = _key_of(element)
        if key:
            yield Unit((key,))


def _code(root: etree._Element) -> Iterator[Unit]:
    for pre in root.iter("pre"):
        for line in _lines(pre):
            yield Unit((line,))


def _lines(pre: etree._Element) -> list[str]:
    pieces = []
    for event, element in etree.iterwalk(pre, events=("start", "end")):
        if event == "start":
            pieces.append("\n" if element.tag == "br" else "")
            pieces.append(element.text or "")
        elif element is not pre:
            pieces.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _languages(root: etree._Element) -> Iterator[Unit]:
    for pre in root.iter("pre"):
        lines = _lines(pre)
        for element in (pre, *pre.iter("code")):
            named = _LANGUAGE.search(element.get("class") or "")
            if named and lines:
                yield Unit((f"{named.group(1).casefold()} {lines[0]}",))
                break


def _mathematics(root: etree._Element) -> Iterator[Unit]:
    for element in root.iter("math", "code", "span", "img"):
        classes = (element.get("class") or "").split()
        if element.tag == "math":
            sources = [element.get("alttext") or ""]
            sources += [_text_of(a) for a in element.iter("annotation")]
            spoken = "".join(
                leaf.text or "" for leaf in element.iter("mi", "mn", "mo", "mtext", "ms") if len(leaf) == 0
            )
            keys = [_TEX_NOISE.sub("", source) for source in sources] + [f"= {''.join(spoken.split())}"]
        elif "language-tex" in classes or "gl-math" in classes:
            keys = [_TEX_NOISE.sub("", _text_of(element))]
        elif element.tag == "img" and _is_formula(element):
            keys = [_TEX_NOISE.sub("", element.get("alt") or "")]
        else:
            continue
        found = tuple(key for key in keys if key.strip("= "))
        if found:
            yield Unit(found)


def _video_keys(root: etree._Element) -> list[str]:
    found = []
    for element in root.iter("iframe", "embed", "object", "video", "a"):
        if element.tag == "a" and not any(
            "gl-video" in (a.get("class") or "") for a in element.iterancestors("figure")
        ):
            continue
        key = video_key(element.get("href") or element.get("src") or element.get("data"))
        if key:
            found.append(key)
    return found


def _videos(root: etree._Element) -> Iterator[Unit]:
    for key in _video_keys(root):
        yield Unit((key,))


_FINDERS = {
    "images": _images,
    "alts": _alts,
    "figures": _figures,
    "captions": _captions,
    "tables": _tables,
    "cells": _cells,
    "items": _items,
    "headings": _headings,
    "outline": _outline,
    "links": _links,
    "footnotes": _footnotes,
    "quotes": _quotes,
    "code": _code,
    "languages": _languages,
    "mathematics": _mathematics,
    "videos": _videos,
}
