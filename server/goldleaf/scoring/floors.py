"""Making and raising the baseline. A floor goes up by itself, and down only with a reason that is
recorded."""

from __future__ import annotations

from goldleaf.scoring.baseline import Baseline, Entry, allowance
from goldleaf.scoring.differences import fingerprints
from goldleaf.scoring.errors import LoweredFloor
from goldleaf.scoring.gate import ENGINE, standings_of
from goldleaf.scoring.goldset import GoldSet
from goldleaf.scoring.metrics import METRICS, TEXT
from goldleaf.scoring.provenance import library_versions
from goldleaf.scoring.results import Run

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
        LoweredFloor: a floor would go down and there is no reason. The message names each.
    """
    results = run.of(ENGINE)
    cases: dict[str, Entry] = {}
    lowered: Lowered = {}
    for case in goldset:
        result, entry = results[case.name], baseline.cases.get(case.name)
        floors: dict[str, float] = {}
        for standing in standings_of(result, entry):
            if standing.is_worse and standing.floor is not None:
                lowered.setdefault(case.name, {})[standing.metric] = (standing.floor, standing.value)
            applies = result.value(standing.metric) is not None
            if applies:
                # Within the tolerance the old floor stays, so that an update on another machine changes
                # nothing.
                keeps = standing.floor is not None and not (standing.is_better or standing.is_worse)
                floors[standing.metric] = (
                    standing.floor if keeps and standing.floor is not None else standing.value
                )
        cases[case.name] = Entry(
            case.page_digest, case.gold_digest, str(result.outcome), floors, tuple(fingerprints(result.text))
        )
    removed = sorted(set(baseline.cases) - set(cases))
    if (lowered or removed) and reason is None:
        raise LoweredFloor(_refusal(lowered, removed), lowered=lowered, removed=removed)
    metrics = {name: metric.version for name, metric in TEXT.items()}
    if cases == baseline.cases and metrics == baseline.metrics:
        return baseline
    allowed = baseline.allowed
    if lowered or removed:
        allowed = (*allowed, allowance(reason or "", lowered, removed))
    return Baseline(library_versions(), metrics, cases, allowed)


def _refusal(lowered: Lowered, removed: list[str]) -> str:
    listed = [
        f"  {case}: {METRICS[metric].title} {before:.4f} would become {now:.4f}"
        for case, metrics in sorted(lowered.items())
        for metric, (before, now) in sorted(metrics.items())
    ]
    listed += [f"  {case}: its floors would be removed, as there is no such case" for case in removed]
    return (
        "The baseline was left as it is, because floors would go down:\n"
        + "\n".join(listed)
        + "\nMend the extractor, or say why: goldleaf check --update --allow-regression REASON"
    )
