"""A case: one page with what should come out of it. Gold sets and benchmarks give the same shape."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from goldleaf.scoring.domains import registered_domain
from goldleaf.scoring.metrics import Reference


@dataclass(frozen=True)
class Case:
    """A page and its reference.

    Attributes:
        name: unique in its set.
        page_path: the page as captured, gzipped where the name ends in ``.gz``.
        reference: gold text and snippets.
        url: the page's address, None where unknown.
        page_type: ``article``, ``forum``, ``product``, …
        lang: BCP 47 tag, None where the data doesn't say.
    """

    name: str
    page_path: Path
    reference: Reference
    url: str | None = None
    page_type: str = "article"
    lang: str | None = None

    @property
    def domain(self) -> str:
        """What the bootstrap groups by: the registered domain, or the case's own name where there is no
        address."""
        return registered_domain(self.url) or f"case:{self.name}"

    @property
    def is_no_article(self) -> bool:
        """Whether the right answer is that there is nothing to read."""
        return self.reference.text == ""

    def page(self) -> bytes:
        """The page's bytes, unpacked.

        Raises:
            OSError: the file can't be read or unpacked.
        """
        data = self.page_path.read_bytes()
        return gzip.decompress(data) if self.page_path.suffix == ".gz" else data

    @cached_property
    def page_digest(self) -> str:
        """SHA-256 of the unpacked page, hexadecimal."""
        return sha256(self.page()).hexdigest()

    @cached_property
    def gold_digest(self) -> str:
        """SHA-256 of the reference: text, snippets, HTML and fields, hexadecimal."""
        digest = sha256()
        for part in (self.reference.text or "", *self.reference.keep, "\0", *self.reference.drop):
            digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
        if self.reference.html is not None:
            digest.update(b"\0" + self.reference.html.encode("utf-8", "surrogatepass"))
        for name, value in sorted((self.reference.fields or {}).items()):
            digest.update(
                f"\0{name}\0{'' if value is None else '=' + value}".encode("utf-8", "surrogatepass")
            )
        return digest.hexdigest()
