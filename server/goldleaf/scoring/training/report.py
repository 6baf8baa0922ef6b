"""The report on a model: what it was made of, how it scores, and whether it may replace another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from goldleaf.reading.model import Model
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import BrokenBaseline
from goldleaf.scoring.provenance import commit, library_versions
from goldleaf.scoring.training.assess import PAGE_FOREST
from goldleaf.scoring.training.fit import BLOCK_FOREST

SCHEMA = 1
# Less than this is the difference between two machines' arithmetic.
TOLERANCE = 0.002
_LEARNERS = ("catboost", "numpy", "scipy", "scikit-learn")


def digest_of(cases: Sequence[tuple[str, Case]]) -> str:
    """SHA-256 of all pages and gold texts, in their order, hexadecimal."""
    digest = sha256()
    for kind, case in cases:
        digest.update(f"{kind}\0{case.name}\0{case.page_digest}\0{case.gold_digest}\0".encode())
    return digest.hexdigest()


def make_report(
    model: Model,
    sources: Sequence[tuple[str, int]],
    digest: str,
    rows: list[dict[str, Any]],
    seed: int,
    folds: int,
) -> dict[str, Any]:
    """All that is worth knowing of a model, as JSON can hold it.

    Args:
        model: what was learned.
        sources: kind and number of pages of each benchmark or gold set.
        digest: of all pages and gold texts.
        rows: scores on pages never seen, from :func:`~goldleaf.scoring.training.evaluate.summarise`.
        seed: of the folds.
        folds: how many.
    """
    return {
        "schema": SCHEMA,
        "model": model.version,
        "sources": [{"kind": kind, "pages": pages} for kind, pages in sources],
        "data_digest": digest,
        "seed": seed,
        "folds": folds,
        "scores": rows,
        "doubt": model.doubt,
        "features": len(model.features),
        "names": len(model.vocabulary.names),
        "words": len(model.vocabulary.words),
        "lines": len(model.vocabulary.lines),
        "trees": int(model.blocks.question.shape[1]),
        "page_types": list(model.page_types),
        "parameters": {"blocks": BLOCK_FOREST, "pages": PAGE_FOREST},
        "versions": library_versions() | {name: _version(name) for name in _LEARNERS},
        "commit": commit(),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def read_report(file: Path) -> dict[str, Any] | None:
    """The report beside a model; None where there is no model yet.

    Raises:
        BrokenBaseline: the file is no report.
    """
    if not file.exists():
        return None
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
        if report["schema"] != SCHEMA:
            raise ValueError("another schema")
        {row["name"]: float(row["value"]) for row in report["scores"]}
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenBaseline(
            f"{file} is no report of a model, so there are no floors to hold a new one against. Restore it, "
            "or move it away to train without floors.",
            path=str(file),
        ) from error
    found: dict[str, Any] = report
    return found


def worse_than(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """On which floors a model is worse than the one before it.

    Args:
        old, new: their reports.

    Returns:
        A line for each floor that isn't reached, and for each that isn't measured any more.
    """
    values = {row["name"]: row for row in new["scores"]}
    lines = []
    for row in old["scores"]:
        found = values.get(row["name"])
        if found is None:
            lines.append(f"{row['name']}: {row['value']:.3f} before, not measured now")
        elif found["value"] < row["value"] - TOLERANCE:
            lines.append(
                f"{row['name']} ({row['measure']}): {row['value']:.3f} before, {found['value']:.3f} now, on "
                f"{found['pages']} pages"
            )
    return lines
