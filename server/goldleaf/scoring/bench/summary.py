"""What a run of the benchmark found, put into tables that tell their own conditions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from goldleaf.scoring.bench.contenders import PARSE, READABILITY
from goldleaf.scoring.bench.growth import Growth
from goldleaf.scoring.bench.timing import PageTimes
from goldleaf.scoring.scoreboard import Row

FORMAT = 1
_MS = 1000.0


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Median and quartiles of a number over pages."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Quartiles:
        """Those of at least one value.

        Raises:
            ValueError: there is none.
        """
        found = list(values)
        if not found:
            raise ValueError("There are no quartiles of nothing.")
        if len(found) == 1:
            return cls(found[0], found[0], found[0])
        low, middle, high = quantiles(found, n=4, method="inclusive")
        return cls(low, middle, high)

    def as_dict(self) -> dict[str, float]:
        """JSON-serialisable."""
        return {"q1": round(self.low, 6), "median": round(self.median, 6), "q3": round(self.high, 6)}


@dataclass(frozen=True, slots=True)
class Quality:
    """The scoreboard of one benchmark.

    Attributes:
        source: what the data is called.
        left_out: pages without a true text, which are scored nowhere.
        rows: all engines, all groups.
    """

    source: str
    left_out: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Speed:
    """Times on one sample of pages.

    Attributes:
        source: what the data is called.
        rounds: how often each page was timed.
        pages: the times.
        stages: seconds of Goldleaf's stages, a value for each page.
    """

    source: str
    rounds: int
    pages: tuple[PageTimes, ...]
    stages: dict[str, list[float]]

    def milliseconds(self, name: str) -> Quartiles:
        """CPU time a page of a contender."""
        return Quartiles.of(page.seconds[name] * _MS for page in self.pages)

    def ratio(self, name: str, to: str) -> Quartiles:
        """A contender's time over that of another, page by page."""
        return Quartiles.of(page.seconds[name] / page.seconds[to] for page in self.pages)

    def failures(self, name: str) -> int:
        """Pages that a contender raised an exception on."""
        return sum(name in page.failed for page in self.pages)

    @property
    def names(self) -> list[str]:
        """The contenders."""
        return list(self.pages[0].seconds)


@dataclass(frozen=True, slots=True)
class Findings:
    """All of one run.

    Attributes:
        quality: a scoreboard for each benchmark.
        speed: times for each benchmark.
        growth: each contender over synthetic pages.
        provenance: versions, commit, machine and date, see :mod:`goldleaf.scoring.provenance`.
    """

    quality: Sequence[Quality]
    speed: Sequence[Speed]
    growth: Sequence[Growth]
    provenance: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """JSON-serialisable, with every page's times."""
        return {
            "format": FORMAT,
            "provenance": self.provenance,
            "quality": [
                {
                    "source": found.source,
                    "left_out_without_text": found.left_out,
                    "rows": [row.as_dict() for row in found.rows],
                }
                for found in self.quality
            ],
            "speed": [_speed_dict(found) for found in self.speed],
            "growth": [
                {
                    "engine": found.name,
                    "exponent": None if found.exponent is None else round(found.exponent, 4),
                    "points": [
                        {
                            "bytes": point.size,
                            "cpu_seconds": point.seconds,
                            "peak_bytes": point.peak,
                            "failed": point.failed,
                        }
                        for point in found.points
                    ],
                }
                for found in self.growth
            ],
        }


def _speed_dict(found: Speed) -> dict[str, Any]:
    return {
        "source": found.source,
        "rounds": found.rounds,
        "engines": {
            name: {
                "cpu_ms": found.milliseconds(name).as_dict(),
                "ratio_to_readability": found.ratio(name, READABILITY).as_dict(),
                "ratio_to_parse": found.ratio(name, PARSE).as_dict(),
                "failures": found.failures(name),
            }
            for name in found.names
        },
        "stages_cpu_ms": {
            name: Quartiles.of(value * _MS for value in values).as_dict()
            for name, values in found.stages.items()
        },
        "pages": [
            {
                "page": page.page,
                "bytes": page.size,
                "cpu_seconds": {name: round(value, 6) for name, value in page.seconds.items()},
                "failed": sorted(page.failed),
            }
            for page in found.pages
        ],
    }
