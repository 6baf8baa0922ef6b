"""What an engine makes of a page, as metrics get it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Fields = Mapping[str, str | None]
"""Metadata by name: ``title``, ``byline``, ``published``, ``site_name``, ``excerpt``, ``lang``. None says
that the page has none; a name that is absent says nothing."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an engine made of a page.

    Attributes:
        text: plain text, a blank line between blocks.
        html: the article as HTML, None where the engine gives text only.
        fields: title, byline and so on, None where the engine gives no metadata.
    """

    text: str
    html: str | None = None
    fields: Fields | None = None
