"""The baseline: for each case the floors that its scores must hold, and digests of what they were made
from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from goldleaf.scoring.errors import BrokenBaseline
from goldleaf.scoring.results import write_json

FORMAT = 1

TOLERANCE = 1.5e-6
"""How far a value may lie under its floor. Both are rounded to six decimals, and the last bits of a
floating-point sum may round either way on another machine. One letter of a text of 100,000 moves the ratio by
5e-6, so nothing that a reader could see hides in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One case's part of the baseline.

    Attributes:
        page: SHA-256 of the page.
        gold: SHA-256 of the gold.
        outcome: how extraction ended when the floors were set, see :class:`goldleaf.scoring.results.Outcome`.
        floors: least value by metric name.
        lines: fingerprints of the output's lines when the floors were set, to name what was lost since.
    """

    page: str
    gold: str
    outcome: str
    floors: dict[str, float]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file.

    Attributes:
        made_by: versions of what made the floors.
        metrics: version of each metric; floors of another version can't be compared.
        cases: by name.
        allowed: floors that were lowered or removed on purpose, with reasons, oldest first.
    """

    made_by: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, int] = field(default_factory=dict)
    cases: dict[str, Entry] = field(default_factory=dict)
    allowed: tuple[dict[str, Any], ...] = ()


def load_baseline(file: Path) -> Baseline:
    """Read a baseline.

    Raises:
        BrokenBaseline: the file is missing, no JSON, of another format, or an entry lacks something.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenBaseline(
            f"There is no baseline {file} yet. Make it with: goldleaf check --update", path=str(file)
        ) from None
    except (OSError, ValueError) as error:
        raise BrokenBaseline(
            f"The baseline {file} can't be read: {error}. Restore it from version control.", path=str(file)
        ) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else None
        raise BrokenBaseline(
            f"The baseline {file} has format {found!r}; this version of Goldleaf reads format {FORMAT}. "
            "Restore it from version control, or remove it and run: goldleaf check --update",
            path=str(file),
        )
    try:
        return Baseline(
            made_by=dict(data["made_by"]),
            metrics=dict(data["metrics"]),
            cases={name: _entry(entry) for name, entry in data["cases"].items()},
            allowed=tuple(data["allowed"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenBaseline(
            f"The baseline {file} is damaged ({type(error).__name__}: {error}). "
            "Restore it from version control.",
            path=str(file),
        ) from None


def save_baseline(file: Path, baseline: Baseline) -> None:
    """Write a baseline: sorted, one value a line, the same bytes for the same content."""
    write_json(
        file,
        {
            "format": FORMAT,
            "made_by": dict(sorted(baseline.made_by.items())),
            "metrics": dict(sorted(baseline.metrics.items())),
            "cases": {
                name: {
                    "page": entry.page,
                    "gold": entry.gold,
                    "outcome": entry.outcome,
                    "floors": dict(sorted(entry.floors.items())),
                    "lines": " ".join(entry.lines),
                }
                for name, entry in sorted(baseline.cases.items())
            },
            "allowed": list(baseline.allowed),
        },
    )


def allowance(
    reason: str, lowered: dict[str, dict[str, tuple[float, float]]], removed: list[str]
) -> dict[str, Any]:
    """The record of floors that were lowered on purpose.

    Args:
        reason: why, in the words of whoever did it.
        lowered: case to metric to (floor before, floor now).
        removed: cases whose floors were dropped because the cases are gone.
    """
    record: dict[str, Any] = {"date": datetime.now(UTC).date().isoformat(), "reason": reason}
    if lowered:
        record["lowered"] = {
            case: {metric: list(pair) for metric, pair in sorted(metrics.items())}
            for case, metrics in sorted(lowered.items())
        }
    if removed:
        record["removed"] = sorted(removed)
    return record


def _entry(data: dict[str, Any]) -> Entry:
    floors = {name: float(value) for name, value in data["floors"].items()}
    return Entry(data["page"], data["gold"], data["outcome"], floors, tuple(data["lines"].split()))
