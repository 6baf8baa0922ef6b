"""The registry of metrics. A new metric is one file with a ``METRIC`` and one entry here."""

from __future__ import annotations

from goldleaf.scoring.errors import UnknownName
from goldleaf.scoring.metrics import ratio, shingles, snippets, token_f1
from goldleaf.scoring.metrics.base import Measurement, Metric, Reference, Terms

__all__ = ["HEADLINE", "METRICS", "Measurement", "Metric", "Reference", "Terms", "metric"]

METRICS: dict[str, Metric] = {
    module.METRIC.name: module.METRIC for module in (ratio, token_f1, shingles, snippets)
}
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
