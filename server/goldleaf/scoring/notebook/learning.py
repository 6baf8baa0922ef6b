"""What further pages would bring: small forests learned from more and more of the gold set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from goldleaf.errors import MissingExtra
from goldleaf.reading.forest import Forest
from goldleaf.scoring.cases import Case
from goldleaf.scoring.errors import install_hint
from goldleaf.scoring.notebook.charts import BETTER, EQUAL, Chart


@dataclass(frozen=True, slots=True)
class LearningPoint:
    """Blocks judged right after learning from so many pages.

    Attributes:
        pages: learned from.
        fold: which part of the sites was held back.
        f1: of the kept blocks on pages of sites held back, each weighed by its words.
    """

    pages: int
    fold: int
    f1: float


def learning_curve(
    cases: Sequence[Case], sizes: Sequence[int] = (4, 8, 16, 32), folds: int = 3, trees: int = 50
) -> list[LearningPoint]:
    """Small forests learned from more and more pages, each judged on sites that it hasn't seen.

    They have the features that need nothing learned and fewer trees than the model, so their scores are below
    the model's; how the curve bends says what further pages would bring.

    Args:
        cases: pages with gold text.
        sizes: numbers of pages; those above what there is are left out.
        folds: parts of the sites, each held back once.
        trees: of each forest.

    Raises:
        MissingExtra: CatBoost is not installed.
    """
    if find_spec("catboost") is None:
        raise MissingExtra(
            f"The learning curve needs CatBoost, which is not installed. {install_hint('train')}",
            extra="train",
        )
    from goldleaf.scoring.training.examples import make_examples
    from goldleaf.scoring.training.folds import fold_numbers
    from goldleaf.scoring.training.forestry import grow

    examples = [one for one in make_examples([("goldset", case) for case in cases], 2) if one and one.teaches]
    numbers = fold_numbers([one.domain for one in examples], folds, 0)
    names = sorted(examples[0].columns)
    tables = [np.column_stack([one.columns[name] for name in names]).astype(np.float32) for one in examples]
    parameters = {"loss_function": "Logloss", "iterations": trees, "depth": 5, "learning_rate": 0.12}
    found = []
    for fold in range(folds):
        ours = [place for place, number in enumerate(numbers) if number != fold]
        theirs = [place for place, number in enumerate(numbers) if number == fold]
        # Spread over the gold set, so that a small part is not all of one kind.
        order = sorted(ours, key=lambda place: (place * 7919) % 104729)
        wanted = sorted({*(size for size in sizes if size < len(ours)), len(ours)})
        for size in wanted:
            picked = order[:size]
            forest = grow(
                np.concatenate([tables[place] for place in picked]),
                np.concatenate([examples[place].label for place in picked]).astype(np.int64),
                np.concatenate([_word_weights(examples[place].words) for place in picked]),
                parameters,
            )
            found.append(
                LearningPoint(size, fold, _block_f1(forest, [(tables[p], examples[p]) for p in theirs]))
            )
    return found


def _word_weights(words: NDArray[Any]) -> NDArray[np.float64]:
    return np.maximum(1.0, np.asarray(words, dtype=np.float64))


def _block_f1(forest: Forest, pages: Sequence[tuple[NDArray[np.float32], Any]]) -> float:
    hit = kept = wanted = 0.0
    for table, example in pages:
        said = forest.predict(table)[:, 0] > 0
        weight = _word_weights(example.words)
        hit += float(weight[said & example.label].sum())
        kept += float(weight[said].sum())
        wanted += float(weight[example.label].sum())
    return 2 * hit / (kept + wanted) if kept + wanted else 0.0


def learning_chart(points: Sequence[LearningPoint]) -> Chart:
    """The learning curve: a line through the means, a mark a fold.

    Args:
        points: from :func:`learning_curve`.
    """
    frame = pd.DataFrame([{"pages": one.pages, "fold": one.fold, "f1": one.f1} for one in points])
    # The folds hold back unequal numbers of pages, so the last sizes differ by a few.
    largest = frame["pages"].max()
    near = frame["pages"] >= 0.9 * frame.groupby("fold")["pages"].transform("max")
    frame.loc[near & (frame["pages"] > 0.7 * largest), "pages"] = largest
    means = frame.groupby("pages")["f1"].mean()
    gain = float(means.iloc[-1] - means.iloc[-2]) if len(means) > 1 else 0.0
    word = "still help" if gain > 0.005 else "bring little more"
    first, last = means.index[0], means.index[-1]
    title = f"More pages {word}: {means.iloc[0]:.2f} with {first}, {means.iloc[-1]:.2f} with {last}"
    subtitle = "F1 of kept blocks by words, on sites not learned from; a mark a fold, small forests"
    axis = alt.Axis(values=[int(size) for size in means.index], format="d")
    x = alt.X("pages:Q", scale=alt.Scale(type="log"), title="pages learned from", axis=axis)
    y = alt.Y("f1:Q", scale=alt.Scale(zero=False), title="F1 of kept blocks")
    dots = alt.Chart(frame).mark_point(color=EQUAL, size=50, opacity=0.9).encode(x=x, y=y)
    joined = alt.Chart(means.reset_index()).encode(x=x, y=y)
    line = joined.mark_line(color=BETTER, strokeWidth=3)
    marks = joined.mark_point(color=BETTER, size=90, filled=True, opacity=1)
    return alt.layer(dots, line, marks).properties(
        width=420, height=280, title=alt.TitleParams(title, subtitle=subtitle)
    )
