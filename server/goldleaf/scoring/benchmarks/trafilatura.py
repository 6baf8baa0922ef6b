"""trafilatura's evaluation pages: ``evaldata.json`` with snippets, pages in ``html/``. There is no gold
text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goldleaf.scoring.benchmarks.base import find_page, load_json, strings
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenBenchmark
from goldleaf.scoring.metrics import Reference


def load(folder: Path) -> list[Case]:
    """Load the pages; only the snippet metric applies to them.

    Raises:
        BrokenBenchmark: ``evaldata.json`` or a page is missing.
    """
    data = load_json(folder / "evaldata.json")
    return [_case(folder, url, item) for url, item in data.items()]


def _case(folder: Path, url: str, item: Any) -> Case:
    name = item.get("file") if isinstance(item, dict) else None
    if not isinstance(name, str) or not name:
        raise BrokenBenchmark(f"{folder / 'evaldata.json'}: {url} names no file.", url=url)
    return Case(
        name=name.removesuffix(".html"),
        page_path=find_page(folder / "html", name),
        reference=Reference(None, strings(item, "with"), strings(item, "without")),
        url=url,
    )
