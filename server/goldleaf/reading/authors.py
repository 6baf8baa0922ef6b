"""Who wrote it: people before organisations, what is stated before what is shown, the site itself last.

Many sites state themselves, or the account that saved the page, as the author; a name beside the headline is
then the better answer. On a page without a date such a statement is no byline at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goldleaf.reading import jsonld
from goldleaf.reading.blocks import Block, Page
from goldleaf.reading.byline import clean_byline, is_user_name
from goldleaf.reading.site_name import SiteNames
from goldleaf.reading.sources import Sources, fold
from goldleaf.reading.visible_byline import visible_byline

_META = (
    "dc:creator",
    "dc:author",
    "author",
    "parsely-author",
    "citation_author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "article:author",
    "article:author_name",
    "og:author",
    "og:article:author",
    "book:author",
)
_LISTS = frozenset(("listing", "collection", "product"))
_MOST = 20


def choose_byline(
    page: Page,
    sources: Sources,
    names: SiteNames,
    headline: int | None,
    kept: Sequence[Block] = (),
    *,
    dated: bool = True,
    page_type: str = "article",
    opening: str | None = None,
) -> str | None:
    """The names of who wrote it, joined by commas; None where nobody in particular did.

    Args:
        page: the segmented page.
        sources: its metadata.
        names: the site's names.
        headline: index of the block that is the headline, if the page shows one.
        kept: the article's blocks.
        dated: whether the page has a date of publication.
        page_type: what kind of page it is; lists and offers have no author.
        opening: who wrote the first post, where the page is a thread.
    """
    if page_type in _LISTS:
        return None
    stated = _stated(sources)
    if opening:
        return next((name for name in stated if not names.has(name)), None) or clean_byline(opening)
    for candidate in stated:
        if not names.has(candidate) and not is_user_name(candidate):
            return _without_site(candidate, names)
    shown = visible_byline(page, headline, kept)
    if shown:
        return _without_site(shown, names)
    return next(iter([*stated, *_organisations(sources)]), None) if dated else None


def _without_site(byline: str, names: SiteNames) -> str:
    """The names of a byline without the site's own among them."""
    people = [name for name in byline.split(", ") if not names.has(name)]
    return ", ".join(people) or byline


def _stated(sources: Sources) -> list[str]:
    found = [_joined(item.get("author") or item.get("creator"), people=True) for item in sources.articles]
    for name in ("citation_author", "dc:creator"):
        authors = list(dict.fromkeys(sources.all.get(name, [])))
        if len(authors) > 1:
            found.append(", ".join(_forename_first(author) for author in authors[:_MOST]))
    found += [sources.meta.get(name) for name in _META]
    cleaned = (clean_byline(value) for value in found)
    return [value for value in cleaned if value]


def _organisations(sources: Sources) -> list[str]:
    found = (clean_byline(_joined(item.get("author"), people=False)) for item in sources.articles)
    return [value for value in found if value]


def _joined(value: Any, *, people: bool) -> str | None:
    """The names of the persons, or of all, in a value of schema.org's ``author``."""
    entries = value if isinstance(value, list) else [value]
    chosen = [entry for entry in entries[:_MOST] if not people or not _is_organisation(entry)]
    return ", ".join(fold(name) or "" for name in jsonld.names(chosen)) or None


def _is_organisation(entry: Any) -> bool:
    return isinstance(entry, dict) and any("Organization" in kind for kind in jsonld.types_of(entry))


def _forename_first(name: str) -> str:
    """``Quill, Ada`` as ``Ada Quill``."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name
