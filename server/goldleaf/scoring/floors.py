"""Making and raising the baseline. A floor goes up by itself, and down only with a reason that is
recorded."""

from __future__ import annotations

from collections.abc import Sequence

from goldleaf.scoring.baseline import FORMAT, Baseline, Entry, Group, allowance
from goldleaf.scoring.changes import piece_fingerprints
from goldleaf.scoring.cost import cost_of_update
from goldleaf.scoring.differences import fingerprints
from goldleaf.scoring.errors import LoweredFloor
from goldleaf.scoring.faults import Standing
from goldleaf.scoring.gate import ENGINE, group_standings, standings_of
from goldleaf.scoring.gate_groups import group_values
from goldleaf.scoring.goldset import GoldCase, GoldSet
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.provenance import library_versions
from goldleaf.scoring.results import PageResult, Run

COST = "cost"
"""Under this name a record of what was allowed has the cost of a page."""

Lowered = dict[str, dict[str, tuple[float, float]]]


def updated(goldset: GoldSet, run: Run, baseline: Baseline, reason: str | None) -> Baseline:
    """The baseline that fits the run.

    Args:
        goldset: the cases.
        run: Goldleaf over exactly these cases.
        baseline: the present one, an empty one for a start.
        reason: why floors may be lowered or removed; None where they may not.

    Returns:
        The new baseline; equal to the present one where nothing moved, its record of versions included.

    Raises:
        LoweredFloor: a floor would go down, or the baseline was edited by hand, and there is no reason. The
            message names each.
    """
    results = run.of(ENGINE)
    lowered: Lowered = {}
    cases = {
        case.name: _entry(case, results[case.name], baseline.cases.get(case.name), lowered)
        for case in goldset
    }
    groups = _groups(goldset, run, baseline, lowered)
    removed = sorted(set(baseline.cases) - set(cases))
    needed = bool(lowered or removed or baseline.edited)
    if needed and reason is None:
        raise LoweredFloor(
            _refusal(lowered, removed, baseline.edited),
            lowered=lowered,
            removed=removed,
            edited=baseline.edited,
        )
    metrics = {name: metric.version for name, metric in METRICS.items()}
    same = (cases, groups, metrics) == (baseline.cases, baseline.groups, baseline.metrics)
    if same and not baseline.edited and baseline.format == FORMAT:
        return baseline
    allowed = baseline.allowed
    if needed:
        allowed = (*allowed, allowance(reason or "", lowered, removed, baseline.edited))
    return Baseline(library_versions(), metrics, cases, allowed, groups)


def _entry(case: GoldCase, result: PageResult, entry: Entry | None, lowered: Lowered) -> Entry:
    standings = standings_of(case, result, entry)
    applying = [standing for standing in standings if result.value(standing.metric) is not None]
    _note(lowered, standings)
    cost, dearer = cost_of_update(None if entry is None else entry.cost, result.cost)
    if dearer and entry is not None:
        lowered.setdefault(case.name, {})[COST] = (entry.cost or 0.0, cost or 0.0)
    return Entry(
        case.page_digest,
        case.gold_digest,
        str(result.outcome),
        _floors(applying),
        tuple(fingerprints(result.text)),
        piece_fingerprints(case, result),
        cost,
    )


def _groups(goldset: GoldSet, run: Run, baseline: Baseline, lowered: Lowered) -> dict[str, Group]:
    results = run.of(ENGINE)
    standings = group_standings(goldset, results, baseline)
    _note(lowered, standings)
    return {
        name: Group(group.members, _floors([found for found in standings if found.case == name]))
        for name, group in group_values(goldset.cases, results).items()
    }


def _note(lowered: Lowered, standings: Sequence[Standing]) -> None:
    for standing in standings:
        if standing.is_worse and standing.floor is not None:
            lowered.setdefault(standing.case, {})[standing.metric] = (standing.floor, standing.value)


def _floors(standings: Sequence[Standing]) -> dict[str, float]:
    """The floors that fit today's values. Within the tolerance the old one stays, so that an update on
    another machine changes nothing."""
    return {
        standing.metric: standing.value
        if standing.floor is None or standing.is_better or standing.is_worse
        else standing.floor
        for standing in standings
    }


def metric_title(name: str) -> str:
    """How a record of what was allowed is read out: the metric's title, or ``cost``.

    Args:
        name: a metric's, one that is gone included, or :data:`COST`.
    """
    return METRICS[name].title if name in METRICS else name


def _refusal(lowered: Lowered, removed: list[str], edited: bool) -> str:
    listed = ["  the baseline was edited by hand: its digest does not fit its content"] if edited else []
    listed += [
        f"  {case}: {metric_title(metric)} {before:.4f} would become {now:.4f}"
        for case, metrics in sorted(lowered.items())
        for metric, (before, now) in sorted(metrics.items())
    ]
    listed += [f"  {case}: its floors would be removed, as there is no such case" for case in removed]
    return (
        "The baseline was left as it is, because floors would go down:\n"
        + "\n".join(listed)
        + "\nMend the extractor, or say why: goldleaf check --update --allow-regression REASON"
    )
