"""The baseline: the floors that scores must hold, for each case, each page type and the whole, and digests of
what they were made from, the file itself included."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from goldleaf.scoring.errors import BrokenBaseline
from goldleaf.scoring.results import write_json

FORMAT = 2
_OLDEST = 1
_SEALED_SINCE = 2

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
        pieces: fingerprints of the pieces of structure that were missing or extra then, to leave them out
            when what got worse is named.
        cost: what extraction cost then, in yardsticks (:mod:`goldleaf.scoring.yardstick`); None where it
            wasn't weighed.
    """

    page: str
    gold: str
    outcome: str
    floors: dict[str, float]
    lines: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Pages together: all, or those of one type.

    Attributes:
        members: SHA-256 of the pages and gold that belong to it; floors of other members can't be compared.
        floors: least value by metric name.
    """

    members: str
    floors: dict[str, float]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file.

    Attributes:
        made_by: versions of what made the floors.
        metrics: version of each metric; floors of another version can't be compared.
        cases: by name.
        allowed: floors that were lowered or removed on purpose, with reasons, oldest first.
        groups: floors of all pages together and of each page type, by name.
        edited: whether the file is not as it was written: somebody changed it by hand.
        format: of the file that it came from.
    """

    made_by: dict[str, str] = field(default_factory=dict)
    metrics: dict[str, int] = field(default_factory=dict)
    cases: dict[str, Entry] = field(default_factory=dict)
    allowed: tuple[dict[str, Any], ...] = ()
    groups: dict[str, Group] = field(default_factory=dict)
    edited: bool = False
    format: int = FORMAT


def load_baseline(file: Path) -> Baseline:
    """Read a baseline, of this format or an older one, which has fewer floors.

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
    if not isinstance(data, dict) or data.get("format") not in range(_OLDEST, FORMAT + 1):
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
            groups={
                name: Group(group["members"], _floors(group["floors"]))
                for name, group in data.get("groups", {}).items()
            },
            edited=data["format"] >= _SEALED_SINCE and data.get("digest") != seal(data),
            format=data["format"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenBaseline(
            f"The baseline {file} is damaged ({type(error).__name__}: {error}). "
            "Restore it from version control.",
            path=str(file),
        ) from None


def save_baseline(file: Path, baseline: Baseline) -> None:
    """Write a baseline: sorted, one value a line, the same bytes for the same content."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "made_by": dict(sorted(baseline.made_by.items())),
        "metrics": dict(sorted(baseline.metrics.items())),
        "groups": {
            name: {"members": group.members, "floors": dict(sorted(group.floors.items()))}
            for name, group in sorted(baseline.groups.items())
        },
        "cases": {name: _written(entry) for name, entry in sorted(baseline.cases.items())},
        "allowed": list(baseline.allowed),
    }
    write_json(file, {"format": FORMAT, "digest": seal(data), **data})


def seal(data: dict[str, Any]) -> str:
    """SHA-256 over all that a baseline says, its own digest aside, so that an edit by hand is noticed.

    Args:
        data: the file's content.
    """
    said = {name: value for name, value in data.items() if name != "digest"}
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()


def allowance(
    reason: str,
    lowered: dict[str, dict[str, tuple[float, float]]],
    removed: list[str],
    edited: bool = False,
) -> dict[str, Any]:
    """The record of floors that were lowered on purpose.

    Args:
        reason: why, in the words of whoever did it.
        lowered: case or group to metric to (floor before, floor now).
        removed: cases whose floors were dropped because the cases are gone.
        edited: whether the baseline before had been edited by hand.
    """
    record: dict[str, Any] = {"date": datetime.now(UTC).date().isoformat(), "reason": reason}
    if lowered:
        record["lowered"] = {
            case: {metric: list(pair) for metric, pair in sorted(metrics.items())}
            for case, metrics in sorted(lowered.items())
        }
    if removed:
        record["removed"] = sorted(removed)
    if edited:
        record["edited"] = True
    return record


def _written(entry: Entry) -> dict[str, Any]:
    return {
        "page": entry.page,
        "gold": entry.gold,
        "outcome": entry.outcome,
        **({} if entry.cost is None else {"cost": entry.cost}),
        "floors": dict(sorted(entry.floors.items())),
        "lines": " ".join(entry.lines),
        "pieces": " ".join(entry.pieces),
    }


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(
        data["page"],
        data["gold"],
        data["outcome"],
        _floors(data["floors"]),
        tuple(data["lines"].split()),
        tuple(data.get("pieces", "").split()),
        None if data.get("cost") is None else float(data["cost"]),
    )


def _floors(data: dict[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in data.items()}
