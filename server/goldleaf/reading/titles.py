"""The headline, without the site's name."""

from __future__ import annotations

import re

from goldleaf.reading import jsonld
from goldleaf.reading.blocks import Page, Zone
from goldleaf.reading.sources import Sources, fold
from goldleaf.reading.text import match_key

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:>/\\]+\s+|\s*[|»«›‹]\s*|\s+::\s+|:\s+(?=[A-Z])")
_OUTSIDE = Zone.FOOTER | Zone.NAV | Zone.HIDDEN | Zone.DIALOG | Zone.RELATED | Zone.COMMENTS


def title_headings(page: Page) -> list[int]:
    """Indices of the blocks that are the page's title as it shows it: each h1 outside furniture, in order."""
    return [
        block.index
        for block in page.blocks
        if block.kind == "h1" and 0 < block.chars < 400 and not page.nodes[block.node].inherited & _OUTSIDE
    ]


def page_title(page: Page) -> str | None:
    """The text of the page's ``<title>``, white space folded."""
    for element in page.root.iter("title"):
        parent = element.getparent()
        if parent is not None and parent.tag in ("head", "html", "body"):
            return " ".join("".join(element.itertext()).split()) or None
    return None


def choose_title(page: Page, sources: Sources, site: str | None) -> str | None:
    """The headline: where two of the page's statements agree, that; else h1, OpenGraph title or ``<title>``.

    Args:
        page: the segmented page.
        sources: its metadata.
        site: the site's name, to be cut off.
    """
    document = page_title(page)
    headings = [page.blocks[index].text for index in title_headings(page)]
    stated = [
        value
        for value in (
            fold(sources.first("og:title")),
            fold(jsonld.text(sources.main.get("headline") or sources.main.get("name")))
            if sources.main
            else None,
            fold(
                sources.first(
                    "twitter:title", "dc:title", "citation_title", "parsely-title", "sailthru.title"
                )
            ),
            document,
        )
        if value
    ]
    for heading in headings:
        if any(_same(heading, value) or _begins(value, heading) for value in stated):
            return heading
    shown = _shown_part(page, document)
    for value in stated:
        if value is document and shown:
            return shown
        if value is document and len(headings) == 1 and len(headings[0].split()) > 2:
            return headings[0]
        return without_site(value, site)
    if headings:
        return headings[0]
    return next(
        (
            block.text
            for block in page.blocks
            if block.kind == "h2" and not page.nodes[block.node].inherited & _OUTSIDE
        ),
        None,
    )


def _shown_part(page: Page, document: str | None) -> str | None:
    """The part of ``<title>`` that the page shows as a line of its own near its top, where no h1 has it."""
    for block in page.blocks[:60]:
        if (
            3 <= block.words <= 30
            and document
            and not page.nodes[block.node].inherited & _OUTSIDE
            and _begins(document, block.text)
        ):
            return block.text
    return None


def _same(left: str, right: str) -> bool:
    return match_key(left) == match_key(right) and bool(match_key(left))


def _begins(longer: str, shorter: str) -> bool:
    long_key, short_key = match_key(longer), match_key(shorter)
    return len(short_key) >= 4 and (long_key.startswith(short_key) or long_key.endswith(short_key))


def without_site(title: str, site: str | None) -> str:
    """Cut the site's name off a title.

    Args:
        title: for example ``Rain is coming | Weather | The Daily Example``.
        site: the site's name, if known.
    """
    if site:
        key = match_key(site)
        pieces = list(_SEPARATOR.finditer(title))
        for match in pieces:
            if key and match_key(title[match.end() :]) == key and title[: match.start()].strip():
                return title[: match.start()].strip()
            if key and match_key(title[: match.start()]) == key and title[match.end() :].strip():
                return title[match.end() :].strip()
    matches = list(re.finditer(r"\s+[|–—·•»-]\s+|\s*[|»]\s*", title))
    if matches:
        match = matches[-1]
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        if len(head.split()) >= 3 and len(tail.split()) <= 4 and len(head) > len(tail):
            return head
    return title
