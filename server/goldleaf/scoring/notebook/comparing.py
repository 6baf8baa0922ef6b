"""Charts of engines against each other on the same pages."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from goldleaf.scoring.metrics import HEADLINE, METRICS
from goldleaf.scoring.notebook.charts import BETTER, EQUAL, WIDTH, WORSE, Chart, names_axis
from goldleaf.scoring.scoreboard import Comparison
from goldleaf.scoring.terminal import show_difference

_STATES = ("ahead", "behind", "can't be told apart")


def difference_frame(compared: Sequence[Comparison]) -> pd.DataFrame:
    """A row for each comparison and metric: engine, other, by, group, pages, metric, difference, low, high, p
    (after Holm's correction), state.

    The difference is turned so that more than 0 always says that the first engine is better.
    """
    rows = []
    for one in compared:
        for name, found in one.differences.items():
            metric = METRICS[name]
            turn = 1.0 if metric.higher_is_better else -1.0
            ends = [None if end is None else turn * end for end in (found.interval.low, found.interval.high)]
            low, high = ends if turn > 0 else reversed(ends)
            value = turn * found.interval.value
            state = _STATES[2] if not found.is_clear else _STATES[0] if value > 0 else _STATES[1]
            rows.append(
                {
                    "engine": one.engine,
                    "other": one.other,
                    "by": one.by,
                    "group": one.group,
                    "pages": one.pages,
                    "metric": metric.title,
                    "difference": value,
                    "low": low,
                    "high": high,
                    "p": found.adjusted if found.adjusted is not None else found.p_value,
                    "state": state,
                    "shown": show_difference(found),
                }
            )
    return pd.DataFrame(rows)


def difference_chart(compared: Sequence[Comparison], metric: str = HEADLINE.name) -> Chart:
    """How far the first engine is ahead of each other one, as points with intervals around a line at 0.

    Args:
        compared: over all pages, one for each other engine.
        metric: name of the metric.
    """
    frame = _of_metric(compared, metric)
    frame = frame.sort_values("difference", ascending=True)
    engine = frame["engine"].iloc[0]
    ahead = int((frame["state"] == _STATES[0]).sum())
    title = f"{engine} is ahead of {ahead} of {len(frame)} engines beyond chance"
    subtitle = (
        f"{METRICS[metric].title}, difference on the same pages; lines are 95 % intervals, Holm-corrected"
    )
    return _forest(frame, "other", title, subtitle)


def group_chart(compared: Sequence[Comparison], other: str, metric: str = HEADLINE.name) -> Chart:
    """The first engine against another by page type and by language.

    Args:
        compared: from :func:`goldleaf.scoring.scoreboard.group_comparisons`.
        other: the other engine.
        metric: name of the metric.
    """
    frame = _of_metric([one for one in compared if one.other == other], metric)
    frame["name"] = [
        f"{group} ({pages})" for group, pages in zip(frame["group"], frame["pages"], strict=True)
    ]
    frame = frame.sort_values(["by", "difference"], ascending=[False, True])
    engine = frame["engine"].iloc[0]
    better = int((frame["difference"] > 0).sum())
    title = f"{engine} is better than {other} on {better} of {len(frame)} kinds of pages"
    subtitle = f"{METRICS[metric].title} by page type and language, number of pages in brackets"
    return _forest(frame, "name", title, subtitle)


def _forest(frame: pd.DataFrame, label: str, title: str, subtitle: str) -> Chart:
    colour = alt.Color(
        "state:N", scale=alt.Scale(domain=list(_STATES), range=[BETTER, WORSE, EQUAL]), title=None
    )
    shape = alt.Shape(
        "state:N",
        scale=alt.Scale(domain=list(_STATES), range=["circle", "diamond", "square"]),
        title=None,
    )
    place = alt.Y(f"{label}:N", sort=list(frame[label]), title=None, axis=names_axis())
    base = alt.Chart(frame).encode(y=place, color=colour)
    across = alt.X("low:Q", title="difference (more than 0 is better)")
    zero = alt.Chart(pd.DataFrame({"at": [0.0]})).mark_rule(color="#333", strokeDash=[4, 3]).encode(x="at:Q")
    spans = base.mark_rule(strokeWidth=2.5).encode(x=across, x2="high:Q")
    points = base.mark_point(filled=True, size=95, opacity=1).encode(x="difference:Q", shape=shape)
    texts = base.mark_text(dy=-12, fontSize=11).encode(
        x="difference:Q", text=alt.Text("difference:Q", format="+.3f")
    )
    return alt.layer(zero, spans, points, texts).properties(
        width=WIDTH, height=alt.Step(30), title=alt.TitleParams(title, subtitle=subtitle)
    )


def _of_metric(compared: Sequence[Comparison], metric: str) -> pd.DataFrame:
    frame = difference_frame(compared)
    return frame[frame["metric"] == METRICS[metric].title].copy()
