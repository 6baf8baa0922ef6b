"""What of each kind of structure survives, as a table: a row a kind, as there are too many for columns."""

from __future__ import annotations

from collections.abc import Sequence

from goldleaf.scoring.metrics import METRICS, Terms
from goldleaf.scoring.metrics.structures import page_recall, precision, recall
from goldleaf.scoring.results import Run
from goldleaf.scoring.scoreboard import terms_of
from goldleaf.scoring.stats import Combine, interval
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
            # A page without any says nothing, so its site must not make the others look like many.
            told = [page for page in pages if any(page[1])]
            in_gold = [page for page in pages if page[1][1]]
            rows.append(
                [
                    metric.title,
                    engine,
                    f"{gold:.0f}",
                    f"{having:.0f}",
                    _shown(in_gold, recall),
                    _shown(in_gold, page_recall),
                    _shown(told, precision),
                    _shown(told, metric.combine) if gold else "–",
                ]
            )
    heading = ["structure", "engine", "in gold", "pages", "kept", "kept by page", "precision", "F1"]
    return table([heading, *rows], left=2) if rows else None


def _shown(pages: Sequence[tuple[str, Terms]], combine: Combine) -> str:
    return show_interval(interval(pages, combine)) if pages else "–"
