"""Time against size and against quality."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from goldleaf.scoring.bench.contenders import PARSE
from goldleaf.scoring.bench.timing import PageTimes
from goldleaf.scoring.metrics import HEADLINE
from goldleaf.scoring.notebook.charts import BETTER, COLOURS, EQUAL, SHAPES, WIDTH, Chart, scale_of
from goldleaf.scoring.scoreboard import ALL, Row

_MS = 1000.0


def time_frame(times: Sequence[PageTimes]) -> pd.DataFrame:
    """A row for each page and contender: page, kilobytes, engine, milliseconds of CPU time."""
    return pd.DataFrame(
        [
            {"page": one.page, "kilobytes": one.size / 1000, "engine": name, "milliseconds": seconds * _MS}
            for one in times
            for name, seconds in one.seconds.items()
        ]
    )


def size_chart(times: Sequence[PageTimes]) -> Chart:
    """CPU time of each page against its size, on logarithmic axes.

    Args:
        times: from :func:`goldleaf.scoring.bench.timing.race`.
    """
    frame = time_frame(times)
    frame = frame[frame["engine"] != PARSE]
    engines = list(dict.fromkeys(frame["engine"]))
    per = frame["milliseconds"] / frame["kilobytes"]
    rate = per.groupby(frame["engine"]).median()
    title = f"goldleaf takes {rate['goldleaf']:.2f} ms a kilobyte, readability {rate['readability']:.2f}"
    subtitle = f"{len(times)} pages, CPU time, engines taking turns; medians; both axes logarithmic"
    chart: Chart = (
        alt.Chart(frame)
        .mark_point(filled=True, size=60, opacity=0.8)
        .encode(
            x=alt.X(
                "kilobytes:Q",
                scale=alt.Scale(type="log", nice=False, padding=12),
                title="size of the page, kB",
                axis=alt.Axis(
                    values=[10, 20, 30, 50, 70, 100, 150, 200, 500, 1000], format="d", labelOverlap=False
                ),
            ),
            y=alt.Y(
                "milliseconds:Q",
                scale=alt.Scale(type="log", nice=False, padding=8),
                title="CPU time, ms",
                axis=alt.Axis(values=[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], format="d"),
            ),
            color=alt.Color("engine:N", sort=engines, scale=scale_of(engines, COLOURS), title=None),
            shape=alt.Shape("engine:N", sort=engines, scale=scale_of(engines, SHAPES), title=None),
        )
        .properties(width=WIDTH, height=360, title=alt.TitleParams(title, subtitle=subtitle))
    )
    return chart


def frontier_frame(times: Sequence[PageTimes], rows: Sequence[Row]) -> pd.DataFrame:
    """A row for each engine: engine, milliseconds (median), quality, low, high, frontier.

    ``frontier`` says that no other engine is both faster and better.
    """
    medians = time_frame(times).groupby("engine")["milliseconds"].median()
    entries = []
    for row in rows:
        if row.group == ALL and row.engine in medians.index and row.engine != PARSE:
            found = row.intervals[HEADLINE.name]
            entries.append((row.engine, float(medians[row.engine]), found.value, found.low, found.high))
    frame = pd.DataFrame(entries, columns=["engine", "milliseconds", "quality", "low", "high"])
    frame["frontier"] = [
        not any(
            other != engine and time <= milliseconds and value >= quality
            for other, time, value in zip(
                frame["engine"], frame["milliseconds"], frame["quality"], strict=True
            )
        )
        for engine, milliseconds, quality in zip(
            frame["engine"], frame["milliseconds"], frame["quality"], strict=True
        )
    ]
    return frame.sort_values("milliseconds", ignore_index=True)


def frontier_chart(times: Sequence[PageTimes], rows: Sequence[Row]) -> Chart:
    """Quality against time: the engines that no other one beats in both are joined by a line.

    Args:
        times: from :func:`goldleaf.scoring.bench.timing.race`.
        rows: the scoreboard of a run of the same engines.
    """
    frame = frontier_frame(times, rows)
    best = list(frame[frame["frontier"]]["engine"])
    named = f"{', '.join(best[:-1])} or {best[-1]}" if len(best) > 1 else best[0]
    title = f"No engine is both faster and better than {named}"
    subtitle = f"{HEADLINE.title} with its 95 % interval against the median CPU time of a page"
    x = alt.X(
        "milliseconds:Q",
        scale=alt.Scale(type="log", nice=False, padding=40),
        title="CPU time of a page, ms (median)",
        axis=alt.Axis(values=[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], format="d"),
    )
    low = float(frame[["low", "quality"]].min().min())
    scale = alt.Scale(domain=[max(0.0, low - 0.05), 1.0], nice=False)
    colour = alt.condition("datum.frontier", alt.value(BETTER), alt.value(EQUAL))
    base = alt.Chart(frame)
    line = (
        alt.Chart(frame[frame["frontier"]])
        .mark_line(color=BETTER, strokeWidth=2, strokeDash=[6, 3])
        .encode(x=x, y=alt.Y("quality:Q", scale=scale))
    )
    spans = base.mark_rule(strokeWidth=2).encode(
        x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q", color=colour
    )
    points = base.mark_point(filled=True, size=120, opacity=1).encode(
        x=x, y=alt.Y("quality:Q", scale=scale, title=f"{HEADLINE.title} (1 is best)"), color=colour
    )
    texts = base.mark_text(align="left", dx=9, dy=-7, fontSize=12).encode(x=x, y="quality:Q", text="engine:N")
    return alt.layer(line, spans, points, texts).properties(
        width=WIDTH, height=360, title=alt.TitleParams(title, subtitle=subtitle)
    )
