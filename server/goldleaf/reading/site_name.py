"""The site's name, and whether a line is nothing but that."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from goldleaf.reading import jsonld
from goldleaf.reading.sources import Sources, fold
from goldleaf.reading.text import match_key

# Labels of a host that are no name: what stands before it, and the second levels that registries sell under.
_NO_NAMES = frozenset("www www2 m mobile amp blog en news shop store docs co com org net ac gov edu".split())
_SHORTEST = 4
_ADDRESS = re.compile(r"^https?://|^www\.", re.IGNORECASE)


def site_name(sources: Sources) -> str | None:
    """The site's name as the page states it.

    Args:
        sources: the page's metadata.
    """
    for item in sources.articles:
        publishers = jsonld.names(item.get("publisher"))
        if publishers:
            return fold(publishers[0])
    name = sources.first("og:site_name")
    if name:
        return name
    publisher = sources.main.get("publisher")
    names = jsonld.names(publisher) if publisher else []
    if names:
        return fold(names[0])
    for item in sources.items:
        if "WebSite" in jsonld.types_of(item):
            found = fold(jsonld.text(item.get("name")))
            if found:
                return found
    return sources.first("application-name", "al:ios:app_name", "twitter:app:name:iphone", "dc:publisher")


class SiteNames:
    """What the site is called, in all ways that the page and its address know."""

    def __init__(self, sources: Sources, base: str | None) -> None:
        """Collect the names.

        Args:
            sources: the page's metadata.
            base: the page's address.
        """
        self.root = _root(base)
        labels = _host(base).split(".")
        self.hosts = {match_key(".".join(labels[start:])) for start in range(max(1, len(labels) - 1))}
        self.labels = {
            match_key(label) for label in labels[:-1] if label not in _NO_NAMES and len(label) >= _SHORTEST
        }
        stated = [
            sources.first("og:site_name"),
            sources.first("application-name"),
            sources.first("apple-mobile-web-app-title"),
            *(jsonld.names(sources.main.get("publisher")) if sources.main else []),
            *(
                jsonld.text(item.get("name"))
                for item in sources.items
                if not {"WebSite", "Organization", "NewsMediaOrganization"}.isdisjoint(jsonld.types_of(item))
            ),
        ]
        self.keys = {match_key(name) for name in stated if name and not _ADDRESS.match(name)} - {""}

    def learn(self, name: str) -> None:
        """Take a further name that the site was found to have."""
        self.keys |= {match_key(name)} - {""}

    def has(self, text: str) -> bool:
        """Whether a text is the site's name, as stated or as its address spells it.

        Args:
            text: for example ``The Daily Example``, on ``dailyexample.org``.
        """
        key = match_key(text)
        if not key:
            return False
        if key in self.keys or key in self.hosts:
            return True
        bare = key.removeprefix("the")
        return len(bare) >= _SHORTEST and any(
            bare == label or (key + "blog") == label or bare.removesuffix("blog") == label
            for label in self.labels
        )


def _host(address: str | None) -> str:
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _root(address: str | None) -> str | None:
    """The address of the site's front page."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None
