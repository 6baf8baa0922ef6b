"""Who wrote a post, and when, from what stands around its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Page
from goldleaf.reading.dates import iso_date
from goldleaf.reading.post_signs import is_person, tells_time
from goldleaf.reading.posts import Post
from goldleaf.reading.written_dates import date_in

_NAME_WORDS = re.compile(
    r"author|poster|commenter|nick(?:name)?(?![a-z])|user-?(?:name|link)|display-?name|screen-?name", re.I
)
_MAYBE_NAME = re.compile(r"(?<![a-z])(?:user|member|name|fn|owner|from|by)(?![a-z])|usercard", re.I)
_NO_NAME = re.compile(r"avatar|title|rank|count|stat|badge|reput|score|extra|flair|online|role|status", re.I)
_TIME_WORDS = re.compile(
    r"(?<![a-z])(?:date|time|timestamp|datetime|when|ago|age|posted|published|created)(?![a-z])", re.I
)
_TIME_ATTRIBUTES = ("datetime", "data-time", "data-timestamp", "data-date", "data-utime", "title", "content")
_LATER = re.compile(r"edit|modif|updat|join|regist|last-?(?:seen|active|visit)|quot", re.I)
_LETTER = re.compile(r"[^\W_]")
# Half of "3y" or "12 min", and the number of a post.
_NUMBERED = re.compile(r"#?\d+\W?[^\W\d_]{0,3}\.?")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_INLINE = ("a", "span", "b", "strong", "time", "abbr", "cite", "em", "small", "font", "relative-time")
_STRESSED = ("b", "strong", "dt", "h3", "h4", "h5", "h6", "cite")
# What parts a name from what follows it in its line.
_BEHIND_NAME = re.compile(r"\s[·•|–—-]\s|[(\[,]")
# Characters.
_LONGEST_NAME = 60
_LONGEST_PLAIN = 40
_LONGEST_DATE = 50
_LONGEST_LINE = 200
# How little a name or a time may be marked as one: not at all; as more than its place; and beyond doubt.
_NONE = 9
_WEAK = 6
_SURE_TIME = 2
# Blocks around the words that are looked at, from either end.
_MOST_BLOCKS = 24
# How far above a block's own container its name is sought, in characters of text there.
_WIDEST = 90


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a post.

    Attributes:
        author: the name, as the page shows it.
        published: ISO 8601 date, or date and time; None where the page only says how long ago.
        date: the date or time as the page writes it.
    """

    author: str | None
    published: str | None
    date: str | None


def heads_of(page: Page, posts: list[Post]) -> list[Head]:
    """Find author and time of each post.

    Args:
        page: the segmented page.
        posts: its posts.

    Returns:
        As many heads, in the order of the posts.
    """
    found = [_head_of(page, post) for post in posts]
    # What only looks like a name, and stands in every post, is a button or a rank.
    weak = Counter(head.author for head, rank in found if rank >= _WEAK)
    common = {name for name, count in weak.items() if count > 1 and count * 2 > len(posts)}
    heads = [
        replace(head, author=None) if rank >= _WEAK and head.author in common else head
        for head, rank in found
    ]
    if 2 * sum(head.author is None for head in heads) > len(heads):
        plain = _plain_names(page, posts)
        heads = [replace(head, author=head.author or name) for head, name in zip(heads, plain, strict=True)]
    return heads


def _plain_names(page: Page, posts: list[Post]) -> list[str | None]:
    """For each post the first short line above its words that most others don't begin with as well.

    Boards that mark no names up still put them there.
    """
    lines = [
        [
            name
            for index in post.rest
            if index < post.body[0]
            and (name := _tidy(_BEHIND_NAME.split(page.blocks[index].text, maxsplit=1)[0])) is not None
            and len(name) <= _LONGEST_PLAIN
            and not tells_time(name)
        ]
        for post in posts
    ]
    counts = Counter(name for line in lines for name in set(line))
    return [next((name for name in line if counts[name] * 2 <= len(posts)), None) for line in lines]


def _head_of(page: Page, post: Post) -> tuple[Head, int]:
    container = page.nodes[post.node].element
    author = _tidy(container.get("data-author") or container.get("data-username"))
    name_rank = _NONE if author is None else 0
    published: str | None = None
    date: str | None = None
    time_rank = _NONE
    for element, text in _pieces(page, post.rest):
        if name_rank:
            rank = _rank_of_name(element, text)
            if rank < name_rank:
                name = _tidy(_named_in(element) or text)
                if name is not None:
                    author, name_rank = name, rank
        if time_rank:
            rank, stated = _rank_of_time(element, text)
            if rank < time_rank:
                time_rank, published, date = rank, stated, text or None
        if name_rank <= 1 and time_rank <= _SURE_TIME:
            break
    if date is None:
        published, date = _time_in_text(page, post.rest)
    return Head(author, published, date), name_rank


def _pieces(page: Page, rest: tuple[int, ...]) -> Iterator[tuple[HtmlElement, str]]:
    """The elements around a post's words with their texts: short containers, and what is in their lines."""
    done: set[HtmlElement] = set()
    blocks = rest if len(rest) <= 2 * _MOST_BLOCKS else rest[:_MOST_BLOCKS] + rest[-_MOST_BLOCKS:]
    for index in blocks:
        block = page.blocks[index]
        if not 0 < block.chars <= _LONGEST_LINE:
            continue
        node = page.nodes[block.node]
        if node.chars > _LONGEST_LINE:
            # Its own container holds much else: only what is around the parts of the line.
            elements = dict.fromkeys(element for _, formats, _ in block.parts for element in formats)
        else:
            elements = {node.element: None}
            if len(node.element):
                elements.update(dict.fromkeys(node.element.iter(*_INLINE)))
            while node.parent >= 0 and page.nodes[node.parent].chars <= _WIDEST:
                node = page.nodes[node.parent]
                elements[node.element] = None
        for element in elements:
            if element not in done:
                done.add(element)
                yield element, " ".join("".join(element.itertext()).split())


def _rank_of_name(element: HtmlElement, text: str) -> int:
    """How surely an element is the author's name, 0 the surest."""
    if not text or len(text) > _LONGEST_LINE:
        return _NONE
    get = element.get
    itemprop = get("itemprop") or ""
    if "author" in itemprop or itemprop == "creator" or "author" in (get("rel") or ""):
        return 0
    names = f"{get('class') or ''} {get('id') or ''}"
    if _NO_NAME.search(names) or tells_time(text):
        return _NONE
    named = _NAME_WORDS.search(names) is not None
    if element.tag == "a":
        person = is_person(element)
        return 1 if person and named else 2 if person else 3 if named else 8
    if itemprop == "name":
        return 1
    alone = len(element) == 0
    if named:
        return 4 if alone else 5
    if alone and element.tag in _STRESSED:
        return 7
    return 6 if alone and _MAYBE_NAME.search(names) else _NONE


def _named_in(element: HtmlElement) -> str | None:
    """The name inside an element that holds more than it: rank and home stand beside it."""
    inner: HtmlElement
    for inner in element.iterdescendants(*_INLINE):
        if _NO_NAME.search(inner.get("class") or ""):
            continue
        if inner.get("itemprop") == "name" or (inner.tag == "a" and is_person(inner)):
            text = "".join(inner.itertext()).strip()
            if text:
                return text
    return None


def _tidy(text: str | None) -> str | None:
    if not text:
        return None
    name = " ".join(text.split()).strip(" ,;:|·•-–—()[]@\u200e\u200f")
    if len(name) > _LONGEST_NAME or not _LETTER.search(name) or _NUMBERED.fullmatch(name):
        return None
    return name


def _rank_of_time(element: HtmlElement, text: str) -> tuple[int, str | None]:
    """How surely an element is the post's time, 0 the surest, and the time where it is stated."""
    if len(text) > _LONGEST_DATE:
        return _NONE, None
    get = element.get
    itemprop = (get("itemprop") or "").lower()
    names = f"{get('class') or ''} {get('id') or ''}"
    stated = _stated(element) if element.attrib else None
    if "date" in itemprop and "modified" not in itemprop and (stated or text):
        return 0, stated or date_in(text)
    later = 4 if _LATER.search(names) or "modified" in itemprop else 0
    if element.tag in ("time", "relative-time"):
        return (1 if stated else 3) + later, stated or date_in(text)
    if stated:
        return 2 + later, stated
    if text and _TIME_WORDS.search(names):
        found = date_in(text)
        return (3 if found else 4) + later, found
    return _NONE, None


def _stated(element: HtmlElement) -> str | None:
    for name in _TIME_ATTRIBUTES:
        value = element.get(name)
        if value and 6 <= len(value) <= _LONGEST_DATE and any(letter.isdigit() for letter in value):
            if _EPOCH.match(value):
                return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
            found = iso_date(value) or date_in(value)
            if found:
                return found
    return None


def _time_in_text(page: Page, rest: tuple[int, ...]) -> tuple[str | None, str | None]:
    """The last date in the lines around a post: whoever wrote it had joined before."""
    found = [
        day
        for text in (page.blocks[index].text for index in rest)
        if len(text) <= _LONGEST_LINE
        and tells_time(text)
        and not _LATER.search(text)
        and (day := date_in(text))
    ]
    return (max(found), max(found)) if found else (None, None)
