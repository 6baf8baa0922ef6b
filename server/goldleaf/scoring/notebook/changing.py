"""What changed between two states of the extractor: the baseline, a stored run, or a commit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import altair as alt
import pandas as pd

from goldleaf.errors import GoldleafError
from goldleaf.scoring.baseline import load_baseline
from goldleaf.scoring.metrics import HEADLINE, METRICS
from goldleaf.scoring.notebook.charts import BETTER, EQUAL, WIDTH, WORSE, Chart, names_axis
from goldleaf.scoring.results import Run

Values = dict[tuple[str, str], float]
"""(case, metric) to the page's value."""

ENGINE = "goldleaf"
_SAME = 2e-6


class NoSuchState(GoldleafError):
    """A state to compare with can't be found, or can't be run."""

    code = "no_such_state"


def values_of_run(run: Run, engine: str = ENGINE) -> Values:
    """The page values of a run."""
    return {
        (name, metric): measured.value
        for name, result in run.of(engine).items()
        for metric, measured in result.measurements.items()
    }


def values_of(state: str, goldset: Path, engine: str = ENGINE) -> Values:
    """The page values of a state of the extractor.

    Args:
        state: ``baseline`` for the recorded floors; a file that ``goldleaf score --json`` wrote; or
            ``commit:NAME`` for that commit of the checkout, which is run over the gold set as it is now.
        goldset: the gold set's folder.
        engine: whose values.

    Raises:
        NoSuchState: there is no such file or commit, or its run failed.
        BrokenBaseline: the baseline can't be read.
    """
    if state == "baseline":
        entries = load_baseline(goldset / "baseline.json").cases
        return {
            (name, metric): value for name, entry in entries.items() for metric, value in entry.floors.items()
        }
    if state.startswith("commit:"):
        return _values_of_commit(state.partition(":")[2], goldset, engine)
    return _values_of_file(Path(state), engine)


def _values_of_file(file: Path, engine: str) -> Values:
    try:
        pages = json.loads(file.read_text(encoding="utf-8"))["pages"]
        return {
            (page["case"], metric): float(found["value"])
            for page in pages
            if page["engine"] == engine
            for metric, found in page["metrics"].items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoSuchState(
            f"{file} is no result of `goldleaf score --json FILE` ({error}).", file=str(file)
        ) from None


def _values_of_commit(commit: str, goldset: Path, engine: str) -> Values:
    git = shutil.which("git")
    if git is None:
        raise NoSuchState("git is not installed, and a commit was asked for.", commit=commit)
    with TemporaryDirectory(prefix="goldleaf-") as place:
        tree, result = Path(place, "tree"), Path(place, "run.json")
        tree.mkdir()
        archive = Path(place, "tree.tar")
        root = _run([git, "-C", str(goldset), "rev-parse", "--show-toplevel"], commit).strip()
        _run([git, "-C", root, "archive", "--format=tar", "-o", str(archive), commit, "server"], commit)
        shutil.unpack_archive(archive, tree, filter="data")
        command = [sys.executable, "-m", "goldleaf", "score", "--goldset", str(goldset.resolve())]
        _run(
            [*command, "--engine", engine, "--json", str(result)],
            commit,
            {**os.environ, "PYTHONPATH": str(tree / "server")},
        )
        return _values_of_file(result, engine)


def _run(command: list[str], commit: str, environ: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - no shell; the commit's name is an argument of git
        command, capture_output=True, text=True, check=False, env=environ
    )
    if done.returncode:
        said = (done.stderr.strip() or f"exit code {done.returncode}").splitlines()[-1]
        raise NoSuchState(f"The commit {commit} can't be run: {said}", commit=commit)
    return done.stdout


def change_frame(before: Values, after: Values) -> pd.DataFrame:
    """A row for each page and metric that both states have: case, metric, before, after, change, state.

    The change is turned so that more than 0 is better; ``state`` is better, worse or equal.
    """
    rows = []
    for (case, name), value in before.items():
        if (case, name) not in after or name not in METRICS:
            continue
        metric = METRICS[name]
        change = (after[case, name] - value) * (1 if metric.higher_is_better else -1)
        state = "equal" if abs(change) <= _SAME else "better" if change > 0 else "worse"
        rows.append((case, metric.title, value, after[case, name], change, state))
    return pd.DataFrame(rows, columns=["case", "metric", "before", "after", "change", "state"])


def change_chart(frame: pd.DataFrame, names: tuple[str, str], metric: str = HEADLINE.name) -> Chart:
    """Each page's movement from one state to the other.

    Args:
        frame: from :func:`change_frame`.
        names: what to call the two states.
        metric: name of the metric.
    """
    one = frame[frame["metric"] == METRICS[metric].title].sort_values(
        ["change", "case"], ascending=[False, True]
    )
    counted = one["state"].value_counts()
    better, worse = int(counted.get("better", 0)), int(counted.get("worse", 0))
    moved = one[one["state"] != "equal"]
    title = f"{better} pages got better, {worse} got worse, {len(one) - better - worse} stayed"
    subtitle = f"{METRICS[metric].title}, from {names[0]} (hollow) to {names[1]} (filled); pages that moved"
    if moved.empty:
        # A chart without a mark says nothing: the pages that stayed are shown in their place.
        moved, subtitle = (
            one.head(20),
            f"{METRICS[metric].title}: no page moved from {names[0]} to {names[1]}",
        )
    colour = alt.Color(
        "state:N",
        scale=alt.Scale(domain=["better", "worse", "equal"], range=[BETTER, WORSE, EQUAL]),
        title=None,
    )
    place = alt.Y("case:N", sort=list(moved["case"]), title=None, axis=names_axis())
    base = alt.Chart(moved).encode(y=place, color=colour)
    scale = alt.Scale(
        domain=[max(0.0, float(moved[["before", "after"]].min().min()) - 0.05), 1.0], nice=False
    )
    bars = base.mark_rule(strokeWidth=3, opacity=0.55).encode(
        x=alt.X("before:Q", scale=scale, title=METRICS[metric].title), x2="after:Q"
    )
    starts = base.mark_point(size=70, strokeWidth=2, fill="white", opacity=1).encode(
        x=alt.X("before:Q", scale=scale)
    )
    ends = base.mark_point(size=95, filled=True, opacity=1).encode(x=alt.X("after:Q", scale=scale))
    return alt.layer(bars, starts, ends).properties(
        width=WIDTH, height=alt.Step(24), title=alt.TitleParams(title, subtitle=subtitle)
    )


def metric_chart(frame: pd.DataFrame) -> Chart:
    """For each metric how many pages got better, and how many worse.

    Args:
        frame: from :func:`change_frame`.
    """
    counts = frame[frame["state"] != "equal"].groupby(["metric", "state"]).size().reset_index(name="pages")
    counts["pages"] = counts["pages"].where(counts["state"] == "better", -counts["pages"])
    metrics = list(dict.fromkeys(frame["metric"]))
    if counts.empty:
        counts = pd.DataFrame({"metric": metrics, "state": "better", "pages": 0})
    up = int(counts["pages"].clip(lower=0).sum())
    down = int(-counts["pages"].clip(upper=0).sum())
    title = f"{up} values rose and {down} fell, over {len(metrics)} metrics"
    chart: Chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            x=alt.X("pages:Q", title="pages worse (left), better (right)", axis=alt.Axis(format="d")),
            y=alt.Y("metric:N", sort=metrics, title=None, axis=names_axis()),
            color=alt.Color(
                "state:N", scale=alt.Scale(domain=["better", "worse"], range=[BETTER, WORSE]), title=None
            ),
        )
        .properties(width=WIDTH, height=alt.Step(18), title=alt.TitleParams(title))
    )
    return chart
