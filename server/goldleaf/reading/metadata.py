"""Title, byline, date and the rest, merged from what the page says of itself in a dozen places.

Each field has a file of its own with an ordered list of sources; the first that gives a sound value wins.
JSON-LD goes before meta elements, those before what is visible, except where the visible is known to be
better kept (the title) or what is stated is known to be the software's and not the author's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldleaf.reading import jsonld
from goldleaf.reading.authors import choose_byline
from goldleaf.reading.blocks import Block, Page
from goldleaf.reading.excerpt import excerpt_of
from goldleaf.reading.languages import page_direction, page_language
from goldleaf.reading.lead_image import lead_image
from goldleaf.reading.published import published_date
from goldleaf.reading.site_name import SiteNames, site_name
from goldleaf.reading.sources import Sources
from goldleaf.reading.titles import choose_title

_PRODUCTS = frozenset(("Product", "ProductGroup", "IndividualProduct", "ProductModel"))
_LISTS = frozenset(("CollectionPage", "SearchResultsPage", "OfferCatalog"))


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a page once its article was found; each part makes its metadata surer.

    Attributes:
        text: the article's text, for its language and direction.
        kept: the article's blocks.
        page_type: what kind of page it is: lists and offers have neither author nor date.
        opening: author and date of the first post, where the page is a thread.
    """

    text: str = ""
    kept: Sequence[Block] = ()
    page_type: str = "article"
    opening: tuple[str | None, str | None] = (None, None)


def read_metadata(page: Page, base: str | None, reading: Reading, url: str | None = None) -> Metadata:
    """Merge the page's metadata.

    Args:
        page: the segmented page; its tree still has the head.
        base: what relative addresses are resolved against.
        reading: what was found in the page.
        url: the page's address, for the site's name and a date in its path; ``base`` where it isn't known.
    """
    address = url or base
    sources = Sources(page.root)
    names = SiteNames(sources, address)
    page_type = _declared_type(sources) or reading.page_type
    title, headline = choose_title(page, sources, names, address, page_type)
    lang = page_language(page.root, sources, reading.text)
    author, day = reading.opening
    published = published_date(
        page, sources, headline, reading.kept, lang, address, page_type=page_type, opening=day
    )
    byline = choose_byline(
        page,
        sources,
        names,
        headline,
        reading.kept,
        dated=published is not None,
        page_type=page_type,
        opening=author,
    )
    return Metadata(
        title=title,
        byline=byline,
        published=published,
        site_name=site_name(sources),
        excerpt=excerpt_of(sources, reading.kept),
        lead_image=lead_image(sources, base, reading.kept),
        lang=lang,
        dir=page_direction(page.root, lang, reading.text),
    )


def _declared_type(sources: Sources) -> str | None:
    """``product`` or ``listing``, where the page says that it is one and describes no text besides."""
    if sources.articles:
        return None
    kinds = {kind for item in sources.items for kind in jsonld.types_of(item)}
    if kinds & _PRODUCTS or (sources.first("og:type") or "").lower().startswith("product"):
        return "product"
    return "listing" if kinds & _LISTS else None
