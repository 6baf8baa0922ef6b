"""The result of a run: what each engine made of each page, with what it takes to make it again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from goldleaf.scoring.extraction import Fields
from goldleaf.scoring.metrics import Measurement

FORMAT = 1
DECIMALS = 6
"""Values are written with six decimals: finer than one letter in a text of 100,000, coarser than the last
bits in which two builds of a C library may differ."""


class Outcome(StrEnum):
    """How an engine's run over one page ended."""

    ARTICLE = "article"
    NO_ARTICLE = "no_article"
    CRASH = "crash"
    OUT_OF_TIME = "out_of_time"
    WORKER_LOST = "worker_lost"
    MISSING = "missing"

    @property
    def failed(self) -> bool:
        """Whether the engine gave no answer at all, which scores 0 whatever the page is."""
        return self not in (Outcome.ARTICLE, Outcome.NO_ARTICLE)


@dataclass(frozen=True, slots=True)
class PageResult:
    """One engine on one page.

    Attributes:
        case: name of the case.
        engine: name of the engine.
        outcome: how it ended.
        seconds: time the engine took, without reading the file or measuring.
        measurements: by metric name; a metric that doesn't apply to the page is absent.
        text: the engine's text, empty where there is none. Not written to files.
        error: what went wrong, in one line; empty where nothing did.
        html: the engine's HTML, None where it gives text only. Not written to files.
        fields: the engine's metadata, None where it gives none. Not written to files.
        cost: processor time of the engine in yardsticks of the same page, None where it wasn't weighed.
        cached: whether the output is that of an earlier run.
    """

    case: str
    engine: str
    outcome: Outcome
    seconds: float
    measurements: dict[str, Measurement]
    text: str = ""
    error: str = ""
    html: str | None = None
    fields: Fields | None = None
    cost: float | None = None
    cached: bool = False

    def value(self, metric: str) -> float | None:
        """The page's value of a metric, None where it doesn't apply."""
        measured = self.measurements.get(metric)
        return None if measured is None else measured.value

    def as_dict(self) -> dict[str, Any]:
        """JSON-serialisable, values rounded."""
        data: dict[str, Any] = {
            "case": self.case,
            "engine": self.engine,
            "outcome": str(self.outcome),
            "seconds": round(self.seconds, 4),
            "cached": self.cached,
            "metrics": {
                name: {
                    "value": round(measured.value, DECIMALS),
                    **{part: round(value, DECIMALS) for part, value in measured.parts.items()},
                }
                for name, measured in self.measurements.items()
            },
        }
        if self.cost is not None:
            data["cost"] = round(self.cost, 2)
        if self.error:
            data["error"] = self.error
        return data


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """What the sums need to know of a case.

    Attributes:
        name: the case's name.
        page_type: for the effect by page type.
        lang: for the effect by language, None where unknown.
        domain: what the bootstrap groups by.
        page_digest: SHA-256 of the page.
        gold_digest: SHA-256 of the reference.
    """

    name: str
    page_type: str
    lang: str | None
    domain: str
    page_digest: str
    gold_digest: str


@dataclass(frozen=True, slots=True)
class Run:
    """Engines over cases, complete.

    Attributes:
        source: the data, such as ``goldset`` or ``wcxb:…``.
        cases: in the order of the run.
        engines: names, in the order asked for.
        results: one for each case and engine.
        provenance: versions, commit, machine and date, see :mod:`goldleaf.scoring.provenance`.
        seconds: wall-clock time of the run.
    """

    source: str
    cases: tuple[CaseInfo, ...]
    engines: tuple[str, ...]
    results: tuple[PageResult, ...]
    provenance: dict[str, Any]
    seconds: float

    def of(self, engine: str) -> dict[str, PageResult]:
        """The results of one engine by case name, in the order of the cases."""
        return {result.case: result for result in self.results if result.engine == engine}

    def failures(self, engine: str) -> list[PageResult]:
        """The pages that the engine crashed on, or didn't finish."""
        return [result for result in self.results if result.engine == engine and result.outcome.failed]

    def as_dict(self, summary: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
        """The whole run as JSON-serialisable data.

        Args:
            summary: rows of the scoreboard to put first, so that a reader of the file needs no statistics.
        """
        return {
            "format": FORMAT,
            "source": self.source,
            "provenance": self.provenance,
            "seconds": round(self.seconds, 2),
            "summary": list(summary),
            "cases": [
                {
                    "name": case.name,
                    "page_type": case.page_type,
                    "lang": case.lang,
                    "domain": case.domain,
                    "page_sha256": case.page_digest,
                    "gold_sha256": case.gold_digest,
                }
                for case in self.cases
            ],
            "pages": [result.as_dict() for result in self.results],
        }


def write_json(file: Path, data: Any) -> None:
    """Write JSON for people and diffs: indented, UTF-8, a line end at the end, the same bytes on every
    platform."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
