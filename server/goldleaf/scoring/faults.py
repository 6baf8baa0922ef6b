"""What the gate finds: faults, each with its page, what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goldleaf.scoring.baseline import TOLERANCE
from goldleaf.scoring.metrics import METRICS


class FaultKind(StrEnum):
    """Why the gate is red."""

    WORSE = "worse"
    SLOWER = "slower"
    PAGE_CHANGED = "page changed"
    GOLD_CHANGED = "gold changed"
    METRIC_CHANGED = "metric changed"
    NO_FLOOR = "no floor"
    UNUSED_FLOOR = "unused floor"
    EDITED = "edited baseline"


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason for red.

    Attributes:
        case: the page's case, empty where the whole baseline or a group of pages is meant.
        kind: which sort of reason.
        problem: what is wrong, with numbers.
        remedy: what to do.
        lost: lines of the gold that the output had when the floors were set and has no more.
        gained: lines that the output did not have then and that are not in the gold.
        moved: whether lines that stayed stand in another order now.
        pieces: what else is missing, extra or other than in the gold since then, in words: links, images,
            captions, title, date.
    """

    case: str
    kind: FaultKind
    problem: str
    remedy: str
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    moved: bool = False
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One metric of one case, or of a group of cases, beside its floor.

    Attributes:
        case: the case's name, or the group's.
        metric: the metric's name.
        value: today's value, rounded as in the baseline.
        floor: the floor, None where there is none; a ceiling where less is better.
    """

    case: str
    metric: str
    value: float
    floor: float | None

    @property
    def is_worse(self) -> bool:
        """On the wrong side of the floor by more than rounding."""
        return self.floor is not None and METRICS[self.metric].worse(self.value, self.floor, TOLERANCE)

    @property
    def is_better(self) -> bool:
        """On the right side of the floor by more than rounding."""
        return self.floor is not None and METRICS[self.metric].better(self.value, self.floor, TOLERANCE)

    @property
    def words(self) -> str:
        """The metric with value, floor and what lies between them."""
        metric = METRICS[self.metric]
        if self.floor is None:
            return f"{metric.title} {self.value:.4f}"
        bound = "floor" if metric.higher_is_better else "ceiling"
        return f"{metric.title} {self.value:.4f}, {bound} {self.floor:.4f} ({self.value - self.floor:+.4f})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found.

    Attributes:
        standings: every case and metric, in the order of the cases.
        faults: all reasons for red, empty for green.
        groups: every metric of all pages together, and of each page type.
    """

    standings: tuple[Standing, ...]
    faults: tuple[Fault, ...]
    groups: tuple[Standing, ...] = ()

    @property
    def green(self) -> bool:
        """Whether nothing is worse and the baseline fits the gold set."""
        return not self.faults

    @property
    def better(self) -> list[str]:
        """Cases with a value better than its floor, by name."""
        return list(dict.fromkeys(standing.case for standing in self.standings if standing.is_better))
