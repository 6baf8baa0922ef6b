"""Every notebook is stored without outputs, and runs from clean with its tables and charts and nothing on
stderr."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from lxml import etree
from nbclient import NotebookClient

WIDGET = "application/vnd.jupyter.widget-view+json"
FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def read_notebook(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="session")
def executed() -> dict[str, Any]:
    """Filled by :func:`run_notebook`, so that each notebook runs once."""
    return {}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store of results for all notebooks: what one has worked out, the next need not."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def _own_store(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDLEAF_CACHE", str(store))


def run_notebook(name: str, executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Execute a notebook in its folder with a fresh kernel."""
    if name not in executed:
        paths = [str(FOLDER.parent / "server"), *filter(None, [os.environ.get("PYTHONPATH")])]
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
        notebook = read_notebook(FOLDER / name)
        client = NotebookClient(
            notebook,
            timeout=240,
            startup_timeout=240,
            kernel_name="python3",
            resources={"metadata": {"path": str(FOLDER)}},
        )
        executed[name] = client.execute()
    return executed[name]


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def shown_html(notebook: Any) -> list[str]:
    return [output.data["text/html"] for output in outputs(notebook) if "text/html" in output.get("data", {})]


def chart_texts(notebook: Any) -> list[tuple[str, list[str]]]:
    """(alternative text, all texts drawn) of each chart."""
    charts = []
    for html in shown_html(notebook):
        for alt, data in re.findall(r'<img alt="([^"]+)" src="data:image/svg\+xml;base64,([^"]+)">', html):
            root = etree.fromstring(base64.b64decode(data))
            charts.append((alt, ["".join(map(str, text.itertext())) for text in root.iter("{*}text")]))
    return charts


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "01-scoreboard",
        "02-compare-engines",
        "03-failure-browser",
        "04-what-changed",
        "05-public-benchmarks",
        "06-model",
        "07-speed",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_without_outputs(path: Path) -> None:
    notebook = read_notebook(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [], f"run nbstripout on {path.name}"
            assert cell.execution_count is None, f"run nbstripout on {path.name}"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_from_clean_and_silently(
    path: Path, executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = run_notebook(path.name, executed, monkeypatch)
    noise = [output for output in outputs(notebook) if output.get("name") == "stderr"]
    assert noise == []
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []
    # Numbered from 1 without a gap: no cell needed another order.
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_loads_nothing_from_the_network(
    path: Path, executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = run_notebook(path.name, executed, monkeypatch)
    for html in shown_html(notebook):
        assert not re.search(r"<(script|link|iframe)\b", html)
        assert not re.search(r"""(src|href)=["']?https?:|url\(\s*["']?https?:""", html)


def test_the_scoreboard_shows_both_engines_with_intervals(
    executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = run_notebook("01-scoreboard.ipynb", executed, monkeypatch)
    [table] = [html for html in shown_html(notebook) if "difference on the same pages" in html]
    for metric in ("rapidfuzz ratio", "token F1", "4-gram F1", "snippet F"):
        assert metric in table
    rows = re.findall(r'<td class="name">all</td><td class="name">(\w+)</td>.*?</tr>', table)
    assert rows == ["goldleaf", "readability"]
    assert len(re.findall(r"\d\.\d{3} \[\d\.\d{3}, \d\.\d{3}\]", table)) >= 8
    assert "goldleaf − readability" in table


def test_the_charts_say_what_they_show(executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = run_notebook("01-scoreboard.ipynb", executed, monkeypatch)
    (scores_alt, scores), (pages_alt, pages) = chart_texts(notebook)
    assert re.match(r"goldleaf (is ahead of|and) readability", scores_alt)
    assert {"goldleaf", "readability", "rapidfuzz ratio", "token F1"} <= set(scores)
    assert any("95 %" in text for text in scores)
    assert re.match(r"goldleaf is better on \d+ of \d+ pages, worse on \d+", pages_alt)
    cases = {path.parent.name for path in (FOLDER.parent / "goldset").glob("*/case.toml")}
    assert cases <= set(pages)


def test_the_worst_pages_are_side_by_side(executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = run_notebook("01-scoreboard.ipynb", executed, monkeypatch)
    views = [html for html in shown_html(notebook) if '<table class="sides">' in html]
    assert 1 <= len(views) <= 3
    for html in views:
        assert "<th>gold</th><th>goldleaf</th>" in html
        assert re.search(r'<tr class="(missed|extra|changed)">', html)


def titles(name: str, executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the charts of a notebook say."""
    return [alt for alt, _ in chart_texts(run_notebook(name, executed, monkeypatch))]


def test_engines_are_compared_beyond_chance(
    executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    over_all, by_group = titles("02-compare-engines.ipynb", executed, monkeypatch)
    assert re.match(r"goldleaf is ahead of \d+ of \d+ engines beyond chance", over_all)
    assert re.match(r"goldleaf is better than readability on \d+ of \d+ kinds of pages", by_group)
    [table] = [
        html
        for html in shown_html(run_notebook("02-compare-engines.ipynb", executed, monkeypatch))
        if "difference with interval" in html
    ]
    assert re.search(r"[+-]\d\.\d{3} \[[+-]\d\.\d{3}, [+-]\d\.\d{3}\]", table)


def test_failures_are_shown_from_three_sides(
    executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = run_notebook("03-failure-browser.ipynb", executed, monkeypatch)
    menus = [output for output in outputs(notebook) if WIDGET in output.get("data", {})]
    assert len(menus) == 1
    html = menus[0].data["text/html"]
    assert html.count('<section aria-label="page">') == html.count('<section aria-label="gold">') >= 1
    assert "with the lowest rapidfuzz ratio" in html
    [other] = [html for html in shown_html(notebook) if 'aria-label="readability"' in html]
    assert other.count('aria-label="page"') == 1


def test_movements_are_counted(executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    pages, metrics = titles("04-what-changed.ipynb", executed, monkeypatch)
    assert re.match(r"\d+ pages got better, \d+ got worse, \d+ stayed", pages)
    assert re.match(r"\d+ values rose and \d+ fell, over \d+ metrics", metrics)


def test_published_scores_stand_beside_ours(
    executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = chart_texts(run_notebook("05-public-benchmarks.ipynb", executed, monkeypatch))
    assert [alt.partition(":")[0] for alt, _ in found] == ["aeb", "wcxb", "trafilatura"]
    for _, texts in found:
        assert {"published", "0.70", "0.80"} & set(texts)
        assert [text for text in texts if text.startswith(("readability", "trafilatura"))]


def test_the_model_is_told(executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    features, calibration, types, learning = titles("06-model.ipynb", executed, monkeypatch)
    assert re.match(r"20 of \d+ features make up \d+% of all that moves a verdict", features)
    assert re.match(r"The confidence .*: \d+% told, \d+% so", calibration)
    assert re.match(r"Hardest: \w+; the page type is told right for \d+%", types)
    assert re.match(r"More pages .*: 0\.\d\d with \d+, \d\.\d\d with \d+", learning)


def test_the_frontier_is_told(executed: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    size, frontier = titles("07-speed.ipynb", executed, monkeypatch)
    assert re.match(r"goldleaf takes \d+\.\d\d ms a kilobyte, readability \d+\.\d\d", size)
    assert re.match(r"No engine is both faster and better than .*\b\w+", frontier)
