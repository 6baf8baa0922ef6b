"""The pages of one article joined: in their order, and nothing that stands on each of them twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from goldleaf.errors import TooLarge
from goldleaf.reading.article import ThreadPost
from goldleaf.reading.limits import Limits
from goldleaf.reading.next_page import is_same_article
from goldleaf.reading.text import match_key

# Letters and digits. A shorter line may well be said twice in an article.
_SAID_ONCE = 40
_ALIKE = 0.6
_LETTERS = re.compile(r"[^\W\d_]+")
_PLACE = re.compile(r"^#?gl-")


@dataclass(frozen=True, slots=True)
class Part:
    """One page, composed.

    Attributes:
        body: its ``<div class="gl-body">``.
        posts: its posts, where it shows a thread.
        title: its headline.
        url: its address, if known.
    """

    body: HtmlElement
    posts: tuple[ThreadPost, ...]
    title: str | None
    url: str | None


class Joiner:
    """The body that pages are joined to.

    Attributes:
        body: the first page's body, with all that was joined.
        posts: the posts in it.
    """

    def __init__(self, first: Part) -> None:
        """Begin with the first page."""
        self.body = first.body
        self.posts = first.posts
        self._first = first
        self._seen = {key for child in first.body for key in _keys(child)}
        self._last = list(first.body)
        self._count = 1

    def add(self, part: Part) -> str | None:
        """Join a page.

        Args:
            part: the page; its elements move into :attr:`body`.

        Returns:
            None where it was joined; ``other_article`` where it is none of the same, ``repeated`` where
            it has nothing that the pages before it lack.
        """
        self._count += 1
        if not _belongs(self._first, part):
            return "other_article"
        children = list(part.body)
        fresh = self._fresh(children)
        if not fresh:
            return "repeated"
        # What ends this page and the one before it alike is under all of them: it is left under the last.
        for child in self._foot(children):
            self.body.remove(child)
        self._seen.update(key for child in children for key in _keys(child))
        prefix = f"gl-p{self._count}-"
        _rename(fresh, prefix)
        self.body.extend(fresh)
        self._last = fresh
        added = {child.get("id") for child in fresh}
        self.posts = (
            *self._still_there(),
            *(
                renamed
                for post in part.posts
                if (renamed := replace(post, id=prefix + post.id.removeprefix("gl-"))).id in added
            ),
        )
        return None

    def _fresh(self, children: list[HtmlElement]) -> list[HtmlElement]:
        """Its parts less those that stand on pages before: at its ends whatever does, else long ones."""
        foot = len(self._foot(children))
        end = len(children) - foot
        start = 0
        while start < end and self._is_known(children[start]):
            start += 1
        while end > start and self._is_known(children[end - 1]):
            end -= 1
        middle = [
            child
            for child in children[start:end]
            if not (self._is_known(child) and (_is_long(child) or _pictures(child)))
        ]
        return [*middle, *children[len(children) - foot :]] if middle else []

    def _foot(self, children: list[HtmlElement]) -> list[HtmlElement]:
        """The parts at the end of the page before that this page ends with as well."""
        foot: list[HtmlElement] = []
        for before, here in zip(reversed(self._last), reversed(children), strict=False):
            if not _keys(before) or _keys(before) != _keys(here):
                break
            foot.append(before)
        return foot if len(foot) < min(len(self._last), len(children)) else []

    def _is_known(self, child: HtmlElement) -> bool:
        return all(key in self._seen for key in _keys(child))

    def _still_there(self) -> list[ThreadPost]:
        places = {child.get("id") for child in self.body}
        return [post for post in self.posts if post.id in places]


def check_pages(pages: Sequence[tuple[bytes | str, str | None]], first: bytes | str, limits: Limits) -> None:
    """Refuse more pages, or larger ones, than are read at once.

    Args:
        pages: the pages behind the first.
        first: the first page.
        limits: the caps; ``max_bytes`` holds for all pages together.

    Raises:
        TooLarge: there are too many, or they are too large together.
    """
    if len(pages) > limits.max_pages:
        raise TooLarge(
            f"An article may have up to {limits.max_pages} more pages; these are {len(pages)}. "
            "Leave some out, or read them as two articles.",
            limit="max_pages",
            allowed=limits.max_pages,
            found=len(pages),
        )
    # What is neither text nor bytes is refused, with its reason, where each page is decoded.
    size = sum(len(html) for html in (first, *(html for html, _ in pages)) if isinstance(html, str | bytes))
    if pages and size > limits.max_bytes:
        raise TooLarge(
            f"The pages have {size:,} bytes together; {limits.max_bytes:,} are allowed. Leave some out.",
            limit="max_bytes",
            allowed=limits.max_bytes,
            found=size,
        )


def _belongs(first: Part, part: Part) -> bool:
    """Whether a page goes on with an article: by its address, else by its title; not from another site."""
    if first.url and part.url:
        if is_same_article(first.url, part.url):
            return True
        if _host(first.url) != _host(part.url):
            return False
    if not first.title or not part.title:
        return True
    mine, other = (set(_LETTERS.findall(title.casefold())) for title in (first.title, part.title))
    if not mine or not other:
        return mine == other
    return len(mine & other) >= _ALIKE * min(len(mine), len(other))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _keys(child: HtmlElement) -> tuple[str, ...]:
    """What a part of the body is recognised by: its text, and each of its pictures."""
    text = match_key("".join(child.itertext()))
    return (*((text,) if text else ()), *_pictures(child))


def _pictures(child: HtmlElement) -> tuple[str, ...]:
    return tuple(f"img {(image.get('src') or '').split('?')[0]}" for image in child.iter("img"))


def _is_long(child: HtmlElement) -> bool:
    return len(match_key("".join(child.itertext()))) >= _SAID_ONCE


def _rename(parts: list[HtmlElement], prefix: str) -> None:
    """Give the places of a page names of their own, and the links to them."""
    for part in parts:
        for element in part.iter():
            for name in ("id", "href"):
                value = element.get(name)
                if value and _PLACE.match(value) and (name == "id" or value[0] == "#"):
                    element.set(name, _PLACE.sub(lambda match: match.group().replace("gl-", prefix), value))
