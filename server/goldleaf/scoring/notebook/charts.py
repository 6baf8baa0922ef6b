"""Charts of a run, drawn as SVG inside the notebook: they show without a network, in Jupyter and exported.

Colours are from Okabe and Ito's set, which people who see few colours can tell apart, and each engine has a
shape of its own. A chart's title says what is to be seen, worked out from the numbers.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import Any

import altair as alt
import pandas as pd
import vl_convert

from goldleaf.scoring.metrics import HEADLINE, METRICS
from goldleaf.scoring.notebook.frames import page_frame, score_frame
from goldleaf.scoring.results import Run
from goldleaf.scoring.scoreboard import ALL, Comparison, Row

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999999")
SHAPES = (
    "circle",
    "diamond",
    "square",
    "triangle-up",
    "triangle-down",
    "cross",
    "triangle-left",
    "triangle-right",
)
BETTER, WORSE, EQUAL = "#0072B2", "#D55E00", "#777777"
WIDTH = 560

Chart = alt.LayerChart | alt.FacetChart | alt.Chart
"""What altair makes of layers."""


def set_up() -> None:
    """Draw charts as images with alternative text, and in one plain style."""
    alt.renderers.register("goldleaf", _image)
    alt.renderers.enable("goldleaf")

    @alt.theme.register("goldleaf", enable=True)
    def theme() -> alt.theme.ThemeConfig:
        return alt.theme.ThemeConfig(
            config={
                "font": "DejaVu Sans, Verdana, sans-serif",
                "background": "white",
                "view": {"stroke": None},
                "axis": {"labelFontSize": 12, "titleFontSize": 12, "gridColor": "#e6e6e6", "labelLimit": 420},
                "legend": {"labelFontSize": 12, "titleFontSize": 12, "symbolOpacity": 1},
                "title": {
                    "fontSize": 15,
                    "subtitleFontSize": 12,
                    "subtitleColor": "#555",
                    "anchor": "start",
                    "offset": 14,
                },
            }
        )


def _image(spec: dict[str, Any], **options: Any) -> dict[str, str]:
    """A chart as Jupyter shows it: an SVG image, its title read out where it can't be seen.

    The plain SVG output of notebooks has no place for alternative text, so the image goes into HTML.
    """
    svg = vl_convert.vegalite_to_svg(spec)
    title = spec.get("title", {})
    text = ". ".join(part for part in (title.get("text"), title.get("subtitle")) if part)
    data = b64encode(svg.encode()).decode("ascii")
    return {"text/html": f'<img alt="{escape(text)}" src="data:image/svg+xml;base64,{data}">'}


def interval_chart(rows: Sequence[Row], compared: Sequence[Comparison]) -> Chart:
    """Each engine's metrics over all pages as a point with its 95 % interval.

    Args:
        rows: the scoreboard.
        compared: the first engine against the others; the first of them gives the title.
    """
    frame = score_frame([row for row in rows if row.group == ALL])
    rising = [metric.title for metric in METRICS.values() if metric.higher_is_better]
    frame = frame[frame["metric"].isin(rising)]
    engines = list(dict.fromkeys(frame["engine"]))
    metrics = [metric.title for metric in METRICS.values() if metric.title in set(frame["metric"])]
    low = min(value for value in [*frame["low"].dropna(), *frame["value"]])
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "metric:N", sort=metrics, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8)
        ),
        yOffset=alt.YOffset("engine:N", sort=engines),
        color=alt.Color("engine:N", sort=engines, scale=scale_of(engines, COLOURS), title=None),
    )
    scale = alt.Scale(domain=[max(0.0, low - 0.05), 1.0], nice=False, zero=False)
    points = base.mark_point(filled=True, size=95, opacity=1).encode(
        x=alt.X("value:Q", title="score (1 is best)", scale=scale, axis=alt.Axis(format=".2f", tickCount=6)),
        shape=alt.Shape("engine:N", sort=engines, scale=scale_of(engines, SHAPES), title=None),
    )
    spans = base.mark_rule(strokeWidth=2.5).encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    labels = base.mark_text(dy=-11, fontSize=11).encode(
        x=alt.X("value:Q", scale=scale), text=alt.Text("value:Q", format=".3f")
    )
    pages = int(frame["pages"].max())
    subtitle = f"{pages} pages; lines are 95 % bootstrap intervals, whole sites drawn"
    return alt.layer(spans, points, labels).properties(
        width=WIDTH,
        height=alt.Step(26),
        title=alt.TitleParams(interval_title(compared), subtitle=subtitle),
    )


def interval_title(compared: Sequence[Comparison]) -> str:
    """What the scoreboard says of its first two engines."""
    if not compared:
        return "Scores over all pages"
    first = compared[0]
    found = first.differences.get(HEADLINE.name) or next(iter(first.differences.values()))
    lead = found.interval.value
    amount = f"{abs(lead):.3f} in {HEADLINE.title}"
    if not found.is_clear:
        return f"{first.engine} and {first.other} can't be told apart ({lead:+.3f} in {HEADLINE.title})"
    ahead, behind = (first.engine, first.other) if lead > 0 else (first.other, first.engine)
    return f"{ahead} is ahead of {behind} by {amount}"


def movement_chart(run: Run, engine: str, other: str, metric: str = HEADLINE.name) -> Chart:
    """Each page as a dumbbell: from one engine's value to the other's.

    Args:
        run: the run, with both engines.
        engine: where the dumbbell ends, the one in question.
        other: where it begins.
        metric: name of the metric.
    """
    frame = _movements(run, engine, other, metric)
    order = list(frame["case"])
    place = alt.Y("case:N", sort=order, title=None, axis=names_axis())
    scale = alt.Scale(domain=[0.0, 1.0], nice=False)
    colour = alt.Color(
        "direction:N",
        scale=alt.Scale(domain=["better", "worse", "equal"], range=[BETTER, WORSE, EQUAL]),
        title=f"{engine} is",
    )
    base = alt.Chart(frame)
    bars = base.mark_rule(strokeWidth=3, opacity=0.55).encode(
        x=alt.X("before:Q", scale=scale, title=METRICS[metric].title), x2="after:Q", y=place, color=colour
    )
    starts = base.mark_point(size=70, strokeWidth=2, fill="white", opacity=1).encode(
        x=alt.X("before:Q", scale=scale), y=place, color=colour
    )
    ends = base.mark_point(size=95, filled=True, opacity=1).encode(
        x=alt.X("after:Q", scale=scale), y=place, color=colour
    )
    counted = frame["direction"].value_counts()
    title = (
        f"{engine} is better on {counted.get('better', 0)} of {len(frame)} pages, "
        f"worse on {counted.get('worse', 0)}"
    )
    subtitle = f"hollow: {other}, filled: {engine}; one page a line, the greatest gain first"
    return alt.layer(bars, starts, ends).properties(
        width=WIDTH, height=alt.Step(24), title=alt.TitleParams(title, subtitle=subtitle)
    )


def _movements(run: Run, engine: str, other: str, metric: str) -> pd.DataFrame:
    wide = page_frame(run).pivot_table(index="case", columns="engine", values=metric)
    frame = pd.DataFrame({"case": wide.index, "before": wide[other].values, "after": wide[engine].values})
    frame["change"] = frame["after"] - frame["before"]
    frame["direction"] = [
        "equal" if abs(change) < 0.0005 else "better" if change > 0 else "worse" for change in frame["change"]
    ]
    return frame.sort_values(["change", "case"], ascending=[False, True])


def names_axis() -> alt.Axis:
    """An axis that only names what stands beside it."""
    return alt.Axis(ticks=False, domain=False, labelPadding=8)


def scale_of(engines: Sequence[str], choices: Sequence[str]) -> alt.Scale:
    """Each engine its own of some colours or shapes, in every chart the same.

    Args:
        engines: names.
        choices: colours or shapes; used again from the first where there are more engines.
    """
    picked = [choices[index % len(choices)] for index in range(len(engines))]
    return alt.Scale(domain=list(engines), range=picked)
