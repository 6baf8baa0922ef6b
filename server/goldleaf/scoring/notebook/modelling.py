"""What the learned model goes by, how far its word can be trusted, and what more pages would bring."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

import goldleaf
from goldleaf.reading.features.catalogue import FEATURES
from goldleaf.reading.forest import Forest
from goldleaf.reading.model import load_model
from goldleaf.scoring.cases import Case
from goldleaf.scoring.notebook.charts import BETTER, COLOURS, WIDTH, Chart, names_axis
from goldleaf.scoring.results import Run

GOOD = 0.9
"""The token F1 from which a result counts as good: what the model's confidence is about."""


def report() -> dict[str, Any]:
    """What training wrote down of the model: data, parameters, versions and scores on unseen pages."""
    found: dict[str, Any] = json.loads(files("goldleaf.reading").joinpath("model.json").read_text("utf-8"))
    return found


def feature_frame() -> pd.DataFrame:
    """A row for each feature that the trees ask for: feature, meaning, questions, weight, share.

    ``weight`` says how far the answers move the verdict: for each question the mean distance, in log-odds,
    between the leaves on its two sides, added up over the trees. ``share`` is its part of the whole.
    """
    model = load_model()
    weight, questions = _weights(model.blocks, len(model.features))
    frame = pd.DataFrame(
        {
            "feature": model.features,
            "meaning": [FEATURES.get(name, "") for name in model.features],
            "questions": questions,
            "weight": weight,
        }
    )
    frame["share"] = frame["weight"] / frame["weight"].sum()
    return frame.sort_values("weight", ascending=False, ignore_index=True)


def _weights(forest: Forest, count: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    depth = len(forest.question)
    weight, questions = np.zeros(count), np.zeros(count, dtype=np.int64)
    leaf = np.arange(2**depth)
    for level in range(depth):
        yes = (leaf >> level) & 1 == 1
        moved = np.abs(forest.leaves[:, yes, 0] - forest.leaves[:, ~yes, 0]).mean(axis=1)
        asked = forest.feature[forest.question[level]]
        np.add.at(weight, asked, moved)
        np.add.at(questions, asked, 1)
    return weight, questions


def feature_chart(count: int = 20) -> Chart:
    """The features that move the verdict most, each with what it means.

    Args:
        count: how many.
    """
    frame = feature_frame()
    top = frame.head(count).copy()
    top["name"] = [
        f"{name}: {meaning}" if len(meaning) < 60 else f"{name}: {meaning[:58].rstrip()}…"
        for name, meaning in zip(top["feature"], top["meaning"], strict=True)
    ]
    title = f"{count} of {len(frame)} features make up {top['share'].sum():.0%} of all that moves a verdict"
    chart: Chart = (
        alt.Chart(top)
        .mark_bar(color=BETTER)
        .encode(
            x=alt.X("share:Q", title="share of the movement in log-odds", axis=alt.Axis(format="%")),
            y=alt.Y("name:N", sort=list(top["name"]), title=None, axis=names_axis()),
        )
        .properties(width=WIDTH - 160, height=alt.Step(20), title=alt.TitleParams(title))
    )
    return chart


def told_frame(run: Run, cases: Sequence[Case]) -> pd.DataFrame:
    """What the model says of each page beside what is so: case, page_type, told_type, confidence, f1.

    Args:
        run: Goldleaf over the cases.
        cases: pages with gold text; those without an article are left out.
    """
    results = run.of("goldleaf")
    rows = []
    for case in cases:
        value = results[case.name].value("token_f1")
        if case.is_no_article or value is None:
            continue
        try:
            article = goldleaf.read(case.page(), case.url)
        except goldleaf.GoldleafError:
            continue
        rows.append((case.name, case.page_type, article.page_type, article.confidence, value))
    return pd.DataFrame(rows, columns=["case", "page_type", "told_type", "confidence", "f1"])


def calibration_chart(told: pd.DataFrame, bins: int = 5) -> Chart:
    """Pages by what the model says of them: how many of those are as good as it says.

    Args:
        told: from :func:`told_frame`.
        bins: groups of about as many pages each.
    """
    frame = told.sort_values("confidence", ignore_index=True)
    frame["bin"] = np.arange(len(frame)) * bins // max(1, len(frame))
    grouped = frame.groupby("bin").agg(
        told=("confidence", "mean"),
        good=("f1", lambda values: float((values >= GOOD).mean())),
        pages=("f1", "size"),
    )
    grouped = grouped.reset_index()
    # Wilson's interval for a share (1927), which keeps within 0 and 1 with few pages, too.
    z, n, share = 1.96, grouped["pages"], grouped["good"]
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    grouped["low"], grouped["high"] = middle - half, middle + half
    promised, kept = float(frame["confidence"].mean()), float((frame["f1"] >= GOOD).mean())
    word = "promises less than it keeps" if promised < kept - 0.03 else "promises more than it keeps"
    word = word if abs(promised - kept) > 0.03 else "keeps its word"
    title = f"The confidence {word}: {promised:.0%} told, {kept:.0%} so"
    subtitle = f"{len(frame)} pages in {bins} groups; a result is good from a token F1 of {GOOD}"
    scale = alt.Scale(domain=[0, 1])
    line = (
        alt.Chart(pd.DataFrame({"told": [0.0, 1.0], "good": [0.0, 1.0]}))
        .mark_line(color="#888", strokeDash=[5, 4])
        .encode(x=alt.X("told:Q", scale=scale), y=alt.Y("good:Q", scale=scale))
    )
    base = alt.Chart(grouped).encode(x=alt.X("told:Q", scale=scale, title="confidence, mean of the group"))
    spans = base.mark_rule(color=BETTER, strokeWidth=2.5).encode(y=alt.Y("low:Q", title=""), y2="high:Q")
    points = base.mark_point(filled=True, size=110, color=BETTER, opacity=1).encode(
        y=alt.Y("good:Q", title="share that is good")
    )
    return alt.layer(line, spans, points).properties(
        width=360, height=300, title=alt.TitleParams(title, subtitle=subtitle)
    )


def type_chart(told: pd.DataFrame) -> Chart:
    """Token F1 of each page by its page type, and whether the model told the type right.

    Args:
        told: from :func:`told_frame`.
    """
    frame = told.copy()
    frame["type told"] = np.where(frame["page_type"] == frame["told_type"], "right", "wrong")
    order = list(frame.groupby("page_type")["f1"].mean().sort_values().index)
    right = float((frame["type told"] == "right").mean())
    title = f"Hardest: {order[0]}; the page type is told right for {right:.0%}"
    colour = alt.Color("type told:N", scale=alt.Scale(domain=["right", "wrong"], range=[BETTER, COLOURS[1]]))
    shape = alt.Shape("type told:N", scale=alt.Scale(domain=["right", "wrong"], range=["circle", "diamond"]))
    place = alt.Y("page_type:N", sort=order, title=None, axis=names_axis())
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, size=70, opacity=0.75)
        .encode(
            x=alt.X("f1:Q", title="token F1 (1 is best)", scale=alt.Scale(zero=False)),
            y=place,
            color=colour,
            shape=shape,
        )
    )
    means = alt.Chart(frame).mark_tick(thickness=3, size=22, color="#222").encode(x="mean(f1):Q", y=place)
    return alt.layer(dots, means).properties(
        width=WIDTH,
        height=alt.Step(32),
        title=alt.TitleParams(title, subtitle="a mark a page; the bar is the mean of the type"),
    )
