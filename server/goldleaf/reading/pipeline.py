"""The whole way from a page to an article, one stage after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.errors import NoArticle, Unreadable
from goldleaf.reading.addresses import base_address
from goldleaf.reading.article import Article, JoinedPage, Removal, ThreadPost
from goldleaf.reading.blocks import Page
from goldleaf.reading.cards import arrange_cards, leave_out_repeats
from goldleaf.reading.clearing import clear_furniture
from goldleaf.reading.collector import collector_paused
from goldleaf.reading.compose import compose
from goldleaf.reading.decide import decide_by_model
from goldleaf.reading.decode import decode
from goldleaf.reading.header import with_header
from goldleaf.reading.limits import DEFAULT_LIMITS, Limits
from goldleaf.reading.metadata import Metadata, Reading, read_metadata
from goldleaf.reading.next_page import find_next_page
from goldleaf.reading.pages import Joiner, Part, check_pages
from goldleaf.reading.parse import parse
from goldleaf.reading.propose import propose
from goldleaf.reading.removals import list_removals
from goldleaf.reading.reveal import reveal
from goldleaf.reading.sanitise import sanitise
from goldleaf.reading.segment import segment
from goldleaf.reading.text import count_words, plain_text
from goldleaf.reading.threads import thread_of
from goldleaf.reading.verdict import Decider, Decision

# Fewer words than this are a notice or a form's label, in whatever language.
_LEAST_WORDS = 20
# Up to this many may still be one; there decision and proposal have to agree that it isn't.
_FEW_WORDS = 50
_LEAST_AGREEMENT = 0.1
# A page may be a single sentence, if that is nearly all there is in it.
_SENTENCE_WORDS = 8
_NEARLY_ALL = 0.6


@collector_paused()
def read(
    html: bytes | str,
    url: str | None = None,
    *,
    pages: Sequence[tuple[bytes | str, str | None]] = (),
    content_type: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    decide: Decider = decide_by_model,
) -> Article:
    """Turn a web page into a clean article.

    Args:
        html: the page as bytes (its encoding is found out) or as text.
        url: the page's address, for absolute links and metadata; nothing is fetched from it.
        pages: the pages on which the article goes on, in their order, each with its address or None. What
            stands on several of them is kept once. One that can't be read, has no article or another one
            is left out, and ``Article.pages`` says why.
        content_type: the HTTP ``Content-Type`` header the page came with, if known.
        limits: caps on the input.
        decide: what decides which blocks are the article.

    Returns:
        The article.

    Raises:
        NoArticle: there is nothing to read in the page.
        Unreadable: the input is no HTML.
        TooLarge: the input is over one of the limits.
    """
    check_pages(pages, html, limits)
    first = _read_page(html, url, content_type, limits, decide)
    if not pages:
        return _article(first, url, first.part.body, first.text, first.part.posts, (), first.next_page)
    joiner = Joiner(first.part)
    joined: list[JoinedPage] = []
    next_page = first.next_page
    for more, address in pages:
        reason: str | None
        try:
            # Without an address of its own, what is relative in a page is relative to the first.
            further = _read_page(more, address or url, None, limits, decide)
        except (NoArticle, Unreadable) as error:
            reason = error.code
        else:
            reason = joiner.add(replace(further.part, url=address))
            if reason is None:
                next_page = further.next_page if address else None
        joined.append(JoinedPage(address, reason is None, reason))
    if next_page in {address for _, address in pages}:
        next_page = None
    body = joiner.body
    return _article(first, url, body, plain_text(body), joiner.posts, tuple(joined), next_page)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was made of one page."""

    part: Part
    text: str
    metadata: Metadata
    removals: tuple[Removal, ...]
    page_type: str
    confidence: float
    next_page: str | None


def _read_page(
    html: bytes | str, url: str | None, content_type: str | None, limits: Limits, decide: Decider
) -> _Reading:
    """One page, up to its composed body; the page's own tree is let go of."""
    root = parse(decode(html, content_type, limits), limits)
    reveal(root)
    page = segment(root)
    proposal = propose(page)
    decision = decide(page, proposal, url)
    thread = thread_of(page, decision)
    if thread is not None:
        decision = thread.decision
    decision = clear_furniture(page, leave_out_repeats(page, decision))
    base = base_address(root, url)
    kept = [block for block, verdict in zip(page.blocks, decision.verdicts, strict=True) if verdict.keep]
    body = compose(page, kept, base, url, thread.sections if thread else None)
    posts = thread.told(body) if thread else ()
    arrange_cards(body, decision.page_type)
    text = plain_text(body)
    words = count_words(text)
    if not _worth_reading(words, len(text), page, decision):
        raise NoArticle(
            "There is no article in this page: outside its navigation, forms and notices there is "
            f"{'only a word or two' if words < 3 else f'no more than {words} words'} of text.",
            words=words,
        )
    opening = (posts[0].author, posts[0].published) if posts else (None, None)
    metadata = read_metadata(page, base, Reading(text, kept, decision.page_type, opening), url)
    return _Reading(
        Part(body, posts, metadata.title, url),
        text,
        metadata,
        list_removals(page, decision),
        decision.page_type,
        decision.confidence,
        find_next_page(root, base, url),
    )


def _article(
    first: _Reading,
    url: str | None,
    body: HtmlElement,
    text: str,
    posts: tuple[ThreadPost, ...],
    pages: tuple[JoinedPage, ...],
    next_page: str | None,
) -> Article:
    """The article of one page or several, with what the first says of itself."""
    metadata = first.metadata
    markup = etree.tostring(with_header(body, metadata), encoding="unicode", method="html")
    # The sanitiser builds a tree of its own; of a large page, not all can be in memory at once.
    body.clear()
    return Article(
        html=sanitise(markup),
        text=text,
        title=metadata.title,
        byline=metadata.byline,
        published=metadata.published,
        site_name=metadata.site_name,
        excerpt=metadata.excerpt,
        lead_image=metadata.lead_image,
        lang=metadata.lang,
        dir=metadata.dir,
        word_count=count_words(text),
        confidence=first.confidence,
        removals=first.removals,
        page_type=first.page_type,
        url=url,
        posts=posts,
        pages=pages,
        next_page=next_page,
    )


def _worth_reading(words: int, chars: int, page: Page, decision: Decision) -> bool:
    """Whether what was kept is something to read rather than a notice beside an empty frame."""
    if words < _LEAST_WORDS:
        return words >= _SENTENCE_WORDS and chars >= _NEARLY_ALL * page.nodes[0].chars
    return words >= _FEW_WORDS or decision.agreement >= _LEAST_AGREEMENT
