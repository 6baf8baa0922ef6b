"""When it was published: the date from the most trusted of the places that have one.

A date of the page (``WebPage``) is no date of an article: site software gives every page one, offers and
front pages too. It counts where the page shows the same day, or its address has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from goldleaf.reading import jsonld
from goldleaf.reading.blocks import Block, Page, Zone
from goldleaf.reading.dates import iso_date
from goldleaf.reading.languages import language_of_dates
from goldleaf.reading.sources import Sources
from goldleaf.reading.visible_date import visible_date
from goldleaf.reading.written_dates import date_in
from goldleaf.reading.xpath import finder

_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dc:date.issued",
    "dc:issued",
    "dc:date",
    "dc:created",
    "prism.publicationdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "published-date",
    "publication_date",
    "published",
    "published_at",
    "publish_time",
    "publishedtime",
    "date.published",
    "date_published",
    "date",
    "article.published",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "bt:pubdate",
    "timestamp",
)
_marked = finder("descendant::*[@itemprop]")
_PROPERTIES = ("datePublished", "dateCreated")
# The same in RDFa, on <time>.
_RDFA = frozenset(("datepublished", "datecreated", "date", "issued", "created"))
# What is written about the page's text and dated by itself.
_REPLIES = re.compile(r"/(?:Comment|UserComments|Answer|Review|Offer|Event|WebSite|Organization|Person)$")
_ELSEWHERE = Zone.RELATED | Zone.COMMENTS | Zone.ASIDE | Zone.FOOTER | Zone.NAV
# No page has more dates of its own; lists of comments have thousands.
_LOOKED_AT = 50
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NAMED_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/([a-z]{3,9})/(\d{1,2})(?=/|$)", re.IGNORECASE)
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])(?!\d)")
_LISTS = frozenset(("listing", "collection", "product"))


def published_date(
    page: Page,
    sources: Sources,
    headline: int | None,
    kept: Sequence[Block] = (),
    lang: str | None = None,
    address: str | None = None,
    *,
    page_type: str = "article",
    opening: str | None = None,
) -> str | None:
    """The date of publication; None where the page has none that is its own.

    Args:
        page: the segmented page.
        sources: its metadata.
        headline: index of the block that is the headline, if the page shows one.
        kept: the article's blocks.
        lang: the page's language.
        address: the page's address; a whole date in its path counts.
        page_type: what kind of page it is; lists and offers have no date of their own.
        opening: the date of the first post, where the page is a thread.

    Returns:
        ISO 8601. Where the stated time is in UTC and page or address show the day before or after, that day
        alone: it is the one on the site's own calendar.
    """
    if page_type in _LISTS or _is_front(address):
        return None
    lang = language_of_dates(lang, sources, address)
    shown = visible_date(page, headline, kept, lang, in_list=page_type != "forum")
    spelt = _in_address(address)
    stated = _stated(page, sources, lang)
    if stated and shown and shown < stated[:10]:
        # Some software states the day of the last change, or of a move, as that of the publication.
        first = visible_date(page, headline, kept, lang, in_list=page_type != "forum", sure=True)
        if first and (_is_before(first, stated) or (first < stated[:10] and stated[:10] in _saved(sources))):
            return first
    if stated:
        return _on_own_calendar(stated, spelt or shown)
    whole = _of_page(sources)
    if whole and _month_in_address(address) == whole[:7]:
        return whole
    if whole and (shown or spelt):
        return (
            _on_own_calendar(whole, spelt or shown)
            if whole[:10] in (shown or "", spelt or "")
            else spelt or shown
        )
    return _marked_time(page, sources) or spelt or shown or opening


def _stated(page: Page, sources: Sources, lang: str | None) -> str | None:
    """What data and meta elements say of the article itself."""
    for item in sources.articles:
        found = iso_date(jsonld.text(item.get("datePublished")), lang)
        if found:
            return found
    for name in _META:
        found = iso_date(sources.meta.get(name), lang)
        if found:
            return found
    for item in sources.articles:
        found = iso_date(jsonld.text(item.get("dateCreated") or item.get("uploadDate")), lang)
        if found:
            return found
    return next(_microdata(page, lang), None)


def _saved(sources: Sources) -> list[str]:
    """Days on which an article was changed, as its data says."""
    found = [iso_date(jsonld.text(item.get("dateModified"))) for item in sources.articles]
    return [day[:10] for day in found if day]


def _is_before(shown: str, stated: str) -> bool:
    """Whether a date is earlier than another by more than a time zone can make it."""
    return date.fromisoformat(stated[:10]) - date.fromisoformat(shown[:10]) > timedelta(days=1)


def _of_page(sources: Sources) -> str | None:
    for item in sources.items:
        if {"WebPage", "ItemPage", "CreativeWork"} & set(jsonld.types_of(item)):
            found = iso_date(jsonld.text(item.get("datePublished")))
            if found:
                return found
    return None


def _microdata(page: Page, lang: str | None) -> Iterator[str]:
    """Dates in the page's markup, those of the publication before those of the making."""
    elements = [element for element in _marked(page.root) if "date" in element.get("itemprop")][:_LOOKED_AT]
    for wanted in _PROPERTIES:
        for element in elements:
            if wanted in element.get("itemprop").split() and not _in_reply(element):
                value = element.get("datetime") or element.get("content") or "".join(element.itertext())
                found = iso_date(value, lang)
                if found:
                    yield found


def _in_reply(element: HtmlElement) -> bool:
    for outer in element.iterancestors():
        kind = outer.get("itemtype") or outer.get("typeof")
        if kind:
            return bool(_REPLIES.search("/" + kind.split()[0].rsplit("/", 1)[-1].removeprefix("schema:")))
    return False


def _marked_time(page: Page, sources: Sources) -> str | None:
    """The first ``<time>`` that is marked as the date of publication."""
    for element in sources.times[:_LOOKED_AT]:
        classes = (element.get("class") or "").lower()
        rdfa = (element.get("property") or "").lower().rsplit(":", 1)[-1]
        if (
            element.get("pubdate") is not None
            or "publish" in classes
            or "entry-date" in classes
            or rdfa in _RDFA
        ):
            if _zone_around(page, element) & _ELSEWHERE:
                continue
            found = iso_date(element.get("datetime"))
            if found:
                return found
    return None


def _zone_around(page: Page, element: HtmlElement) -> int:
    ancestors = set(element.iterancestors())
    inherited = 0
    for node in page.nodes:
        if node.element in ancestors:
            inherited = node.inherited
    return inherited


def _on_own_calendar(stated: str, shown: str | None) -> str:
    if not shown or shown[:10] == stated[:10] or not stated.endswith("+00:00"):
        return stated
    apart = date.fromisoformat(stated[:10]) - date.fromisoformat(shown[:10])
    return shown if abs(apart) == timedelta(days=1) else stated


def _in_address(address: str | None) -> str | None:
    try:
        path = urlsplit(address or "").path
    except ValueError:
        return None
    if match := _IN_ADDRESS.search(path):
        return iso_date("-".join(match.groups()))
    named = _NAMED_IN_ADDRESS.search(path)
    return date_in("{2} {1} {0}".format(*named.groups())) if named else None


def _month_in_address(address: str | None) -> str | None:
    try:
        match = _MONTH_IN_ADDRESS.search(urlsplit(address or "").path)
    except ValueError:
        return None
    return "-".join(match.groups()) if match else None


def _is_front(address: str | None) -> bool:
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in ("", "/") and not re.search(r"\d", parts.query)
