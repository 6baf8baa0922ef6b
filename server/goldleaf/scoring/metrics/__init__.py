"""The registry of metrics. A new metric is one file with a ``METRIC`` and one entry here."""

from __future__ import annotations

from collections.abc import Iterable

from goldleaf.scoring.errors import UnknownName
from goldleaf.scoring.metrics import (
    block_order,
    exact,
    fields,
    leak,
    partial,
    ratio,
    rouge,
    shingles,
    snippets,
    structures,
    token_f1,
    token_set,
)
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, Terms

__all__ = [
    "FAMILIES",
    "HEADLINE",
    "METRICS",
    "TEXT",
    "Measurement",
    "Metric",
    "Reference",
    "Terms",
    "metric",
    "of_families",
]

METRICS: dict[str, Metric] = {
    found.name: found
    for found in (
        ratio.METRIC,
        token_f1.METRIC,
        shingles.METRIC,
        snippets.METRIC,
        partial.METRIC,
        token_set.METRIC,
        exact.METRIC,
        rouge.METRIC,
        block_order.METRIC,
        *leak.METRICS,
        *fields.METRICS,
        *structures.METRICS,
    )
}
FAMILIES = tuple(dict.fromkeys(found.family for found in METRICS.values()))
TEXT: dict[str, Metric] = {name: found for name, found in METRICS.items() if found.family == "text"}
"""The metrics of the text that are shown first: the headline and those that benchmarks publish."""
HEADLINE = ratio.METRIC
"""The metric that pages are ranked by."""


def metric(name: str) -> Metric:
    """The metric of this name.

    Raises:
        UnknownName: there is none.
    """
    try:
        return METRICS[name]
    except KeyError:
        raise UnknownName(
            f"There is no metric {name!r}. Use one of: {', '.join(METRICS)}.", name=name
        ) from None


def of_families(families: Iterable[str]) -> dict[str, Metric]:
    """The metrics of some families, by name, in the registry's order.

    Args:
        families: some of :data:`FAMILIES`.

    Raises:
        UnknownName: there is no such family.
    """
    wanted = list(families)
    for family in wanted:
        if family not in FAMILIES:
            raise UnknownName(
                f"There is no family of metrics {family!r}. Use some of: {', '.join(FAMILIES)}.", name=family
            )
    return {name: found for name, found in METRICS.items() if found.family in wanted}
