"""The static site: executed notebooks that need no network and no script, and an index of what they say."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from goldleaf.scoring.notebook.site import NotebookFailed, build_site, main

CHART = """\
from goldleaf.scoring import notebook as view
import altair as alt, pandas as pd
view.set_up()
frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
title = alt.TitleParams("Up & on", subtitle="two")
alt.Chart(frame).mark_point().encode(x="a:Q", y="b:Q").properties(title=title)
"""
MENU = """\
class Both:
    def _repr_mimebundle_(self, **options):
        kind = "application/vnd.jupyter.widget-view+json"
        return {kind: {"model_id": "x"}, "text/html": "<p>without a script</p>"}
Both()
"""


def write(folder: Path, name: str, heading: str, *cells: str) -> None:
    folder.mkdir(exist_ok=True)
    notebook = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[
            nbformat.v4.new_markdown_cell(heading),  # type: ignore[no-untyped-call]
            *(nbformat.v4.new_code_cell(cell) for cell in cells),  # type: ignore[no-untyped-call]
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    nbformat.write(notebook, folder / name)  # type: ignore[no-untyped-call]


def test_a_site_is_made_of_executed_notebooks(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    write(folder, "02-b.ipynb", "# Second\n\nMore `code`.\n\nAnd more.", CHART, MENU)
    before = (folder / "02-b.ipynb").read_bytes()
    [second] = build_site(folder, tmp_path / "site")
    assert (second.title, second.about, second.findings) == ("Second", "More code.", ("Up & on",))
    html = (tmp_path / "site" / "02-b.html").read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in html
    assert "without a script" in html
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<a href="02-b.html">Second</a>' in index
    assert "<li>Up &amp; on</li>" in index
    for page in (html, index):
        assert "<script" not in page
        assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
        assert "default-src 'none'" in page
    # The notebook itself stays without outputs.
    assert (folder / "02-b.ipynb").read_bytes() == before


def test_a_cell_that_fails_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "notebooks"
    write(folder, "01-a.ipynb", "# First", "1 / 0")
    assert main([str(folder), str(tmp_path / "site")]) == 1
    assert "01-a.ipynb failed: ZeroDivisionError: division by zero" in capsys.readouterr().err
    assert not (tmp_path / "site" / "index.html").exists()


def test_wrong_usage_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage:" in capsys.readouterr().err
    with pytest.raises(NotebookFailed, match="holds no notebook"):
        build_site(tmp_path, tmp_path / "site")
