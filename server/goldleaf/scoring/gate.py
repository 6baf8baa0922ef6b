"""The gate: today's scores against the baseline. Every fault names its page, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goldleaf.scoring.baseline import Baseline, Entry
from goldleaf.scoring.cases import Case
from goldleaf.scoring.changes import changed_lines, changed_pieces
from goldleaf.scoring.cost import cost_faults
from goldleaf.scoring.faults import Fault, FaultKind, Standing, Verdict
from goldleaf.scoring.gate_groups import group_values, guarded, members
from goldleaf.scoring.goldset import GoldCase, GoldSet
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.results import DECIMALS, PageResult, Run

__all__ = ["ENGINE", "Fault", "FaultKind", "Standing", "Verdict", "judge"]

ENGINE = "goldleaf"
"""The gate guards Goldleaf's own engine."""

_MOST_METRICS = 8
_SET_ANEW = "If that is meant, set the floors anew: goldleaf check --update"
_ADD = "Add it: goldleaf check --update"
_MEND = "Mend the extractor. If the loss is worth it: goldleaf check --update --allow-regression REASON"


def judge(goldset: GoldSet, run: Run, baseline: Baseline) -> Verdict:
    """Compare a run of Goldleaf over a gold set with the baseline.

    Args:
        goldset: the cases.
        run: Goldleaf over exactly these cases.
        baseline: the floors.
    """
    results = run.of(ENGINE)
    standings: list[Standing] = []
    faults = list(_baseline_faults(baseline))
    for case in goldset:
        entry = baseline.cases.get(case.name)
        found = standings_of(case, results[case.name], entry)
        standings += found
        faults += _case_faults(case, results[case.name], entry, found, baseline)
    for name in sorted(set(baseline.cases) - {case.name for case in goldset}):
        remedy = "If it was removed on purpose: goldleaf check --update --allow-regression REASON"
        faults.append(Fault(name, FaultKind.UNUSED_FLOOR, "has floors, but there is no such case.", remedy))
    groups = group_standings(goldset, results, baseline)
    faults += _group_faults(goldset, groups, standings)
    faults += cost_faults(run, ENGINE, baseline)
    return Verdict(tuple(standings), tuple(faults), tuple(groups))


def standings_of(case: Case, result: PageResult, entry: Entry | None) -> list[Standing]:
    """Each metric that applies to the page, and each that has a floor for it, beside that floor."""
    floors = {} if entry is None else entry.floors
    found = []
    for name, metric in guarded(case):
        value = result.value(name)
        if value is None and name not in floors:
            continue
        # A floor without a value: the engine gave nothing to measure, or the gold lost its snippets.
        now = metric.worst if value is None else value
        found.append(Standing(result.case, name, round(now, DECIMALS), floors.get(name)))
    return found


def group_standings(
    goldset: GoldSet, results: Mapping[str, PageResult], baseline: Baseline
) -> list[Standing]:
    """Each metric of all pages together, and of each page type, beside its floor.

    A group that has other members than when its floors were set is not compared: which pages are new,
    changed or gone is a fault of its own.
    """
    found = []
    for name, group in group_values(goldset.cases, results).items():
        before = baseline.groups.get(name)
        floors = before.floors if before is not None and before.members == group.members else {}
        found += [Standing(name, metric, value, floors.get(metric)) for metric, value in group.floors.items()]
    return found


def _baseline_faults(baseline: Baseline) -> Iterator[Fault]:
    if baseline.edited:
        yield Fault(
            "",
            FaultKind.EDITED,
            "The baseline is not as it was written: its digest does not fit its content.",
            "Restore it from version control and run: goldleaf check --update. To keep it as it is: "
            "goldleaf check --update --allow-regression REASON",
        )
    for name, version in baseline.metrics.items():
        metric = METRICS.get(name)
        if metric is None or metric.version != version:
            now = "is gone" if metric is None else f"has version {metric.version}"
            title = name if metric is None else metric.title
            problem = (
                f"The floors of {title} were made with version {version} of the metric, which now {now}."
            )
            yield Fault("", FaultKind.METRIC_CHANGED, problem, "Set them anew: goldleaf check --update")
    new = [metric.title for name, metric in METRICS.items() if name not in baseline.metrics]
    if new:
        yield Fault("", FaultKind.NO_FLOOR, f"There are no floors for {', '.join(new)}.", _ADD)


def _case_faults(
    case: GoldCase, result: PageResult, entry: Entry | None, standings: list[Standing], baseline: Baseline
) -> Iterator[Fault]:
    if entry is None:
        yield Fault(case.name, FaultKind.NO_FLOOR, "is not in the baseline.", _ADD)
        return
    if entry.page != case.page_digest:
        problem = (
            "page.html is not the page that the floors were made from "
            f"({_digests(entry.page, case.page_digest)})."
        )
        yield Fault(case.name, FaultKind.PAGE_CHANGED, problem, _SET_ANEW)
    if entry.gold != case.gold_digest:
        problem = (
            "gold.html or what case.toml states is not that which the floors were made from "
            f"({_digests(entry.gold, case.gold_digest)})."
        )
        yield Fault(case.name, FaultKind.GOLD_CHANGED, problem, _SET_ANEW)
    # A metric without any floor is one fault of the baseline, not one of each case. And where extraction
    # ended in another way than then, other metrics apply: what became worse by that is said below, what
    # became better needs no floor yet.
    unset = [
        METRICS[found.metric].title
        for found in standings
        if found.floor is None and found.metric in baseline.metrics and str(result.outcome) == entry.outcome
    ]
    if unset:
        yield Fault(case.name, FaultKind.NO_FLOOR, f"has no floor for {', '.join(unset)}.", _ADD)
    worse = [standing for standing in standings if standing.is_worse]
    if worse:
        yield _worse(case, result, entry, worse)


def _worse(case: GoldCase, result: PageResult, entry: Entry, worse: list[Standing]) -> Fault:
    ended = ""
    if str(result.outcome) != entry.outcome:
        ended = f" It ended as {result.outcome}, not {entry.outcome}" + (
            f": {result.error}" if result.error else "."
        )
    lost, gained, moved = changed_lines(case.reference.text or "", result.text, entry)
    pieces = changed_pieces(case, result, entry, [standing.metric for standing in worse])
    return Fault(case.name, FaultKind.WORSE, _drops(worse) + "." + ended, _MEND, lost, gained, moved, pieces)


def _group_faults(goldset: GoldSet, groups: list[Standing], standings: list[Standing]) -> Iterator[Fault]:
    """Groups that are worse in something that none of their pages is named for."""
    named = {(standing.case, standing.metric) for standing in standings if standing.is_worse}
    for group, cases in members(goldset.cases).items():
        worse = [
            standing
            for standing in groups
            if standing.case == group
            and standing.is_worse
            and not any((case.name, standing.metric) in named for case in cases)
        ]
        if worse:
            yield Fault("", FaultKind.WORSE, f"{group.capitalize()} together: {_drops(worse)}.", _MEND)


def _drops(worse: list[Standing]) -> str:
    more = len(worse) - _MOST_METRICS
    listed = "; ".join(standing.words for standing in worse[:_MOST_METRICS])
    return listed + (f"; and {more} more metrics" if more > 0 else "")


def _digests(before: str, now: str) -> str:
    return f"SHA-256 {before[:12]}… then, {now[:12]}… now"
