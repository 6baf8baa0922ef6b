"""What an element says of itself by its name, role, attributes, class and id."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from goldleaf.reading.blocks import Zone
from goldleaf.reading.lexicon import zone_of_names, zone_of_role, zone_of_tag
from goldleaf.reading.reveal.wrappers import HIDING_STYLE
from goldleaf.reading.text import match_key

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = frozenset("h1 h2 h3 h4 h5 h6 p li dt dd td th pre summary blockquote figcaption".split())
# What the class of a single line may still say of it.
_OF_HEADINGS = Zone.HIDDEN | Zone.AD
_OF_LINES = ~(Zone.HEADER | Zone.FOOTER | Zone.ASIDE | Zone.DIALOG | Zone.COMMENTS)
# Attributes that say something of their element, beside its class.
_TELLING = frozenset("id role hidden aria-hidden data-goldleaf-hidden style itemprop".split())


def introduce(
    element: HtmlElement, tag: str, classes: str | None
) -> tuple[str, Zone, str | None, str | None]:
    """The names of a container, the zones that it says it is, its role and its property.

    Args:
        element: any element that is not inline.
        tag: its name.
        classes: its ``class``.

    Returns:
        Class and id, joined; the zones; ``role`` and ``itemprop``.
    """
    zone = _zone_of_class(tag, classes)
    names = classes or ""
    keys = element.keys()
    if _TELLING.isdisjoint(keys):
        return names, zone, None, None
    get = element.get
    identifier = get("id")
    # A heading's or paragraph's id is a place to link to, made from its words; a quote is a quote.
    if identifier:
        names = f"{names} {identifier}"
        if tag not in _LINES and not _is_slug(element, identifier):
            zone |= zone_of_names(identifier)
        if len(keys) == 2 and classes:
            return names, zone, None, None
    role = get("role")
    if role:
        zone |= zone_of_role(role)
    # A tab's panel is hidden only until its tab is chosen; MathML behind a picture of it, only from the eye.
    if _is_hidden(element) and role != "tabpanel" and element.find("math") is None:
        zone |= Zone.HIDDEN
    itemprop = get("itemprop")
    if itemprop and "articleBody" in itemprop:
        zone |= Zone.ARTICLE | Zone.CONTENT
    return names, zone, role, itemprop


@lru_cache(maxsize=20_000)
def _zone_of_class(tag: str, classes: str | None) -> Zone:
    zone = zone_of_tag(tag)
    if not classes or tag == "blockquote":
        return zone
    named = zone_of_names(classes)
    if tag in _HEADINGS:
        return zone | (named & _OF_HEADINGS)
    return zone | (named & _OF_LINES if tag in _LINES else named)


def _is_hidden(element: HtmlElement) -> bool:
    get = element.get
    if get("hidden") is not None or get("aria-hidden") == "true" or get("data-goldleaf-hidden") is not None:
        return True
    style = get("style")
    return style is not None and HIDING_STYLE.search(style) is not None


def _is_slug(element: HtmlElement, identifier: str) -> bool:
    """Whether a section's id is made from its heading; of short ones only among other sections like it."""
    heading = next(element.iterchildren(*_HEADINGS), None)
    if heading is None:
        return False
    if match_key("".join(heading.itertext())) != match_key(identifier):
        return False
    beside = (element.itersiblings(element.tag), element.itersiblings(element.tag, preceding=True))
    return any(other.get("id") for side in beside for other in islice(side, 2))
