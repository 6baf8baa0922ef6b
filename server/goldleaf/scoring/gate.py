"""The gate: today's scores against the baseline. Every fault names its page, what is wrong and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from goldleaf.scoring.baseline import TOLERANCE, Baseline, Entry
from goldleaf.scoring.differences import fingerprint
from goldleaf.scoring.goldset import GoldCase, GoldSet
from goldleaf.scoring.metrics import METRICS, TEXT
from goldleaf.scoring.plaintext import lines
from goldleaf.scoring.results import DECIMALS, PageResult, Run

ENGINE = "goldleaf"
"""The gate guards Goldleaf's own engine."""


class FaultKind(StrEnum):
    """Why the gate is red."""

    WORSE = "worse"
    PAGE_CHANGED = "page changed"
    GOLD_CHANGED = "gold changed"
    METRIC_CHANGED = "metric changed"
    NO_FLOOR = "no floor"
    UNUSED_FLOOR = "unused floor"


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason for red.

    Attributes:
        case: the page's case, empty where the whole baseline is meant.
        kind: which sort of reason.
        problem: what is wrong, with numbers.
        remedy: what to do.
        lost: lines of the gold that the output had when the floors were set and has no more.
        gained: lines that the output did not have then and that are not in the gold.
        moved: whether the same lines now stand in another order.
    """

    case: str
    kind: FaultKind
    problem: str
    remedy: str
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One metric of one case beside its floor.

    Attributes:
        case: the case's name.
        metric: the metric's name.
        value: today's value, rounded as in the baseline.
        floor: the floor, None where there is none.
    """

    case: str
    metric: str
    value: float
    floor: float | None

    @property
    def is_worse(self) -> bool:
        """Under the floor by more than rounding."""
        return self.floor is not None and self.value < self.floor - TOLERANCE

    @property
    def is_better(self) -> bool:
        """Over the floor by more than rounding."""
        return self.floor is not None and self.value > self.floor + TOLERANCE


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found.

    Attributes:
        standings: every case and metric, in the order of the cases.
        faults: all reasons for red, empty for green.
    """

    standings: tuple[Standing, ...]
    faults: tuple[Fault, ...]

    @property
    def green(self) -> bool:
        """Whether nothing is worse and the baseline fits the gold set."""
        return not self.faults

    @property
    def better(self) -> list[str]:
        """Cases with a value over its floor, by name."""
        return list(dict.fromkeys(standing.case for standing in self.standings if standing.is_better))


def judge(goldset: GoldSet, run: Run, baseline: Baseline) -> Verdict:
    """Compare a run of Goldleaf over a gold set with the baseline.

    Args:
        goldset: the cases.
        run: Goldleaf over exactly these cases.
        baseline: the floors.
    """
    results = run.of(ENGINE)
    standings: list[Standing] = []
    faults = list(_metric_faults(baseline))
    for case in goldset:
        entry = baseline.cases.get(case.name)
        found = standings_of(results[case.name], entry)
        standings += found
        faults += _case_faults(case, results[case.name], entry, found)
    for name in sorted(set(baseline.cases) - {case.name for case in goldset}):
        remedy = "If it was removed on purpose: goldleaf check --update --allow-regression REASON"
        faults.append(Fault(name, FaultKind.UNUSED_FLOOR, "has floors, but there is no such case.", remedy))
    return Verdict(tuple(standings), tuple(faults))


def standings_of(result: PageResult, entry: Entry | None) -> list[Standing]:
    """Each metric that applies to the page, and each that has a floor for it, beside that floor."""
    floors = {} if entry is None else entry.floors
    found = []
    for name in TEXT:
        value = result.value(name)
        if value is None and name not in floors:
            continue
        # A floor without a value: the gold lost its snippets or its text. It counts as a 0 under that floor.
        found.append(Standing(result.case, name, round(value or 0.0, DECIMALS), floors.get(name)))
    return found


def _metric_faults(baseline: Baseline) -> Iterator[Fault]:
    for name, version in baseline.metrics.items():
        metric = METRICS.get(name)
        if metric is None or metric.version != version:
            now = "is gone" if metric is None else f"has version {metric.version}"
            title = name if metric is None else metric.title
            problem = (
                f"The floors of {title} were made with version {version} of the metric, which now {now}."
            )
            yield Fault("", FaultKind.METRIC_CHANGED, problem, "Set them anew: goldleaf check --update")


def _case_faults(
    case: GoldCase, result: PageResult, entry: Entry | None, standings: list[Standing]
) -> Iterator[Fault]:
    if entry is None:
        yield Fault(
            case.name, FaultKind.NO_FLOOR, "is not in the baseline.", "Add it: goldleaf check --update"
        )
        return
    again = "If that is meant, set the floors anew: goldleaf check --update"
    if entry.page != case.page_digest:
        problem = (
            "page.html is not the page that the floors were made from "
            f"({_digests(entry.page, case.page_digest)})."
        )
        yield Fault(case.name, FaultKind.PAGE_CHANGED, problem, again)
    if entry.gold != case.gold_digest:
        problem = (
            "gold.html or the snippets of case.toml are not those that the floors were made from "
            f"({_digests(entry.gold, case.gold_digest)})."
        )
        yield Fault(case.name, FaultKind.GOLD_CHANGED, problem, again)
    if unset := [METRICS[found.metric].title for found in standings if found.floor is None]:
        problem = f"has no floor for {', '.join(unset)}."
        yield Fault(case.name, FaultKind.NO_FLOOR, problem, "Add it: goldleaf check --update")
    worse = [standing for standing in standings if standing.is_worse]
    if worse:
        yield _worse(case, result, entry, worse)


def _worse(case: GoldCase, result: PageResult, entry: Entry, worse: list[Standing]) -> Fault:
    drops = "; ".join(
        f"{METRICS[standing.metric].title} {standing.value:.4f}, floor {standing.floor:.4f} "
        f"({standing.value - (standing.floor or 0):+.4f})"
        for standing in worse
    )
    ended = ""
    if str(result.outcome) != entry.outcome:
        ended = f" It ended as {result.outcome}, not {entry.outcome}" + (
            f": {result.error}" if result.error else "."
        )
    lost, gained, moved = _changes(case.reference.text or "", result.text, entry)
    remedy = "Mend the extractor. If the loss is worth it: goldleaf check --update --allow-regression REASON"
    return Fault(case.name, FaultKind.WORSE, drops + "." + ended, remedy, lost, gained, moved)


def _changes(gold: str, text: str, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Lines lost and gained since the floors were set, and whether the rest changed its order."""
    now = [(fingerprint(line), line) for line in lines(text)]
    missing = Counter(entry.lines)
    missing.subtract(Counter(digits for digits, _ in now))
    lost = []
    # Lines of the baseline are known by fingerprint only; what a page may lose is in its gold, and named
    # from it.
    for line in lines(gold):
        digits = fingerprint(line)
        if missing[digits] > 0:
            missing[digits] -= 1
            lost.append(line)
    wanted = set(lines(gold))
    before = Counter(entry.lines)
    gained = []
    for digits, line in now:
        before[digits] -= 1
        # A gold line can be gained, too: a second time.
        if before[digits] < 0 and (line not in wanted or digits in entry.lines):
            gained.append(line)
    moved = Counter(entry.lines) == Counter(digits for digits, _ in now) and list(entry.lines) != [
        digits for digits, _ in now
    ]
    return tuple(lost), tuple(gained), moved


def _digests(before: str, now: str) -> str:
    return f"SHA-256 {before[:12]}… then, {now[:12]}… now"
