"""Where an article goes on: the address of its next page, told from the page's own links.

A link is believed only where its address is this page's with another page number (in the path, before the
ending, or as a parameter), whatever it calls itself: ``rel=next`` is on many sites the next article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urldefrag, urlsplit

from lxml.html import HtmlElement

from goldleaf.reading.addresses import absolute

_HTTP = frozenset(("http", "https"))
_WORD = r"(?:page|pages|seite|pagina|página|strona|sivu|side|sida|sayfa|stranica|str|teil|part|p|pg)"
# "/page/2", "/2", "-2.html", "_p2", "-seite-2": a number at the end of the path, before an ending if any.
_IN_PATH = re.compile(
    rf"(?:(?<=/)(?P<word>{_WORD}[-_/]?)?|(?P<mark>[-_,.](?:{_WORD}[-_]?)?))(?P<number>\d{{1,3}})"
    r"(?P<ending>/?|\.[a-z]{3,5})$",
    re.IGNORECASE,
)
_IN_QUERY = re.compile(
    rf"(?:^|(?<=&))(?P<name>{_WORD}|paged|pageno|page_?num(?:ber)?|pn|cp|start|offset)"
    r"=(?P<number>\d{1,5})(?:&|$)",
    re.IGNORECASE,
)
# Parameters that count entries and not pages.
_COUNTS_ENTRIES = frozenset(("start", "offset"))
_DIGITS = re.compile(r"\d{1,3}")
_MOST_LINKS = 4000
_LONGEST_LABEL = 60
# What all those addresses have, for a first glance at each of a page's links.
_MAY_BE_PAGE = re.compile(r"\d(?:/?|\.[a-zA-Z]{3,5})(?:[?#].*)?$|=\d")


@dataclass(frozen=True, slots=True)
class _Address:
    """An address taken apart: what all pages of an article share, and the page's number.

    Attributes:
        stem: scheme-less address without the number.
        number: the page's number; 1 where the address has none.
        stated: whether the address has a number.
        worded: whether a word or a parameter says that it is a page's.
    """

    stem: str
    number: int
    stated: bool
    worded: bool


def find_next_page(root: HtmlElement, base: str | None, url: str | None) -> str | None:
    """The address of the page that follows this one.

    Args:
        root: the ``<html>`` element.
        base: what relative addresses are resolved against.
        url: the page's own address; without it nothing can be told.

    Returns:
        An absolute address of the same site, without a fragment; None where the article ends here.
    """
    if not url or not url.startswith(("http://", "https://")):
        return None
    readings = _readings(url)
    if not readings:
        return None
    # The last part of the path that all its pages share; only a link relative to that can lack it.
    tail = readings[-1].stem.split("?")[0].rsplit("/", 1)[-1].split(".")[0]
    links: list[tuple[HtmlElement, str, _Address]] = []
    for link in islice(root.iter("a", "link"), _MOST_LINKS):
        href = link.get("href")
        if not href or (tail not in href and href.startswith(("/", "http"))) or not _MAY_BE_PAGE.search(href):
            continue
        address = absolute(href, base or url, _HTTP)
        there = _taken_apart(address) if address else None
        if address is not None and there is not None:
            links.append((link, address, there))
    return next((found for here in readings if (found := _after(here, links)) is not None), None)


def _after(here: _Address, links: list[tuple[HtmlElement, str, _Address]]) -> str | None:
    """The page behind this one among the links, for one way to read this page's address."""
    found: dict[int, tuple[str, _Address]] = {}
    labelled = False
    announced: tuple[str, _Address] | None = None
    for link, address, there in links:
        if there.stem != here.stem or there == here:
            continue
        label = _DIGITS.fullmatch(_label(link)) if link.tag == "a" else None
        rel = (link.get("rel") or "").lower().split()
        if "next" in rel and there.number > here.number and announced is None:
            announced = address, there
        if label:
            labelled = labelled or int(label.group()) == there.number
            found.setdefault(int(label.group()), (address, there))
        elif there.number == here.number + 1 and there.worded:
            found.setdefault(there.number, (address, there))
    # A bare number may be an article's own: it counts pages only where links labelled with it say so.
    if here.stated and not here.worded and not labelled:
        return None
    best = announced or found.get(_page_of(here, found) + 1)
    return urldefrag(best[0]).url if best is not None and best[1].number > here.number else None


def is_same_article(first: str, other: str) -> bool:
    """Whether two addresses are those of pages of one article: the same but for a page number.

    Args:
        first: the address of one page.
        other: that of another.
    """
    return not {one.stem for one in _readings(first)}.isdisjoint(two.stem for two in _readings(other))


def _page_of(here: _Address, found: dict[int, tuple[str, _Address]]) -> int:
    """Which page this is: by its address, or by the labels of the links before it."""
    before = [label for label, (_, there) in found.items() if there.number < here.number]
    return here.number if not before or here.number <= max(before) + 1 else max(before) + 1


def _readings(address: str) -> list[_Address]:
    """The ways to read an address: as a first page whose number, if any, is its own; as one of several."""
    apart = _taken_apart(address)
    if apart is None:
        return []
    if not apart.stated:
        return [apart]
    parts = urlsplit(urldefrag(address).url)
    whole = _Address(_stem(apart.stem.split("/")[0], parts.path, parts.query), 1, False, False)
    return [whole, apart]


def _stem(host: str, path: str, query: str) -> str:
    return f"{host}{path.rstrip('/')}?{query}"


def _label(link: HtmlElement) -> str:
    text = "".join(link.itertext()).strip()
    return text if len(text) <= _LONGEST_LABEL else ""


def _taken_apart(address: str) -> _Address | None:
    try:
        parts = urlsplit(urldefrag(address).url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    path, query = parts.path or "/", parts.query
    match = _IN_QUERY.search(query)
    if match:
        number = int(match.group("number"))
        rest = (query[: match.start()] + query[match.end() :]).strip("&")
        entries = match.group("name").lower() in _COUNTS_ENTRIES
        return _Address(_stem(host, path, rest), number + entries, True, True)
    match = _IN_PATH.search(path)
    if match:
        mark = match.group("mark") or ""
        worded = bool(match.group("word")) or len(mark) > 1
        ending = match.group("ending").rstrip("/")
        stem = path[: match.start()].rstrip("/") + ending
        return _Address(_stem(host, stem, query), int(match.group("number")), True, worded)
    return _Address(_stem(host, path, query), 1, False, False)
