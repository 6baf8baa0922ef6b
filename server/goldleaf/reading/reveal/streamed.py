"""Parts that arrive late in a streamed page are put where the page's own script would put them.

React's server renderer sends a placeholder ``<template id="B:0">`` with a fallback, and later the finished
part as ``<div hidden id="S:0">`` with a script that swaps the two. Without scripts the article stays hidden
at the end of the page.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import remove
from goldleaf.reading.xpath import finder

_STREAMED = re.compile(r"^[\w-]*S:[\w-]+$")
_parts = finder("//*[@hidden][contains(@id, 'S:')]")


def place_streamed_parts(root: HtmlElement) -> None:
    """Move each streamed part to its placeholder; one without a placeholder is shown where it stands."""
    parts = [part for part in _parts(root) if _STREAMED.match(part.get("id"))]
    if not parts:
        return
    placeholders = {element.get("id"): element for element in root.iter("template") if element.get("id")}
    for part in parts:
        identifier = part.get("id")
        place = None
        for kind in ("B:", "P:"):
            place = placeholders.get(identifier.replace("S:", kind))
            if place is not None:
                break
        del part.attrib["hidden"]
        if place is None or part in place.iterancestors():
            continue
        _drop_fallback(place)
        remove(part)
        place.addprevious(part)
        remove(place)


def _drop_fallback(place: HtmlElement) -> None:
    """Remove what stands between the placeholder and the comment ``/$`` that closes its boundary."""
    opening = place.getprevious()
    if opening is None or opening.tag is not etree.Comment or not (opening.text or "").startswith("$"):
        return
    fallback: list[HtmlElement] = []
    for sibling in place.itersiblings():
        if sibling.tag is etree.Comment and (sibling.text or "").strip() == "/$":
            for element in fallback:
                element.tail = None
                element.getparent().remove(element)
            return
        fallback.append(sibling)
