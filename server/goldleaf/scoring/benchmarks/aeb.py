"""Scrapinghub's article-extraction-benchmark: ``ground-truth.json`` of ID to ``articleBody``, pages in
``html/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goldleaf.scoring.benchmarks.base import find_page, load_json
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenBenchmark
from goldleaf.scoring.metrics import Reference


def load(folder: Path) -> list[Case]:
    """Load the pages.

    Raises:
        BrokenBenchmark: ``ground-truth.json`` or a page is missing.
    """
    data = load_json(folder / "ground-truth.json")
    return [_case(folder, name, item) for name, item in sorted(data.items())]


def _case(folder: Path, name: str, item: Any) -> Case:
    if not isinstance(item, dict):
        raise BrokenBenchmark(
            f"{folder / 'ground-truth.json'}: {name} is no object with an articleBody.", id=name
        )
    return Case(
        name=name,
        page_path=find_page(folder / "html", f"{name}.html"),
        reference=Reference(item.get("articleBody") or ""),
        url=item.get("url"),
    )
