"""Tables and pages as HTML for a notebook's output, with their styles inside and nothing to load."""

from __future__ import annotations

from collections.abc import Sequence

from goldleaf.scoring.cases import Case
from goldleaf.scoring.metrics import HEADLINE, METRICS
from goldleaf.scoring.report import render, sides
from goldleaf.scoring.results import Run
from goldleaf.scoring.scoreboard import Comparison, Row


class View:
    """A piece of HTML that Jupyter shows."""

    def __init__(self, html: str) -> None:
        """Keep the HTML.

        Args:
            html: safe to show: every text in it is escaped.
        """
        self.html = html

    def _repr_html_(self) -> str:
        return self.html


def scoreboard_view(rows: Sequence[Row], compared: Sequence[Comparison]) -> View:
    """The scoreboard as a table: all pages and each page type, with intervals, and the paired differences."""
    metrics = [metric for name, metric in METRICS.items() if any(name in row.intervals for row in rows)]
    return View(render("notebook_scores.html", rows=rows, compared=compared, metrics=metrics))


def page_view(case: Case, run: Run, engine: str, longest: int = 40) -> View:
    """One page side by side: the gold text on the left, an engine's on the right, differences coloured.

    Args:
        case: the page.
        run: the run.
        engine: the engine's name.
        longest: lines to show; of the others only their number is.
    """
    result = run.of(engine)[case.name]
    return View(render("notebook_page.html", page=sides(case, result, longest=longest)))


def worst_pages(run: Run, cases: Sequence[Case], engine: str, count: int = 3) -> list[Case]:
    """The cases with the engine's lowest headline values, the worst first; none that are perfect.

    Args:
        run: the run.
        cases: its cases.
        engine: the engine's name.
        count: at most so many.
    """
    results = run.of(engine)
    ranked = [
        (value, case.name, case)
        for case in cases
        if (value := results[case.name].value(HEADLINE.name)) is not None and value < 1.0
    ]
    return [case for _, _, case in sorted(ranked, key=lambda entry: entry[:2])[:count]]
