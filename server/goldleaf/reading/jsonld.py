"""Schema.org data of a page: JSON-LD flattened, and the item that describes the article found in it.

Source: https://www.w3.org/TR/json-ld11/ (as far as pages use it) and https://schema.org/Article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

_ARTICLE_TYPES = re.compile(
    r"Article|Posting|Report|Recipe|Review|Course|HowTo|Discussion|QAPage|Book|CreativeWork$|Product$|Event$|VideoObject$|WebPage$|ItemPage"
)
_TEXT_TYPES = re.compile(
    r"Article$|Posting$|Report$|^Recipe$|^HowTo$|^Question$|^LearningResource$|^PodcastEpisode$|^QAPage$|^Chapter$"
)
# The more telling a type is, the earlier: WebPage and Organization describe the wrapping.
_RANK = (
    "Article",
    "Posting",
    "Report",
    "Recipe",
    "Review",
    "Discussion",
    "QAPage",
    "HowTo",
    "Product",
    "CreativeWork",
    "VideoObject",
    "ItemPage",
    "WebPage",
)
_MOST_BYTES = 1_000_000
# An escape in JSON: a pair of surrogates, one code unit, or anything else behind a backslash.
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u([0-9a-fA-F]{4})|\\.", re.DOTALL
)


def load(scripts: Iterable[HtmlElement]) -> list[dict[str, Any]]:
    """All JSON-LD objects of a page with a type, graphs and nested items flattened, in document order.

    Args:
        scripts: the page's ``<script>`` elements.
    """
    items: list[dict[str, Any]] = []
    for script in scripts:
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        raw = (script.text or "").strip()
        if not raw or len(raw) > _MOST_BYTES:
            continue
        for data in _parse(raw):
            items.extend(_flatten(data, 0))
    return items


def _parse(raw: str) -> list[Any]:
    raw = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", raw)
        .strip()
        .rstrip(";")
    )
    if "\\u" in raw:
        raw = _ESCAPE.sub(_unless_untreeable, raw)
    try:
        return [json.loads(raw, strict=False)]
    except (ValueError, RecursionError):
        pass
    # Trailing commas are the commonest mistake; the rest is not worth guessing.
    try:
        return [json.loads(re.sub(r",\s*([}\]])", r"\1", raw), strict=False)]
    except (ValueError, RecursionError):
        return []


def _unless_untreeable(escape: re.Match[str]) -> str:
    """The escape, or nothing for what no tree can hold: controls, lone surrogates, noncharacters."""
    if escape[1] is None:
        return escape[0]
    code = int(escape[1], 16)
    control = (code < 0x20 and code not in (9, 10, 13)) or 0x7F <= code <= 0x9F
    if control or 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code >= 0xFFFE:
        return ""
    return escape[0]


def _flatten(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for entry in data[:200]:
            yield from _flatten(entry, depth + 1)
    elif isinstance(data, dict):
        if data.get("@type"):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart"):
            if isinstance(data.get(key), (list, dict)):
                yield from _flatten(data[key], depth + 1)


def types_of(item: dict[str, Any]) -> list[str]:
    """The item's types without their vocabulary's address."""
    kinds = item.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [str(kind).rsplit("/", 1)[-1] for kind in kinds if kind]


def main_item(items: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The item that describes what the page is about; None where there is none."""
    best: tuple[int, dict[str, Any]] | None = None
    for item in items:
        for kind in types_of(item):
            if not _ARTICLE_TYPES.search(kind):
                continue
            rank = next((index for index, name in enumerate(_RANK) if name in kind), len(_RANK))
            if best is None or rank < best[0]:
                best = (rank, item)
    if best is None:
        return None
    by_id = {str(item["@id"]): item for item in items if item.get("@id")}
    found = dict(best[1])
    for key in ("author", "creator", "publisher", "image"):
        found[key] = _resolved(found.get(key), by_id)
    return found


def article_items(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items that describe a text with an author and a date, rather than a page or what it offers."""
    return [item for item in items if any(_TEXT_TYPES.search(kind) for kind in types_of(item))]


def _resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    """A reference to another item of the page (``{"@id": …}``) replaced by that item."""
    if isinstance(value, list):
        return [_resolved(entry, by_id) for entry in value[:50]]
    if isinstance(value, dict) and len(value) <= 2 and not value.get("name"):
        return by_id.get(str(value.get("@id")), value)
    return value


def text(value: Any) -> str | None:
    """A string out of a value that may be a string, a language map, or a list of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
        if isinstance(value, list):
            value = value[0] if value else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and value.strip() else None


def names(value: Any) -> list[str]:
    """The names of one or more persons or organisations."""
    entries = value if isinstance(value, list) else [value]
    found = []
    for entry in entries:
        name = text(entry.get("name")) if isinstance(entry, dict) else text(entry)
        if name and not name.startswith(("http://", "https://")) and name not in found:
            found.append(name)
    return found


def image(value: Any) -> str | None:
    """The address of an image given as a string, an ImageObject or a list of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
        if isinstance(value, list):
            value = value[0] if value else None
    return value if isinstance(value, str) and value.strip() else None
