"""Shelves and offers: cards in their lists, galleries side by side, nothing twice and nothing empty.

Only for pages that offer or list something. An article may repeat a refrain and show a picture again; a shop
shows each of its pictures and words once for every width of screen.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from goldleaf.reading.blocks import Page
from goldleaf.reading.reveal.surgery import remove
from goldleaf.reading.text import match_key
from goldleaf.reading.verdict import Decision, Verdict

_OFFERS = frozenset(("product", "listing", "collection", "service"))
# Letters and digits; what is shorter is as often a label of several things as the same thing again.
_SAID_ONCE = 80
_HEADINGS = frozenset("h2 h3 h4 h5 h6".split())
_LISTS = ("ul", "ol")
_HOLDERS = frozenset("li ul ol figure p h2 h3 h4 h5 h6 blockquote div".split())
_GALLERY = 3
# A currency's sign or code alone, and a number alone: a price that markup tore apart.
_CURRENCY = re.compile(r"[\u0024\u00a2-\u00a5\u20a0-\u20cf]|[A-Z]{3}|kr\.?|zł|Kč|лв\.?|Ft|lei", re.UNICODE)
_AMOUNT = re.compile(r"\d[\d.,'’\u00a0\u202f ]*(?:[-–][.,]?)?")
_LONGEST_AMOUNT = 12


def leave_out_repeats(page: Page, decision: Decision) -> Decision:
    """Leave out what a page of offers says again in full, as for another width of the screen.

    Args:
        page: the segmented page.
        decision: the decision on it; one on another type of page comes back as it is.
    """
    if decision.page_type not in _OFFERS:
        return decision
    verdicts = list(decision.verdicts)
    seen: set[str] = set()
    for block in page.blocks:
        if verdicts[block.index].keep and block.chars >= _SAID_ONCE:
            key = match_key(block.text)
            if len(key) >= _SAID_ONCE and key in seen:
                verdicts[block.index] = Verdict(False, 1.0 - verdicts[block.index].score, "repeated")
            seen.add(key)
    return replace(decision, verdicts=tuple(verdicts))


def arrange_cards(body: HtmlElement, page_type: str) -> None:
    """Arrange the body of a page of offers, in place.

    Args:
        body: the composed ``<div class="gl-body">``.
        page_type: what kind of page it is; other kinds are left as they are.
    """
    if page_type not in _OFFERS:
        return
    _drop_repeated_pictures(body)
    _drop_empty(body)
    _mend_prices(body)
    for shelf in list(body.iter(*_LISTS)):
        _mark_list(shelf)
    _gather_pictures(body)


def _drop_repeated_pictures(body: HtmlElement) -> None:
    seen: set[str] = set()
    for image in list(body.iter("img")):
        source = (image.get("src") or "").split("?")[0]
        if source in seen:
            remove(image)
        seen.add(source)


def _drop_empty(body: HtmlElement) -> None:
    """Take out what holds nothing, the inner first, so that what only held that goes as well."""
    for element in reversed(list(body.iterdescendants())):
        if (
            element.tag in _HOLDERS | {"a"}
            and len(element) == 0
            and not (element.text or "").strip()
            and not element.get("id")
        ):
            remove(element)


def _mend_prices(body: HtmlElement) -> None:
    """Put a currency and its amount, where each has a line of its own, into one."""
    for line in list(body.iter("p")):
        before = line.getprevious()
        if before is None or before.tag != "p" or len(before) or len(line) or (before.tail or "").strip():
            continue
        left, right = (before.text or "").strip(), (line.text or "").strip()
        if _is_price(left, right) or _is_price(right, left):
            line.text = left + right if len(left) == 1 else f"{left} {right}"
            remove(before)


def _is_price(currency: str, amount: str) -> bool:
    return (
        _CURRENCY.fullmatch(currency) is not None
        and len(amount) <= _LONGEST_AMOUNT
        and _AMOUNT.fullmatch(amount) is not None
    )


def _mark_list(shelf: HtmlElement) -> None:
    """Say of a list what it is, where its items are pictures alone or cards with a picture or a headline."""
    items = [item for item in shelf if item.tag == "li"]
    if not items:
        return
    pictures = cards = 0
    for item in items:
        has_picture = next(item.iter("img"), None) is not None
        if has_picture and not match_key("".join(item.itertext())):
            pictures += 1
        elif has_picture or any(child.tag in _HEADINGS for child in item):
            cards += 1
    if pictures == len(items):
        shelf.set("class", "gl-gallery")
    elif 2 * (cards + pictures) >= len(items):
        shelf.set("class", "gl-cards")


def _gather_pictures(body: HtmlElement) -> None:
    """Set several pictures that follow each other without a word side by side."""
    for figure in list(body.iter("figure")):
        if figure.getparent() is None or figure.getparent().get("class") == "gl-gallery":
            continue
        if sum(1 for _ in figure.iter("img")) >= _GALLERY and not match_key("".join(figure.itertext())):
            figure.set("class", "gl-gallery")
            continue
        before = figure.getprevious()
        if before is not None and before.get("class") == "gl-gallery" and before.tag == "div":
            if _is_bare(figure):
                before.append(figure)
            continue
        run = [figure]
        while _is_bare(run[-1]) and len(run) < _GALLERY:
            following = run[-1].getnext()
            if following is None or following.tag != "figure":
                break
            run.append(following)
        if len(run) == _GALLERY and all(_is_bare(each) for each in run):
            gallery = etree.Element("div", {"class": "gl-gallery"})
            figure.addprevious(gallery)
            gallery.extend(run)


def _is_bare(figure: HtmlElement) -> bool:
    """Whether a figure is one picture and nothing else."""
    return (
        not figure.get("class")
        and not (figure.tail or "").strip()
        and not match_key("".join(figure.itertext()))
        and sum(1 for _ in figure.iter("img")) == 1
    )
