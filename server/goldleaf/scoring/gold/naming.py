"""What a case is called: ``category--slug``, from what was read."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from urllib.parse import unquote, urlsplit

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 48
# page_type: category
_CATEGORIES = {"article": "article", "collection": "listing"}


def proposed_name(page_type: str, title: str, url: str, page: bytes) -> str:
    """A name for a case: the kind of page, and the title in plain letters.

    Args:
        page_type: ``article``, ``forum``, …
        title: the page's title; where it has no Latin letters, the address's last part is taken.
        url: the page's address, empty where unknown.
        page: the page; its digest is the name where nothing else gives one.
    """
    category = _CATEGORIES.get(page_type, page_type)
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].partition(".")[0]
    for words in (title, last):
        found = slug(words)
        if len(found) > 3:
            return f"{category}--{found}"
    return f"{category}--{sha256(page).hexdigest()[:10]}"


def slug(text: str) -> str:
    """A text in lower case Latin letters, digits and hyphens, whole words only; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    words = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        found = longer
    return found
