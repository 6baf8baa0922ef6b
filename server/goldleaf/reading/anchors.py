"""Links inside the page: which places are linked to, and which element of the article stands for each."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from goldleaf.reading.addresses import absolute
from goldleaf.reading.blocks import Block, Page

# What a mark without text may stand in, inside its paragraph.
_WITHIN = frozenset("a span sup b i em strong small font".split())


class Anchors:
    """The places in the page that links of the article lead to.

    Each place gets its ``id`` once, on the first element of the article that can carry it; a link to a place
    that the article lacks leads to the page instead.
    """

    def __init__(self, page: Page, kept: list[Block], base: str | None, url: str | None) -> None:
        """Find the places.

        Args:
            page: the segmented page.
            kept: the blocks of the article, in order.
            base: what relative addresses are resolved against.
            url: the page's own address, for links to places that are not in the article.
        """
        self._page = page
        self._base = base
        self._url = url
        self._own = {url.split("#")[0]} if url else set()
        self._targets, self._strays = _targets(page, kept, self._inside)
        self._placed: set[str] = set()
        self._seen_nodes: set[int] = set()

    def address_of(self, link: HtmlElement) -> str | None:
        """The address that an ``<a>`` has in the article; None where it has none or none to follow."""
        href = (link.get("href") or "").strip()
        if not href:
            return None
        href = self._inside(href)
        if href.startswith("#"):
            if href[1:] in self._targets:
                return "#" + _identifier(href[1:])
            return f"{self._url.split('#')[0]}{href}" if self._url and len(href) > 1 else None
        return absolute(href, self._base)

    def _inside(self, href: str) -> str:
        """The place alone where a link names the page itself before it."""
        page, _, place = href.partition("#")
        return f"#{place}" if place and page and page in self._own else href

    def awaits(self, name: str | None) -> bool:
        """Whether a link leads to this id or name and no element carries it yet."""
        return name in self._targets and name not in self._placed

    def mark(self, source: HtmlElement, made: HtmlElement) -> None:
        """Let ``made`` carry the id or name of ``source``, which it stands for, where a link awaits it."""
        for name in (source.get("id"), source.get("name") if source.tag == "a" else None):
            if name and self.awaits(name):
                self._placed.add(name)
                made.set("id", _identifier(name))

    def mark_containers(self, block: Block, made: HtmlElement) -> None:
        """Let the first block of a container stand for the container as the target of a link."""
        if not self._targets:
            return
        index = block.node
        while index >= 0 and index not in self._seen_nodes:
            self._seen_nodes.add(index)
            if made.get("id") is None:
                self.mark(self._page.nodes[index].element, made)
            index = self._page.nodes[index].parent
        for name in self._strays.get(block.index, ()) if self._strays else ():
            if self.awaits(name):
                self._placed.add(name)
                if made.get("id") is None:
                    made.set("id", _identifier(name))
                else:
                    made.insert(0, made.makeelement("span", {"id": _identifier(name)}))
                    made[0].tail, made.text = made.text, None


def _targets(
    page: Page, kept: list[Block], inside: Callable[[str], str]
) -> tuple[set[str], dict[int, list[str]]]:
    """Ids and names that kept blocks link to and that a kept block, or a container of one, has.

    Also, by the index of a kept block, those of elements without text that stand where the block does.
    """
    wanted = {
        place[1:]
        for block in kept
        if block.links
        for _, formats, _ in block.parts
        for element in formats
        if element.tag == "a" and (place := inside(element.get("href") or "")).startswith("#")
    }
    wanted.discard("")
    if not wanted:
        return wanted, {}
    present = set()
    for block in kept:
        index = block.node
        while index >= 0:
            identifier = page.nodes[index].element.get("id")
            if identifier in wanted:
                present.add(identifier)
            index = page.nodes[index].parent
        for _, formats, _ in block.parts:
            present.update(
                name
                for element in formats
                for name in (element.get("id"), element.get("name"))
                if name in wanted
            )
    strays = _strays(page, kept, wanted - present)
    present.update(name for names in strays.values() for name in names)
    return present, strays


def _strays(page: Page, kept: list[Block], missing: set[str]) -> dict[int, list[str]]:
    """Places that empty elements mark, by the block that follows: ``<a name="note1"></a>`` and the like."""
    if not missing:
        return {}
    first_of: dict[HtmlElement, int] = {}
    for block in reversed(kept):
        first_of[page.nodes[block.node].element] = block.index
    found: dict[int, list[str]] = {}
    for element in page.root.iter("a", "span", "sup"):
        name = element.get("id") or element.get("name")
        if name not in missing:
            continue
        outer = element.getparent()
        while outer is not None and outer not in first_of and outer.tag in _WITHIN:
            outer = outer.getparent()
        following = outer if outer in first_of else element.getnext()
        if following is not None and following in first_of:
            found.setdefault(first_of[following], []).append(name)
            missing.discard(name)
    return found


def _identifier(name: str) -> str:
    return "gl-" + re.sub(r"[^\w.:-]", "-", name)[:100]
