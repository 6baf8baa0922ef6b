"""Mozilla Readability's test pages: a folder a page with ``source.html``, ``expected.html``,
``expected-metadata.json``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from goldleaf.scoring.benchmarks.base import load_json
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenBenchmark
from goldleaf.scoring.extraction import Fields
from goldleaf.scoring.metrics import Reference
from goldleaf.scoring.plaintext import html_to_text

# The folders have no address beside them; most sources name their own.
_CANONICAL = re.compile(
    rb"<link[^>]+rel=[\"']?canonical[\"']?[^>]+href=[\"']?(https?://[^\"'\s>]+)"
    rb"|<meta[^>]+property=[\"']og:url[\"'][^>]+content=[\"'](https?://[^\"'\s>]+)",
    re.IGNORECASE,
)


# Goldleaf's names of the fields, and the data's.
_FIELDS = {
    "title": "title",
    "byline": "byline",
    "published": "publishedTime",
    "site_name": "siteName",
    "excerpt": "excerpt",
    "lang": "lang",
}


def load(folder: Path) -> list[Case]:
    """Load the test pages. Their expected HTML keeps captions; the text compared leaves them out, as
    everywhere.

    Raises:
        BrokenBenchmark: no folder holds the three files.
    """
    sources = sorted(folder.glob("*/source.html"))
    if not sources:
        raise BrokenBenchmark(
            f"{folder} has no */source.html: it is no folder of Mozilla's pages.", path=str(folder)
        )
    return [_case(source) for source in sources]


def _fields(metadata: dict[str, Any]) -> Fields:
    return {name: metadata.get(key) or None for name, key in _FIELDS.items() if key in metadata}


def _case(source: Path) -> Case:
    expected = source.with_name("expected.html")
    if not expected.is_file():
        raise BrokenBenchmark(f"{expected} is missing.", path=str(expected))
    html = expected.read_bytes().decode("utf-8", "replace")
    metadata = load_json(source.with_name("expected-metadata.json"))
    found = _CANONICAL.search(source.read_bytes())
    url = (found.group(1) or found.group(2)).decode("utf-8", "replace") if found else None
    return Case(
        name=source.parent.name,
        page_path=source,
        reference=Reference(html_to_text(html), html=html, fields=_fields(metadata)),
        url=url,
        lang=metadata.get("lang"),
    )
