"""The caps that keep one page from taking the machine down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on the input of one page; over any of them :class:`goldleaf.TooLarge` is raised.

    Attributes:
        max_bytes: size of the input, bytes for ``bytes``, UTF-8 bytes for ``str``.
        max_elements: elements in the parsed tree.
        max_attributes: attributes on one element; the rest are dropped, not refused, as browsers keep the
            page readable.
    """

    max_bytes: int = 25_000_000
    max_elements: int = 1_000_000
    max_attributes: int = 500
    max_pages: int = 50


DEFAULT_LIMITS = Limits()
