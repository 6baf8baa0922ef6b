"""What of each kind of structure survives, as a table: a row a kind, as there are too many for columns."""

from __future__ import annotations

from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.metrics.structures import page_recall, precision, recall
from goldleaf.scoring.results import Run
from goldleaf.scoring.scoreboard import terms_of
from goldleaf.scoring.stats import interval
from goldleaf.scoring.terminal import show_interval, table

FAMILY = "structure"


def structure_table(run: Run) -> str | None:
    """Recall over all units and averaged over pages, precision and F1, each with its interval, by kind and
    engine.

    Args:
        run: engines over cases.

    Returns:
        The table as text; None where the run has no gold HTML, or no engine that answers in HTML.
    """
    rows = []
    for metric in METRICS.values():
        if metric.family != FAMILY:
            continue
        for engine in run.engines:
            pages = list(terms_of(run, engine, metric, run.cases))
            if not pages:
                continue
            sums = tuple(sum(column) for column in zip(*(terms for _, terms in pages), strict=True))
            _, gold, _, _, having = sums
            in_gold = [show_interval(interval(pages, of)) if gold else "–" for of in (recall, page_recall)]
            rows.append(
                [
                    metric.title,
                    engine,
                    f"{gold:.0f}",
                    f"{having:.0f}",
                    *in_gold,
                    show_interval(interval(pages, precision)),
                    show_interval(interval(pages, metric.combine)) if gold else "–",
                ]
            )
    heading = ["structure", "engine", "in gold", "pages", "kept", "kept by page", "precision", "F1"]
    return table([heading, *rows], left=2) if rows else None
