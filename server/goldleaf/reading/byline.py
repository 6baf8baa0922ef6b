"""Who wrote it: names cleaned of "By" and of what follows them; the visible byline as the last resort."""

from __future__ import annotations

import re

from goldleaf.reading.blocks import Page, Zone
from goldleaf.reading.xpath import finder

# The word before a name, in the languages that write one.
_BY = re.compile(
    r"^(?:(?:written|posted|published|story|words|text|reported)\s+by"
    r"|by|von|par|por|di|da|door|av|af|autor(?:in)?|author|auteur|autore|"
    r"автор|от|بقلم|מאת|作者|文|記者|撰稿|기자)\s*[:：]?\s+|^(?:作者|文|记者|記者|取材|文責)\s*[:：/／]\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:[|•·—–]|\s-\s|,?\s+(?:on|am|le|el|il)\s+(?=\d|[A-Z])"
    r"|\b(?:published|updated|posted|last modified)\b).*$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"^(?:admin|administrator|editor|staff|user|guest|root|webmaster|unknown|none|null|n/a|author|anonymous"
    r"|undefined)$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"byline|author(?![a-z]*-?(?:bio|box|image|avatar|photo|info-box|description))|writer|contributor",
    re.IGNORECASE,
)
_ELSEWHERE = Zone.COMMENTS | Zone.RELATED | Zone.FOOTER | Zone.NAV | Zone.ASIDE | Zone.HIDDEN
_NOT_IN_NAMES = re.compile(r"\d|[.!?]")
_LONGEST = 100
_authors = finder(".//*[contains(@itemprop, 'author') or contains(@rel, 'author')]")


def clean_byline(value: str | None) -> str | None:
    """A byline without the word "by" and what follows the name; None for what is no name.

    Args:
        value: the byline as the page has it.
    """
    if not value:
        return None
    value = " ".join(value.split())
    if value.startswith(("http://", "https://", "@")) or "://" in value or len(value) > 3 * _LONGEST:
        return None
    value = _BY.sub("", value).strip(" ,;:|·•-–—")
    if not value or _NOT_A_NAME.match(value) or len(value) > _LONGEST * 2 or value.isdigit():
        return None
    if "@" in value and " " not in value:
        return None
    return value


def is_byline(text: str) -> bool:
    """Whether a short text is the word "by", in one of many languages, and a name.

    Args:
        text: for example ``By Ada Quill`` or ``von Ada Quill``.
    """
    name = _BY.sub("", text)
    return name != text and bool(name) and name[0].isupper() and not _NOT_IN_NAMES.search(name)


def visible_byline(page: Page) -> str | None:
    """The byline that the page shows: ``rel=author``, ``itemprop=author``, or what is classed as one."""
    best: str | None = None
    for block in page.blocks:
        if not block.chars or block.chars > _LONGEST:
            continue
        node = page.nodes[block.node]
        if node.inherited & _ELSEWHERE:
            continue
        marked = _marked_text(page, block.index)
        if marked:
            name = clean_byline(_AFTER.sub("", marked))
            if name and not re.search(r"\d{3}", name) and len(name.split()) <= 12:
                return name
        if best is None and _BY.match(block.text) and 2 <= block.words <= 6 and block.text[0].isupper():
            name = clean_byline(_AFTER.sub("", block.text))
            if name and name[0].isupper() and not re.search(r"\d|[.!?]", name):
                best = name
    return best


def _marked_text(page: Page, index: int) -> str | None:
    block = page.blocks[index]
    for part, formats, _ in block.parts:
        for element in formats:
            if "author" in (element.get("rel") or "") or "author" in (element.get("itemprop") or ""):
                text = " ".join("".join(element.itertext()).split())
                if text and isinstance(part, str):
                    return text
    node = page.nodes[block.node]
    for element in _authors(node.element) if node.chars <= _LONGEST else ():
        text = " ".join("".join(element.itertext()).split())
        if text:
            return text
    for _ in range(3):
        if "author" in (node.element.get("itemprop") or "").split() or (
            node.names and _MARKED.search(node.names)
        ):
            return block.text
        if node.parent < 0 or page.nodes[node.parent].chars > _LONGEST * 2:
            return None
        node = page.nodes[node.parent]
    return None
