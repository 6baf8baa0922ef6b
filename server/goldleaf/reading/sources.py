"""What a page says of itself in its head and its data, collected once for all fields."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from goldleaf.reading import jsonld
from goldleaf.reading.xpath import finder

_DUBLIN_CORE = re.compile(r"^(?:dcterms?|dc)[.:]")
_metas = finder("//meta[@content]")


def fold(value: str | None) -> str | None:
    """The value with white space folded and markup taken out; None where nothing is left."""
    if not value:
        return None
    if "<" in value:
        value = re.sub(r"<[^<>]{1,200}>", "", value)
    if "&" in value:
        # Pages escape twice; lxml has undone one level.
        for name, character in (
            ("&amp;", "&"),
            ("&quot;", '"'),
            ("&#039;", "'"),
            ("&#39;", "'"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", " "),
        ):
            value = value.replace(name, character)
    return " ".join(value.split()) or None


class Sources:
    """Everything the page offers, collected once."""

    def __init__(self, root: HtmlElement) -> None:
        """Read meta elements and JSON-LD."""
        self.root = root
        self.items = jsonld.load(root)
        self.main = jsonld.main_item(self.items) or {}
        self.articles = jsonld.article_items(self.items)
        self.meta: dict[str, str] = {}
        self.all: dict[str, list[str]] = {}
        for element in _metas(root):
            content = fold(element.get("content"))
            if not content:
                continue
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
