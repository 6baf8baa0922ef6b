"""What a page says of itself in its head and its data, collected once for all fields."""

from __future__ import annotations

import re
from html import unescape

from lxml.html import HtmlElement

from goldleaf.reading import jsonld

# With its semicolon: addresses have "&copy=1".
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_DUBLIN_CORE = re.compile(r"^(?:dcterms?|dc)[.:]")


def fold(value: str | None) -> str | None:
    """The value with white space folded and markup taken out; None where nothing is left."""
    if not value:
        return None
    if "<" in value:
        value = re.sub(r"<[^<>]{1,200}>", "", value)
    if "&" in value:
        # Pages escape twice; lxml has undone one level.
        value = _ENTITY.sub(lambda entity: unescape(entity.group()), value)
    return " ".join(value.split()) or None


class Sources:
    """Everything the page offers, collected once.

    Attributes:
        items: all schema.org items of its JSON-LD.
        main: the item that describes what the page is about; empty where there is none.
        articles: the items that describe a text with an author and a date.
        meta: the first content of each meta element, by name.
        all: the contents of all of them, by name.
        times, links: its ``<time>`` and ``<link>`` elements.
    """

    def __init__(self, root: HtmlElement) -> None:
        """Read meta elements and JSON-LD."""
        scripts: list[HtmlElement] = []
        self.times: list[HtmlElement] = []
        self.links: list[HtmlElement] = []
        self.meta: dict[str, str] = {}
        self.all: dict[str, list[str]] = {}
        # One walk over the page: a search for each kind would cost more than the rest of the stage.
        for element in root.iter("meta", "script", "time", "link"):
            tag = element.tag
            if tag == "meta":
                self._add(element)
            elif tag == "script":
                scripts.append(element)
            else:
                (self.times if tag == "time" else self.links).append(element)
        self.items = jsonld.load(scripts)
        self.main = jsonld.main_item(self.items) or {}
        self.articles = jsonld.article_items(self.items)

    def _add(self, element: HtmlElement) -> None:
        content = fold(element.get("content"))
        if not content:
            return
        # OpenGraph allows several names in one property; RDFa and Dublin Core vary case and separators.
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            for name in (key or "").lower().split():
                name = _DUBLIN_CORE.sub("dc:", name)
                self.meta.setdefault(name, content)
                self.all.setdefault(name, []).append(content)

    def first(self, *names: str) -> str | None:
        """The first meta element that there is, by name."""
        for name in names:
            if name in self.meta:
                return self.meta[name]
        return None
