"""What the notebooks are made of, on runs whose numbers are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt
import pytest
from goldleaf.scoring.errors import BrokenGoldSet
from goldleaf.scoring.goldset import GoldSet, load_goldset
from goldleaf.scoring.notebook import (
    find_goldset,
    interval_chart,
    movement_chart,
    page_frame,
    page_view,
    score_frame,
    scoreboard_view,
    set_up,
    worst_pages,
)
from goldleaf.scoring.notebook.charts import interval_title
from goldleaf.scoring.results import Run
from goldleaf.scoring.runner import run_engines
from goldleaf.scoring.scoreboard import Comparison, comparisons, scoreboard
from goldleaf.scoring.stats import Difference, Interval

from tests.scoring.material import install_engine, write_goldset

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def goldset(tmp_path: Path) -> GoldSet:
    return load_goldset(write_goldset(tmp_path / "goldset"))


@pytest.fixture
def run(goldset: GoldSet, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Goldleaf is right but for one page, where it adds a line; readability is itself."""
    install_engine(
        monkeypatch, goldset, lambda url, text: f"{text}\n\n{HOSTILE}" if "harbour" in url else text
    )
    return run_engines(goldset.cases, ["goldleaf", "readability"], workers=0)


def compared_by(low: float, value: float, high: float) -> list[Comparison]:
    found = Difference(Interval(value, low, high, 20, 20), 0.01)
    return [Comparison("goldleaf", "readability", {"ratio": found})]


def test_frames_hold_every_value(run: Run) -> None:
    pages = page_frame(run)
    assert len(pages) == 6
    assert set(pages["engine"]) == {"goldleaf", "readability"}
    login = pages[(pages["case"] == "noarticle--login") & (pages["engine"] == "goldleaf")].iloc[0]
    assert (login["outcome"], login["ratio"], login["page_type"]) == ("no_article", 1.0, "service")
    scores = score_frame(scoreboard(run))
    assert set(scores["group"]) == {"all", "article", "service"}
    assert scores["low"].isna().all()  # three sites are too few


def test_titles_say_what_the_numbers_say() -> None:
    assert (
        interval_title(compared_by(0.05, 0.1, 0.2))
        == "goldleaf is ahead of readability by 0.100 in rapidfuzz ratio"
    )
    assert interval_title(compared_by(-0.2, -0.1, -0.05)).startswith(
        "readability is ahead of goldleaf by 0.100"
    )
    assert interval_title(compared_by(-0.1, 0.1, 0.2)) == (
        "goldleaf and readability can't be told apart (+0.100 in rapidfuzz ratio)"
    )
    assert interval_title([]) == "Scores over all pages"


def test_charts_are_images_with_alternative_text(run: Run) -> None:
    set_up()
    try:
        for chart in (
            interval_chart(scoreboard(run), comparisons(run)),
            movement_chart(run, "goldleaf", "readability"),
        ):
            bundle: Any = chart._repr_mimebundle_()
            html = (bundle[0] if isinstance(bundle, tuple) else bundle)["text/html"]
            assert html.startswith('<img alt="goldleaf ')
            assert "data:image/svg+xml;base64," in html
    finally:
        alt.renderers.enable("default")
        alt.theme.enable("default")


def test_the_movement_chart_counts_its_pages(run: Run) -> None:
    spec = movement_chart(run, "goldleaf", "readability").to_dict()
    values = {row["case"]: row["direction"] for row in next(iter(spec["datasets"].values()))}
    assert set(values) == {"blog--sour-apple", "news--harbour-wall", "noarticle--login"}
    better = sum(direction == "better" for direction in values.values())
    worse = sum(direction == "worse" for direction in values.values())
    assert spec["title"]["text"] == f"goldleaf is better on {better} of 3 pages, worse on {worse}"


def test_views_escape_what_pages_say(run: Run, goldset: GoldSet) -> None:
    [worst] = worst_pages(run, goldset.cases, "goldleaf")
    assert worst.name == "news--harbour-wall"
    html = page_view(worst, run, "goldleaf")._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert '<tr class="extra">' in html
    assert "token F1 " in html
    assert "token_f1" not in html
    assert "goldleaf − readability" in scoreboard_view(scoreboard(run), comparisons(run)).html


def test_long_pages_are_cut_and_say_so(run: Run, goldset: GoldSet) -> None:
    html = page_view(goldset.case("harbour-wall"), run, "goldleaf", longest=1).html
    assert "more lines are not shown" in html


def test_the_gold_set_is_found_from_below(goldset: GoldSet, tmp_path: Path) -> None:
    inside = tmp_path / "notebooks" / "deep"
    inside.mkdir(parents=True)
    assert find_goldset(inside) == tmp_path / "goldset"
    with pytest.raises(BrokenGoldSet, match="Start Jupyter in the checkout"):
        find_goldset(Path(tmp_path.anchor))
