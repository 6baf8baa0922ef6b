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
_CALL = re.compile(r"\$R[A-Z]\(\s*[\"']([\w-]*[BPS]:[\w-]+)[\"']\s*,\s*[\"']([\w-]*[BPS]:[\w-]+)[\"']")
_LONGEST_SCRIPT = 100_000
_parts = finder("//*[@hidden and contains(@id, 'S:')]")


def place_streamed_parts(root: HtmlElement) -> None:
    """Move each streamed part to its placeholder; one without a placeholder is shown where it stands."""
    parts = [part for part in _parts(root) if _STREAMED.match(part.get("id"))]
    if not parts:
        return
    placeholders = {element.get("id"): element for element in root.iter("template") if element.get("id")}
    told = _pairs_in_scripts(root)
    for part in parts:
        identifier = part.get("id")
        names = (told.get(identifier), identifier.replace("S:", "P:"), identifier.replace("S:", "B:"))
        place = next((placeholders[name] for name in names if name in placeholders), None)
        del part.attrib["hidden"]
        if place is None or part in place.iterancestors():
            continue
        _drop_fallback(place)
        remove(part)
        place.addprevious(part)
        remove(place)


def _pairs_in_scripts(root: HtmlElement) -> dict[str, str]:
    """Which part goes where, as the page's scripts say: ``$RC("B:0","S:3")``, ``$RS("S:1","P:1")``."""
    pairs: dict[str, str] = {}
    for script in root.iter("script"):
        text = script.text or ""
        if "S:" not in text or len(text) > _LONGEST_SCRIPT:
            continue
        for first, second in _CALL.findall(text):
            part, place = (second, first) if "S:" in second else (first, second)
            pairs.setdefault(part, place)
    return pairs


def _drop_fallback(place: HtmlElement) -> None:
    """Remove what stands between the placeholder and the comment ``/$`` that closes its boundary."""
    opening = place.getprevious()
    if opening is None or opening.tag is not etree.Comment or not (opening.text or "").startswith("$"):
        return
    fallback: list[HtmlElement] = []
    for sibling in place.itersiblings():
        if sibling.tag is etree.Comment and (sibling.text or "").strip() == "/$":
            place.tail = None
            for element in fallback:
                element.tail = None
                element.getparent().remove(element)
            return
        fallback.append(sibling)
