"""Runs as data frames."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from goldleaf.scoring.metrics import METRICS, TEXT
from goldleaf.scoring.results import Run
from goldleaf.scoring.scoreboard import Row


def score_frame(rows: Sequence[Row]) -> pd.DataFrame:
    """The scoreboard in long form: a row for each engine, group and metric.

    Columns: engine, group, metric (its title), value, low, high (NaN where there are too few sites), pages,
        sites.
    """
    return pd.DataFrame(
        [
            {
                "engine": row.engine,
                "group": row.group,
                "metric": METRICS[name].title,
                "value": found.value,
                "low": found.low,
                "high": found.high,
                "pages": found.pages,
                "sites": found.clusters,
            }
            for row in rows
            for name, found in row.intervals.items()
        ]
    )


def page_frame(run: Run) -> pd.DataFrame:
    """A row for each page and engine: case, engine, page_type, lang, outcome, seconds, and a column a
    metric of the text."""
    infos = {case.name: case for case in run.cases}
    return pd.DataFrame(
        [
            {
                "case": result.case,
                "engine": result.engine,
                "page_type": infos[result.case].page_type,
                "lang": infos[result.case].lang,
                "outcome": str(result.outcome),
                "seconds": result.seconds,
                **{name: result.value(name) for name in TEXT},
            }
            for result in run.results
        ]
    )
