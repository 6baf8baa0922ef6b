"""The byline that the page shows beside its headline: marked, linked to its author, or worded as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Block, Page, Zone, is_heading
from goldleaf.reading.byline import (
    is_dated_byline,
    is_label,
    looks_like_name,
    shown_name,
    starts_with_by,
)
from goldleaf.reading.text import match_key
from goldleaf.reading.visible_date import is_text
from goldleaf.reading.xpath import finder

_NEVER = Zone.COMMENTS | Zone.HIDDEN | Zone.DIALOG
_ELSEWHERE = _NEVER | Zone.RELATED | Zone.AD | Zone.NAV
# Blocks: how far above the headline, below it, and behind the text a byline may stand.
_ABOVE, _BELOW, _BEHIND = 5, 16, 8
_LONGEST = 140
_MOST_LEADS = 2
_MOST_WORDS = 24
_authors = finder(".//*[contains(concat(' ', @itemprop, ' '), ' author ')]")
_AND = re.compile(r"^\s*(?:,|;|/|&|,?\s*(?:and|und|et|y|e|og|och|en|i|и|و))?\s*$", re.IGNORECASE)
_CHECKED = re.compile(r"\b(?:reviewed|edited|fact[- ]checked|updated|photo\w*|illustrat\w*)\b", re.I)
_MARKED = re.compile(
    r"byline|author(?![a-z]*[-_]?(?:s?[-_]?bio|box|image|avatar|photo|info-box|description|role|title|job|social))"
    r"|writer|contributor|creator|posted-?by|written-?by|autor(?:en|in)?(?![a-z])|verfasser|auteur|redacteur",
    re.IGNORECASE,
)
_ROLES = re.compile(
    r"role|job|position|title(?!.*name)|description|bio(?:graphy)?(?![a-z])|social|avatar|follow", re.I
)
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es|a)?|autori|profiles?|people|staff|contributors?|writers?|by|user|users|u"
    r"|members?|journalists?|columnists?|reporters?|redaktion|team|editors?|reviewers?|experts?)/[^/?#]+",
    re.IGNORECASE,
)


def visible_byline(page: Page, headline: int | None, kept: Sequence[Block] = ()) -> str | None:
    """The name or names shown with the headline, or right behind the text; None where there is none.

    Args:
        page: the segmented page.
        headline: index of the block that is the headline, if the page shows one.
        kept: the article's blocks.
    """
    start = headline if headline is not None else kept[0].index if kept else None
    if start is None:
        return None
    own = page.nodes[page.blocks[start].node].inherited
    for block, near in _places(page, start, kept):
        if not 0 < block.chars <= _LONGEST:
            continue
        zone = page.nodes[block.node].inherited & ~own
        if zone & _NEVER or (zone & Zone.RELATED and zone & Zone.ASIDE):
            continue
        if zone & _ELSEWHERE and not (near and zone & Zone.BYLINE):
            continue
        name = _name_in(page, block, near=near)
        if name and match_key(name) != match_key(page.blocks[start].text):
            return name
    return _signed_again(page, start)


def _places(page: Page, start: int, kept: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Blocks that may hold the byline, in the order of trust, each with whether it is by the headline."""
    blocks = page.blocks
    paragraphs = 0
    for block in blocks[start + 1 : start + 1 + _BELOW]:
        if is_heading(block) and 2 * block.link_chars > block.chars and block.words > 4:
            break
        if is_text(block):
            paragraphs += 1
            if paragraphs > _MOST_LEADS:
                break
        yield block, True
    for block in reversed(blocks[max(0, start - _ABOVE) : start]):
        yield block, True
    if kept and kept[0].index > start + _BELOW:
        # Between a headline that only a banner shows and the text: right above the text.
        for block in reversed(blocks[kept[0].index - _ABOVE : kept[0].index]):
            yield block, False
    if kept:
        for block in blocks[kept[-1].index + 1 : kept[-1].index + 1 + _BEHIND]:
            yield block, False


def _name_in(page: Page, block: Block, *, near: bool) -> str | None:
    marked = _is_marked(page, block)
    worded = starts_with_by(block.text) or is_dated_byline(block.text)
    if near or marked:
        linked = _linked_names(block, any_link=worded) or _marked_names(page, block)
        if linked:
            return linked
    before = page.blocks[block.index - 1] if block.index else None
    labelled = before is not None and is_label(before.text)
    if not (marked or labelled or (worded and near and block.words <= _MOST_WORDS)):
        return None
    name = shown_name(_own_part(block))
    if not name or not (near or looks_like_name(name)):
        return None
    if worded and not marked and not (name[0].isupper() or not name[0].isascii()):
        return None
    return name


def _linked_names(block: Block, *, any_link: bool) -> str | None:
    """Names in links that lead to their authors' pages or say so themselves, up to who only checked it."""
    texts: dict[HtmlElement, str] = {}
    before = ""
    for part, formats, _ in block.parts:
        if not isinstance(part, str):
            continue
        if texts and _CHECKED.search(part):
            break
        # Right behind "by", and behind another name with a comma or "and" between, any link is an author's.
        beside = any_link and (
            _AND.match(before) if texts else not before.strip() or is_label(_last_words(before))
        )
        signed = [e for e in formats if e in texts or _is_authors(e, any_link=bool(beside))]
        for element in signed:
            texts[element] = texts.get(element, "") + part
        before = "" if signed else before + part
    names = [
        name
        for element, text in texts.items()
        if (name := shown_name(text)) and (_says_author(element) or looks_like_name(name))
    ]
    return ", ".join(dict.fromkeys(names)) or None


def _last_words(text: str) -> str:
    """The end of a text, behind its last stop: enough for "by" and the words that belong to it."""
    return " ".join(re.split(r"[.|·•,;]", text)[-1].split()[-2:])


def _is_authors(element: HtmlElement, *, any_link: bool) -> bool:
    if element.tag == "a" and (any_link or _AUTHORS_PAGE.search(element.get("href") or "")):
        return True
    return _says_author(element)


def _says_author(element: HtmlElement) -> bool:
    return "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split()


def _marked_names(page: Page, block: Block) -> str | None:
    """Names in elements that are marked up as the author's, of those that shape no text."""
    node = page.nodes[block.node]
    if node.chars > _LONGEST:
        return None
    names = [shown_name("".join(element.itertext())) for element in _authors(node.element)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _is_marked(page: Page, block: Block) -> bool:
    """Whether the block, or a small container of it, is classed or marked up as the author."""
    node = page.nodes[block.node]
    if _ROLES.search(node.names):
        return False
    for _ in range(3):
        if "author" in (node.element.get("itemprop") or "").split():
            return True
        if node.names and _MARKED.search(node.names):
            # What else stands in the author's box, such as the topic, is not who is marked up in it.
            people = _authors(node.element)
            own = page.nodes[block.node].element
            return not people or any(own is one or own in one.iterancestors() for one in people)
        if node.parent < 0 or page.nodes[node.parent].chars > 2 * _LONGEST:
            return False
        node = page.nodes[node.parent]
    return False


def _own_part(block: Block) -> str:
    """The part of a byline that holds the name: its first line, or its first run where a role follows."""
    line = next((text for _, _, text in block.lines() if text), block.text)
    run = next(
        (" ".join(part.split()) for part, _, _ in block.parts if isinstance(part, str) and part.strip()), ""
    )
    return run if 2 <= len(run.split()) < block.words and looks_like_name(run) else line


def _signed_again(page: Page, start: int) -> str | None:
    """A line under the headline that elsewhere on the page is marked as an author's name."""
    marked = {
        match_key(block.text): block.index
        for block in page.blocks
        if 0 < block.chars <= _LONGEST // 2
        and page.nodes[block.node].inherited & Zone.BYLINE
        and not page.nodes[block.node].inherited & _NEVER
        and looks_like_name(block.text)
    }
    for block in page.blocks[start + 1 : start + 1 + _BELOW // 2]:
        if page.nodes[block.node].inherited & _ELSEWHERE or not looks_like_name(block.text):
            continue
        if marked.get(match_key(block.text), block.index) != block.index:
            return shown_name(block.text)
    return None
