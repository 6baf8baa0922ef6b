"""The result of reading a page: :class:`Article` and what was left out of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from goldleaf.reading.markdown import to_markdown


@dataclass(frozen=True, slots=True)
class Removal:
    """One piece of the page that was left out of the article.

    Attributes:
        text: its text, white space folded, cut to 300 characters.
        reason: why, as a stable identifier such as ``outside_article``, ``link_list``, ``ad_label``.
        score: 0..1, how sure the decision was that this is not part of the article.
        where: where it stood, as a CSS-like path from the body (``main > div.story > p:nth-of-type(3)``).
    """

    text: str
    reason: str
    score: float
    where: str


@dataclass(frozen=True, slots=True)
class ThreadPost:
    """One post of a thread.

    Attributes:
        author: who wrote it, as the page shows the name.
        published: ISO 8601 date, or date and time; None where the page only says how long ago.
        date: the date or time as the page writes it.
        text: what was said, as plain text.
        depth: how many posts it is a reply inside of; 0 for the thread's own.
        id: the ``id`` of its ``<section>`` in the article's HTML.
    """

    author: str | None
    published: str | None
    date: str | None
    text: str
    depth: int
    id: str


@dataclass(frozen=True, slots=True)
class JoinedPage:
    """One of the further pages that were given, and what became of it.

    Attributes:
        url: its address, if it was given.
        joined: whether it is part of the article.
        reason: why it is not: ``no_article``, ``unreadable``, ``other_article`` (another headline and
            address) or ``repeated`` (nothing that the pages before it lack); None where it is.
    """

    url: str | None
    joined: bool
    reason: str | None


@dataclass(frozen=True)
class Article:
    """A page, read.

    Attributes:
        html: sanitised reader HTML, one ``<article>`` element: a ``<header>`` (title, byline, date) and the
            body.
        text: the body as plain text, a blank line between blocks; no title, byline, date, captions or
            credits.
        title: the headline, without the site's name.
        byline: who wrote it.
        published: ISO 8601 date, or date and time, as the page states it.
        site_name: the name of the site.
        excerpt: the page's own summary, or else the text's first paragraph.
        lead_image: absolute address of the image that stands for the article.
        lang: BCP 47 language tag.
        dir: ``ltr`` or ``rtl``.
        word_count: words in ``text`` (Unicode words; characters where a script has no spaces).
        confidence: 0..1, how much to trust this result.
        removals: what was left out and why, in the order of the page.
        page_type: ``article``, ``forum``, ``product``, ``listing``, ``collection``, ``documentation`` or
            ``service``.
        url: the page's address as given, or its canonical address.
        posts: the posts where the page is a thread, in the order of the page.
        pages: the further pages that were given, in their order, and what became of each.
        next_page: address of the page on which the article goes on, of the same site, as the page's own links
            tell it; of the last page where several were given. None where it ends, or no address is known.
    """

    html: str
    text: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    site_name: str | None = None
    excerpt: str | None = None
    lead_image: str | None = None
    lang: str | None = None
    dir: str | None = None
    word_count: int = 0
    confidence: float = 0.0
    removals: tuple[Removal, ...] = field(default=())
    page_type: str = "article"
    url: str | None = None
    posts: tuple[ThreadPost, ...] = field(default=())
    pages: tuple[JoinedPage, ...] = field(default=())
    next_page: str | None = None

    @cached_property
    def markdown(self) -> str:
        """The body as CommonMark with GitHub's tables, without the header; made when first asked for."""
        return to_markdown(self.html)

    def as_dict(self) -> dict[str, Any]:
        """All fields as JSON-serialisable values, those that are tuples as lists of objects."""
        data = asdict(self)
        data["removals"] = list(data["removals"])
        data["posts"] = list(data["posts"])
        data["pages"] = list(data["pages"])
        data["markdown"] = self.markdown
        return data
