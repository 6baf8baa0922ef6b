"""Title, byline, date and the rest, merged from what the page says of itself in a dozen places.

Each field has an ordered list of sources; the first that gives a sound value wins. JSON-LD goes before meta
elements, those before what is visible, except where the visible is known to be better kept (the title).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from goldleaf.reading import jsonld
from goldleaf.reading.addresses import absolute
from goldleaf.reading.blocks import Page, Zone
from goldleaf.reading.byline import clean_byline, visible_byline
from goldleaf.reading.dates import iso_date
from goldleaf.reading.sources import Sources, fold
from goldleaf.reading.titles import choose_title
from goldleaf.reading.visible_date import visible_date
from goldleaf.reading.xpath import finder

_HTTP = frozenset(("http", "https"))
_RTL = frozenset(("ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "arc", "ku-arab"))
_RTL_LETTERS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTERS = re.compile(r"[^\W\d_]")
_times = finder("//time[@datetime]")
_itemprops = finder("//*[@itemprop]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself; the fields are those of :class:`~goldleaf.reading.article.Article`."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    site_name: str | None = None
    excerpt: str | None = None
    lead_image: str | None = None
    lang: str | None = None
    dir: str | None = None


def read_metadata(page: Page, base: str | None, lead_text: str) -> Metadata:
    """Merge the page's metadata.

    Args:
        page: the segmented page; its tree still has the head.
        base: what relative addresses are resolved against.
        lead_text: the article's text, for language direction and as the last resort for an excerpt.
    """
    sources = Sources(page.root)
    site = _site(sources)
    title = choose_title(page, sources, site)
    lang = _lang(page.root, sources)
    return Metadata(
        title=title,
        byline=_byline(page, sources),
        published=_published(page, sources),
        site_name=site,
        excerpt=fold(sources.first("og:description", "description", "twitter:description", "dc:description"))
        or fold(jsonld.text(sources.main.get("description"))),
        lead_image=_lead_image(sources, base),
        lang=lang,
        dir=_direction(page.root, lang, lead_text),
    )


def _site(sources: Sources) -> str | None:
    name = sources.first("og:site_name")
    if name:
        return name
    publisher = sources.main.get("publisher")
    names = jsonld.names(publisher) if publisher else []
    if names:
        return fold(names[0])
    for item in sources.items:
        if "WebSite" in jsonld.types_of(item):
            found = fold(jsonld.text(item.get("name")))
            if found:
                return found
    return sources.first("application-name", "al:ios:app_name", "twitter:app:name:iphone", "dc:publisher")


def _byline(page: Page, sources: Sources) -> str | None:
    authors = jsonld.names(sources.main.get("author") or sources.main.get("creator")) if sources.main else []
    candidates = [
        ", ".join(fold(name) or "" for name in authors) or None,
        sources.first(
            "author",
            "parsely-author",
            "dc:creator",
            "dc:author",
            "sailthru.author",
            "byl",
            "cxenseparse:author",
        ),
        sources.first("article:author", "og:author", "twitter:data1")
        if sources.first("article:author", "og:author")
        else None,
    ]
    for candidate in candidates:
        byline = clean_byline(candidate)
        if byline:
            return byline
    return visible_byline(page)


def _published(page: Page, sources: Sources) -> str | None:
    candidates = [
        jsonld.text(sources.main.get("datePublished")) if sources.main else None,
        sources.first(
            "article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "dc:date.issued",
            "dc:date",
            "dc:issued",
            "dc:created",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "date",
            "article.published",
            "cxenseparse:recs:publishtime",
            "citation_publication_date",
            "citation_date",
            "originalpublicationdate",
            "timestamp",
        ),
        jsonld.text(sources.main.get("dateCreated") or sources.main.get("uploadDate"))
        if sources.main
        else None,
    ]
    for candidate in candidates:
        published = iso_date(candidate)
        if published:
            return published
    for element in _itemprops(page.root):
        if "datePublished" in element.get("itemprop").split():
            published = iso_date(
                element.get("datetime") or element.get("content") or "".join(element.itertext())
            )
            if published:
                return published
    return _visible_time(page) or visible_date(page)


def _visible_time(page: Page) -> str | None:
    """The first ``<time>`` that stands by the headline or is marked as the date of publication."""
    times = _times(page.root)
    for element in times:
        if element.get("pubdate") is not None or "publish" in (element.get("class") or "").lower():
            published = iso_date(element.get("datetime"))
            if published:
                return published
    by_element = {node.element: node for node in page.nodes}
    for element in times:
        outer = element.getparent()
        while outer is not None and outer not in by_element:
            outer = outer.getparent()
        zone = by_element[outer].inherited if outer is not None else Zone.NONE
        if zone & (Zone.RELATED | Zone.COMMENTS | Zone.ASIDE | Zone.FOOTER | Zone.NAV):
            continue
        published = iso_date(element.get("datetime"))
        if published:
            return published
    return None


def _lead_image(sources: Sources, base: str | None) -> str | None:
    for value in (
        sources.first(
            "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"
        ),
        jsonld.image(sources.main.get("image") or sources.main.get("thumbnailUrl")) if sources.main else None,
    ):
        address = absolute(value, base, _HTTP) if value else None
        if address and address.startswith(("http://", "https://")):
            return address
    for link in sources.root.iter("link"):
        if (link.get("rel") or "").lower() == "image_src" and link.get("href"):
            return absolute(link.get("href"), base, _HTTP)
    return None


def _lang(root: HtmlElement, sources: Sources) -> str | None:
    body = root.find("body")
    for value in (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        body.get("lang") if body is not None else None,
        jsonld.text(sources.main.get("inLanguage")),
        sources.first("content-language", "dc:language", "language"),
        (sources.first("og:locale") or "").replace("_", "-"),
    ):
        if value and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", value.strip()):
            return value.strip().replace("_", "-")
    return None


def _direction(root: HtmlElement, lang: str | None, text: str) -> str | None:
    body = root.find("body")
    for element in (body, root):
        value = (element.get("dir") or "").lower() if element is not None else ""
        if value in ("ltr", "rtl"):
            return value
    if lang:
        return "rtl" if lang.lower() in _RTL or lang.lower().split("-")[0] in _RTL else "ltr"
    sample = text[:2000]
    if sample and len(_RTL_LETTERS.findall(sample)) > 0.5 * len(_LETTERS.findall(sample) or " "):
        return "rtl"
    return None
