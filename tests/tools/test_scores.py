"""The README's table says what was measured, and is replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from devkit import scores
from devkit.places import ChoreError
from devkit.scores import BEGIN, END, TABLE, block, replaced


def result(pages: int, **values: dict[str, float]) -> dict[str, Any]:
    """A result as ``goldleaf score --json`` writes it, with a page type that the table leaves out."""
    rows = [
        {
            "engine": engine,
            "group": group,
            "pages": pages,
            "metrics": {k: {"value": v, "low": v - 0.01, "high": v + 0.01} for k, v in row.items()},
        }
        for engine, row in values.items()
        for group in ("all", "forum")
    ]
    versions = {"goldleaf": "0.1.0", "readability-lxml": "0.9", "lxml": "6.1.3"}
    return {"summary": rows, "provenance": {"versions": versions, "date": "2026-11-23T19:00:00+00:00"}}


def learned(**values: float) -> dict[str, Any]:
    """A model's report, as far as the table needs it."""
    return {
        "scores": [
            {"name": name.replace("__", ":"), "measure": "snippet_f" if name == "trafilatura" else "token_f1"}
            | {"value": value, "low": value - 0.01, "high": value + 0.01, "pages": 7}
            for name, value in values.items()
        ]
    }


def cell(value: float) -> str:
    """A score as the table shows it, with the interval that ``result`` gives it."""
    return f"{value:.3f} <small>[{value - 0.01:.3f}, {value + 0.01:.3f}]</small>"


def test_the_table_has_a_row_for_each_engine_and_a_dash_where_a_metric_does_not_apply() -> None:
    first = result(
        12, goldleaf={"ratio": 0.98765, "token_f1": 0.9}, readability={"ratio": 0.5, "token_f1": 1.0}
    )
    second = result(506, readability={"snippet_f": 0.25})
    lines = block([TABLE[0], TABLE[3]], [first, second], learned(trafilatura=0.75, wcxb=0.5)).splitlines()
    assert lines[0] == "| pages from | pages | engine | rapidfuzz ratio | token F1 | snippet F |"
    assert lines[2:6] == [
        f"| gold set of this repository | 12 | goldleaf | {cell(0.98765)} | {cell(0.9)} | – |",
        f"| gold set of this repository | 12 | readability | {cell(0.5)} | {cell(1.0)} | – |",
        f"| trafilatura's pages | 7 | goldleaf, cross-validated | – | – | {cell(0.75)} |",
        f"| trafilatura's pages | 506 | readability | – | – | {cell(0.25)} |",
    ]
    assert "Measured on 2026-11-23 with goldleaf 0.1.0" in block([TABLE[0]], [first], learned())


def test_a_benchmark_of_several_page_types_has_a_row_for_each() -> None:
    text = block(
        [TABLE[1]],
        [result(90, readability={"token_f1": 0.25})],
        learned(wcxb=0.5, wcxb__forum=0.75, mozilla=1.0),
    )
    assert f"| all | 7 | {cell(0.5)} | {cell(0.25)} |" in text.splitlines()
    assert f"| forum | 7 | {cell(0.75)} | {cell(0.25)} |" in text.splitlines()


def test_what_the_model_learned_from_is_never_scored_with_it() -> None:
    assert [scores.engines_for(data) for data in TABLE] == [
        ("goldleaf", "readability", "trafilatura"),
        ("readability", "trafilatura"),
        ("readability", "trafilatura"),
        ("readability", "trafilatura"),
    ]


def test_the_block_names_the_commands_that_made_it() -> None:
    text = block([TABLE[1]], [result(1, readability={"ratio": 1.0})], learned(wcxb=1.0))
    command = "goldleaf score --benchmark wcxb:$GOLDLEAF_SHARED/benchmarks/wcxb-dev --engine readability"
    assert f"{command},trafilatura" in text.splitlines()


def test_only_what_is_between_the_markers_is_replaced() -> None:
    assert replaced(f"a\n{BEGIN}\nold\n{END}\nb\n", "new\n") == f"a\n{BEGIN}\nnew\n{END}\nb\n"


@pytest.mark.parametrize("text", ["", BEGIN, END + BEGIN, BEGIN + BEGIN + END, BEGIN + END + END])
def test_markers_that_do_not_fit_are_told(text: str) -> None:
    with pytest.raises(ChoreError, match="once each"):
        replaced(text, "new\n")


def test_the_readme_has_the_markers() -> None:
    assert replaced(scores.README.read_text("utf-8"), "new\n").count("new\n") == 1


def test_missing_data_leaves_the_readme_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = scores.README.read_bytes()
    monkeypatch.setenv("GOLDLEAF_SHARED", str(tmp_path))
    with pytest.raises(ChoreError, match="Set GOLDLEAF_SHARED to the folder"):
        scores.update()
    assert scores.README.read_bytes() == before
