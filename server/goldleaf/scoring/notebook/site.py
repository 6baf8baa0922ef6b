"""The notebooks as a static site: executed from clean, each page self-contained, no script in any."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

from goldleaf.errors import GoldleafError
from goldleaf.scoring.provenance import commit
from goldleaf.scoring.report import render

_TIMEOUT = 1800
# Seconds for a kernel to start: on a busy machine the default of a minute is too short.
_START = 300
_CHART = re.compile(r'<img alt="([^"]+)" src="data:image/svg\+xml')


class NotebookFailed(GoldleafError):
    """A cell of a notebook raised an error; the message says which, and how it ended."""

    code = "notebook_failed"


@dataclass(frozen=True, slots=True)
class Page:
    """One notebook of the site.

    Attributes:
        file: its page's name.
        title: the notebook's heading.
        about: its first paragraph.
        findings: the titles of its charts, which say what they show.
    """

    file: str
    title: str
    about: str
    findings: tuple[str, ...]


def build_site(notebooks: Path, target: Path, *, progress: Callable[[str], None] | None = None) -> list[Page]:
    """Execute every notebook of a folder and write it as HTML, with an index.

    Args:
        notebooks: the folder; the notebooks themselves are not changed.
        target: where to; made where it is missing.
        progress: told the name of each notebook before it is executed.

    Returns:
        The pages, in the order of the index.

    Raises:
        NotebookFailed: a cell raised an error, or there is no notebook.
        OSError: a file can't be written.
    """
    files = sorted(notebooks.glob("*.ipynb"))
    if not files:
        raise NotebookFailed(f"{notebooks} holds no notebook. Name the folder of the checkout's notebooks.")
    target.mkdir(parents=True, exist_ok=True)
    pages = []
    for file in files:
        if progress is not None:
            progress(file.name)
        notebook = executed(file)
        page = _page_of(notebook, file)
        body = _exported(notebook)
        html = render("site_page.html", page=page, body=body, styles=_code_styles())
        (target / page.file).write_text(html, encoding="utf-8", newline="\n")
        pages.append(page)
    index = render("site_index.html", pages=pages, commit=commit())
    (target / "index.html").write_text(index, encoding="utf-8", newline="\n")
    return pages


def executed(file: Path) -> Any:
    """A notebook after all of its cells have run, in its own folder and with a fresh kernel.

    Raises:
        NotebookFailed: a cell raised an error.
    """
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=_TIMEOUT,
        startup_timeout=_START,
        kernel_name="python3",
        resources={"metadata": {"path": str(file.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise NotebookFailed(
            f"{file.name} failed: {error.ename}: {error.evalue}. Open it in Jupyter to see where.",
            notebook=file.name,
        ) from None
    except (RuntimeError, TimeoutError) as error:
        raise NotebookFailed(
            f"{file.name} failed: its kernel did not start or was lost ({error or type(error).__name__}). "
            "Try again when the machine is less busy.",
            notebook=file.name,
        ) from None
    return notebook


def _exported(notebook: Any) -> str:
    # What a menu would show has a form that needs no script; that one is taken.
    kinds = ["text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"]
    exporter: Any = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic", config=Config({"NbConvertBase": {"display_data_priority": kinds}})
    )
    body, _ = exporter.from_notebook_node(notebook)
    return str(body)


def _page_of(notebook: Any, file: Path) -> Page:
    heading, _, rest = notebook.cells[0].source.partition("\n")
    shown = [
        output.data["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    ]
    return Page(
        file=f"{file.stem}.html",
        title=heading.lstrip("# ").strip(),
        about=" ".join(rest.strip().partition("\n\n")[0].split()).replace("`", ""),
        findings=tuple(
            unescape(title).partition(". ")[0] for html in shown for title in _CHART.findall(html)
        ),
    )


def _code_styles() -> str:
    return str(HtmlFormatter(style="default").get_style_defs(".highlight"))


def main(arguments: list[str]) -> int:
    """``python -m goldleaf.scoring.notebook.site NOTEBOOKS TARGET``.

    Returns:
        The exit code: 0 done, 1 a notebook failed, 2 wrong usage.
    """
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m goldleaf.scoring.notebook.site NOTEBOOKS TARGET\n")
        return 2
    try:
        pages = build_site(
            Path(arguments[0]), Path(arguments[1]), progress=lambda name: print(name, flush=True)
        )
    except (GoldleafError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(f"{len(pages)} notebooks: {Path(arguments[1]) / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
