"""WCXB: ``html/0001.html.gz`` beside ``ground-truth/0001.json``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from goldleaf.scoring.benchmarks.base import find_page, load_json, strings
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenBenchmark
from goldleaf.scoring.metrics import Reference

# Goldleaf's names of the fields, and the data's.
_FIELDS = {"title": "title", "byline": "author", "published": "publish_date"}


def load(folder: Path) -> list[Case]:
    """Load the pages of one split.

    Args:
        folder: a split, with ``html/`` and ``ground-truth/``.

    Raises:
        BrokenBenchmark: the folder has another layout, or a page is missing.
    """
    truths = sorted((folder / "ground-truth").glob("*.json"))
    if not truths:
        raise BrokenBenchmark(f"{folder} is no WCXB split: it has no ground-truth/*.json.", path=str(folder))
    return [_case(folder, truth) for truth in truths]


def _case(folder: Path, file: Path) -> Case:
    data = load_json(file)
    truth = data.get("ground_truth")
    if not isinstance(truth, dict):
        raise BrokenBenchmark(f"{file} has no object ground_truth.", path=str(file))
    return Case(
        name=file.stem,
        page_path=find_page(folder / "html", f"{file.stem}.html"),
        # The published evaluation takes a truth without main_content as an empty text, not as a page to skip.
        reference=Reference(
            truth.get("main_content") or "",
            strings(truth, "with"),
            strings(truth, "without"),
            fields={name: truth.get(key) or None for name, key in _FIELDS.items() if key in truth},
        ),
        url=data.get("url") or truth.get("url"),
        page_type=_page_type(data),
    )


def _page_type(data: dict[str, Any]) -> str:
    found = (data.get("_internal") or {}).get("page_type") or {}
    name = found.get("primary", "article") if isinstance(found, dict) else str(found)
    return "collection" if name == "category" else str(name)
