"""Scores that the makers of public benchmarks have published, to stand beside ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.notebook.charts import BETTER, COLOURS, EQUAL, WIDTH, WORSE, Chart, names_axis
from goldleaf.scoring.notebook.modelling import report
from goldleaf.scoring.scoreboard import ALL, Row

_OURS, _KNOWN, _THEIRS = "measured here", "measured here on pages it learned from", "published"
_UNSEEN = "measured in training, on sites not learned from"
_BY = (_OURS, _KNOWN, _UNSEEN, _THEIRS)


_MARKS = {_OURS: ", here", _KNOWN: ", here *", _UNSEEN: ", unseen sites"}


@dataclass(frozen=True, slots=True)
class Published:
    """A table of scores as published.

    Attributes:
        kind: the benchmark's kind, as ``goldleaf score --benchmark`` calls it.
        metric: name of the metric here that has the same definition.
        source: address of the table.
        date: when it was published, as far as the source says.
        about: pages and protocol, and what keeps them from being compared number by number.
        scores: value by name of the tool.
    """

    kind: str
    metric: str
    source: str
    date: str
    about: str
    scores: dict[str, float]


PUBLISHED = (
    Published(
        kind="aeb",
        metric="shingle_f1",
        source="https://github.com/scrapinghub/article-extraction-benchmark (README.rst)",
        date="2020",
        about="181 pages; the definition of the score is the same",
        scores={
            "AutoExtract": 0.970,
            "Diffbot": 0.951,
            "readability-lxml": 0.922,
            "newspaper3k": 0.912,
            "dragnet": 0.907,
            "boilerpipe": 0.860,
            "html-text": 0.665,
        },
    ),
    Published(
        kind="wcxb",
        metric="shingle_f1",
        source="https://github.com/Murrough-Foley/web-content-extraction-benchmark (README.md)",
        date="2025",
        about="published for 1,507 article pages, of which the data at hand may be another split",
        scores={
            "rs-trafilatura": 0.688,
            "trafilatura": 0.657,
            "dom-smoothie": 0.654,
            "boilerpy3 (default)": 0.602,
            "readability-lxml": 0.503,
        },
    ),
    Published(
        kind="trafilatura",
        metric="snippet_f",
        source="https://trafilatura.readthedocs.io/en/latest/evaluation.html",
        date="2022-05-18",
        about="published for 750 pages; the data has grown since",
        scores={
            "trafilatura 1.2.2": 0.909,
            "readabilipy 0.2.0": 0.874,
            "news-please 1.5.22": 0.808,
            "readability-lxml 0.8.1": 0.801,
            "goose3 3.1.9": 0.793,
            "boilerpy3 1.0.6": 0.777,
            "jusText 3.0.0": 0.742,
            "newspaper3k 0.2.8": 0.713,
        },
    ),
)
"""Mozilla publishes no scores: what its pages are held against is the output of its own Readability."""


def published_frame(kind: str, rows: Sequence[Row] = ()) -> pd.DataFrame:
    """Published scores of a benchmark with those of a run: tool, value, low, high, by. What the model has
    learned from is told apart, and what training measured without that stands beside it.

    Args:
        kind: of the benchmark.
        rows: the scoreboard of a run over it; empty where there is none.
    """
    found = [one for one in PUBLISHED if one.kind == kind]
    entries = [
        {"tool": tool, "value": value, "low": None, "high": None, "by": _THEIRS}
        for one in found
        for tool, value in one.scores.items()
    ]
    metric = metric_of(kind)
    for row in rows:
        if row.group == ALL and metric in row.intervals:
            measured = row.intervals[metric]
            known = row.engine == "goldleaf" and any(source["kind"] == kind for source in report()["sources"])
            entries.append(
                {
                    "tool": row.engine,
                    "value": measured.value,
                    "low": measured.low,
                    "high": measured.high,
                    "by": _KNOWN if known else _OURS,
                }
            )
    entries += [
        {"tool": "goldleaf", "by": _UNSEEN, **{name: score[name] for name in ("value", "low", "high")}}
        for score in report()["scores"]
        if (score["name"], score["measure"]) == (kind, metric)
    ]
    return pd.DataFrame(entries, columns=["tool", "value", "low", "high", "by"])


def metric_of(kind: str) -> str:
    """Name of the metric that a benchmark's published scores are in; token F1 where none are published."""
    return next((one.metric for one in PUBLISHED if one.kind == kind), "token_f1")


def _title(kind: str, frame: pd.DataFrame, pages: int) -> str:
    """What is to be seen: the unflattered number first, else the best one measured here."""
    for by, words in (
        (_UNSEEN, "reaches {value:.3f} on sites that it has not learned from"),
        (_OURS, "reaches {value:.3f} on {pages} pages"),
        (_KNOWN, "reaches {value:.3f} on {pages} pages, but learned from them"),
    ):
        ours = frame[frame["by"] == by]
        if not ours.empty:
            best = ours.iloc[0]
            return f"{kind}: {best['tool']} " + words.format(value=best["value"], pages=pages)
    return f"{kind}: published scores; none measured here"


def published_chart(kind: str, rows: Sequence[Row] = (), pages: int = 0) -> Chart:
    """Our numbers beside the published ones, the best on top.

    Args:
        kind: of the benchmark.
        rows: the scoreboard of a run over it; empty where there is none.
        pages: how many pages that run has.
    """
    frame = published_frame(kind, rows)
    frame["name"] = [
        tool if by == _THEIRS else f"{tool}{_MARKS[by]}"
        for tool, by in zip(frame["tool"], frame["by"], strict=True)
    ]
    frame = frame.sort_values("value", ascending=False)
    about = next((one.about for one in PUBLISHED if one.kind == kind), "nobody has published scores")
    frame["by"] = pd.Categorical(frame["by"], _BY)
    title = _title(kind, frame, pages)
    shown = [by for by in _BY if (frame["by"] == by).any()]
    places = [_BY.index(by) for by in shown]
    legend = alt.Legend(orient="bottom", columns=1, labelLimit=500)
    colours = (BETTER, WORSE, COLOURS[2], EQUAL)
    shapes = ("circle", "triangle-up", "square", "diamond")
    colour = alt.Color(
        "by:N",
        scale=alt.Scale(domain=shown, range=[colours[place] for place in places]),
        title=None,
        legend=legend,
    )
    shape = alt.Shape(
        "by:N",
        scale=alt.Scale(domain=shown, range=[shapes[place] for place in places]),
        title=None,
        legend=legend,
    )
    low = float(min(frame["value"].min(), frame["low"].dropna().min() if frame["low"].notna().any() else 1.0))
    scale = alt.Scale(domain=[max(0.0, low - 0.05), 1.0], nice=False, zero=False)
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=list(frame["name"]), title=None, axis=names_axis()), color=colour
    )
    across = alt.X("value:Q", scale=scale, title=f"{METRICS[metric_of(kind)].title} (1 is best)")
    spans = base.mark_rule(strokeWidth=2.5).encode(x=alt.X("low:Q", scale=scale), x2="high:Q")
    points = base.mark_point(filled=True, size=95, opacity=1).encode(x=across, shape=shape)
    texts = base.mark_text(dx=9, align="left", dy=-8, fontSize=11).encode(
        x=across, text=alt.Text("value:Q", format=".3f")
    )
    return alt.layer(spans, points, texts).properties(
        width=WIDTH, height=alt.Step(26), title=alt.TitleParams(title, subtitle=about)
    )
