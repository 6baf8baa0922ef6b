"""The root, the body or a wrapper that a style hides until a script runs is shown again.

Anti-flicker snippets, font loaders and single-page frameworks hide most of a page and count on a script; what
holds most of the page's text cannot be meant to stay hidden. What is small and hidden stays so.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.reveal.surgery import text_of
from goldleaf.reading.xpath import finder, texter

HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:!|;|$)"
    r"|content-visibility\s*:\s*hidden)",
    re.IGNORECASE,
)
# Of each body for itself: to put the results of two paths together takes as long as to find them.
_suspects = finder("descendant-or-self::*[@hidden or @style]")
# Elements that most of a page's text stands straight in.
_SPEAKING = ("p", "li", "td", "span", "a", "div", "h1", "h2", "h3")
_raw_text = texter()
# With more hidden elements than this, one pass over the page is quicker than a look at each.
_FEW = 40
# A share of the page's text: a hidden menu or dialog does not reach it, a hidden article does.
_MOST = 0.6
# A part that goes on where the text before it stops ("continue reading") is folded rather than hidden.
_FOLDED = 0.25
_BEFORE_FOLD = 200
_SAMPLE = 60
_SILENT = frozenset(("script", "style", "template", "noscript"))


def unhide_wrappers(root: HtmlElement) -> None:
    """Remove ``hidden`` and hiding styles from elements that hold a large share of the page's text."""
    suspects = [root]
    for body in root.findall("body"):
        suspects += _suspects(body)
    hiding = [element for element in suspects if element.get("hidden") is not None or _hides(element)]
    if not hiding or _are_small(root, hiding):
        return
    lengths = _text_lengths(root, set(hiding))
    total = lengths[root]
    for element in hiding:
        if (
            element.tag in ("html", "body")
            or lengths[element] > _MOST * total
            or _is_fold(element, lengths[element], total)
        ):
            element.attrib.pop("hidden", None)
            if _hides(element):
                del element.attrib["style"]


def _are_small(root: HtmlElement, hiding: list[HtmlElement]) -> bool:
    """Whether the hidden elements are certainly too small for any of them to be shown again."""
    if len(hiding) > _FEW or hiding[0].tag in ("html", "body"):
        return False
    longest = max(len(_raw_text(element)) for element in hiding)
    enough = longest / min(_FOLDED, _MOST)
    enough += sum([len(_raw_text(part)) for part in root.iter("template", "noscript")])
    # Mostly the first screen of text is more than enough.
    seen = 0
    for element in root.iter(*_SPEAKING):
        text = element.text
        if text:
            seen += len(text.strip())
            if seen > enough:
                return True
    return False


def _hides(element: HtmlElement) -> bool:
    style = element.get("style")
    return bool(style and HIDING_STYLE.search(style))


def _is_fold(element: HtmlElement, length: int, total: int) -> bool:
    """Whether a folded part stands right behind the text that it continues."""
    if length < _FOLDED * total or "visibility" in (element.get("style") or ""):
        return False
    before = element.getprevious()
    return (
        before is not None
        and before.tag in ("p", "div", "section", "span")
        and len(text_of(before)) > _BEFORE_FOLD
        and element.find(".//p") is not None
        and element.find(".//article") is None
        and element.get("lang") is None
        and text_of(element)[:_SAMPLE] not in text_of(before)
    )


def _text_lengths(root: HtmlElement, wanted: set[HtmlElement]) -> dict[HtmlElement, int]:
    """Characters of text below each wanted element and the root, all in one pass (they may be nested)."""
    lengths: dict[HtmlElement, int] = {}
    seen = silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.tag in _SILENT:
                silent += 1
            if element in wanted or element is root:
                lengths[element] = -seen
            if not silent and element.text:
                seen += len(element.text.strip())
            continue
        if element.tag in _SILENT:
            silent -= 1
        if element in wanted or element is root:
            lengths[element] += seen
        if not silent and element.tail:
            seen += len(element.tail.strip())
    return lengths
