"""Addresses made absolute, and those that no reader should follow left out."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

_JUNK = re.compile("[\x00-\x20\u200b\u2028\u2029]")
_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
# Pixels, and pixels for each of CSS: what a reading column can show.
_WIDEST, _DENSEST = 1600, 2
LINK_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
IMAGE_DATA = re.compile(r"^data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)


def base_address(root: HtmlElement, url: str | None) -> str | None:
    """What relative addresses are relative to: the page's ``<base>``, resolved against ``url``.

    Args:
        root: the ``<html>`` element.
        url: the page's own address, if known.
    """
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            joined = absolute(href, url, frozenset(("http", "https")))
            if joined:
                return joined
        break
    return url


def absolute(value: str, base: str | None, schemes: frozenset[str] = LINK_SCHEMES) -> str | None:
    """An absolute address with an allowed scheme, or None.

    Control characters and spaces are taken out first, as browsers do (``java\\nscript:`` is a scheme to
    them). A relative address without a base stays relative.

    Args:
        value: the attribute as it stands in the page.
        base: what relative addresses are resolved against.
        schemes: the allowed schemes, lower case.
    """
    value = value.strip()
    match = _SCHEME.match(_JUNK.sub("", value))
    if match:
        if match.group(1).lower() not in schemes:
            return None
        return value.replace("\n", "").replace("\t", "").replace(" ", "%20")
    value = value.replace("\n", "").replace("\t", "").replace(" ", "%20")
    if base is None:
        return ("https:" + value) if value.startswith("//") else value or None
    try:
        joined = urljoin(base, value)
        # A page without an address may have a relative <base>; what is relative to that stays so.
        scheme = urlsplit(joined).scheme.lower()
        if scheme not in schemes and (scheme or urlsplit(base).scheme):
            return None
    except ValueError:
        return None
    return joined


def srcset(value: str, base: str | None) -> str | None:
    """A ``srcset`` with each candidate absolute; None where no candidate is left.

    Source: https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute
    (commas inside addresses included).

    Args:
        value: the attribute as it stands in the page; at most 20,000 characters are looked at.
        base: what relative addresses are resolved against.
    """
    candidates = []
    for match in re.finditer(r"\s*([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?[wx]))?\s*(?:,|$)", value[:20_000]):
        address = absolute(match.group(1), base, frozenset(("http", "https")))
        if address:
            candidates.append(f"{address} {match.group(2)}" if match.group(2) else address)
    return ", ".join(candidates) or None


def best_candidate(candidates: str) -> str:
    """The address for readers that know no ``srcset``: the widest that is no wider than any column needs.

    Args:
        candidates: what :func:`srcset` returns.
    """
    found = []
    for number, candidate in enumerate(re.split(r",\s+", candidates)):
        address, _, size = candidate.partition(" ")
        measure = float(size[:-1]) if size[:-1].replace(".", "", 1).isdecimal() else 1.0
        wanted = _WIDEST if size.endswith("w") else _DENSEST
        found.append((measure <= wanted, measure if measure <= wanted else -measure, -number, address))
    return max(found)[-1]
