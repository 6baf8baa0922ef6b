"""``goldleaf gold show``: a case side by side."""

from __future__ import annotations

import shutil
import tempfile
import webbrowser
from pathlib import Path

import click

from goldleaf.scoring.command_support import CommandFailed, goldset_option, prepare_output, typed_errors
from goldleaf.scoring.differences import Kind, compare
from goldleaf.scoring.faces_page import faces_page
from goldleaf.scoring.goldset import GOLD, GoldCase, load_goldset
from goldleaf.scoring.metrics import metric
from goldleaf.scoring.results import Outcome, PageResult
from goldleaf.scoring.runner import run_engines
from goldleaf.scoring.terminal import pad, side_by_side


@click.command("show", short_help="Show a case side by side, here or in a browser.")
@click.argument("case")
@goldset_option
@click.option(
    "--engine",
    default="goldleaf",
    show_default=True,
    metavar="NAME",
    help="Whose output stands on the right.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Show all lines, not only what differs and its surroundings."
)
@click.option(
    "--html",
    "html_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write page, gold and output side by side into FILE.",
)
@click.option("--browser", is_flag=True, help="Open them side by side in your browser.")
@click.option("--pictures", is_flag=True, help="Let the browser load pictures from the page's site.")
@click.option("--width", type=click.IntRange(min=50), help="Columns to use. Default: the terminal's.")
@typed_errors
def show_command(
    case: str,
    goldset: Path,
    engine: str,
    everything: bool,
    html_file: Path | None,
    browser: bool,
    pictures: bool,
    width: int | None,
) -> None:
    """Show a CASE side by side: gold text on the left, an engine's output on the right.

    In a browser the page stands beside them, with what was kept, missed and added in colours.

    Signs before a line: - missed, + extra, ~ changed. CASE is a name of `goldleaf gold list`, or its part
    after the two hyphens.
    """
    found = load_goldset(goldset).case(case)
    result = run_engines([found], [engine], workers=1).results[0]
    if html_file is not None or browser:
        _show_html(found, result, html_file, browser=browser, pictures=pictures)
        return
    columns = width or shutil.get_terminal_size((120, 24)).columns
    _tell_head(found, result)
    if found.is_no_article:
        _tell_no_article(result)
        if not result.text:
            return
    half = max(20, (columns - 5) // 2)
    click.echo(f"  {pad('GOLD', half)} │ {engine.upper()}")
    click.echo("─" * columns)
    aligned = compare(found.reference.text or "", result.text)
    kept = 0
    for index, line in enumerate(aligned):
        near = any(other.kind is not Kind.KEPT for other in aligned[max(0, index - 1) : index + 2])
        if not (everything or near):
            kept += 1
            continue
        _tell_skipped(kept)
        kept = 0
        for row in side_by_side([line], columns):
            click.echo(row)
    _tell_skipped(kept)


def _show_html(
    case: GoldCase, result: PageResult, file: Path | None, *, browser: bool, pictures: bool
) -> None:
    prepare_output(file)
    if file is None:
        # The browser reads it after this program has ended.
        with tempfile.NamedTemporaryFile(prefix=f"{case.name}-", suffix=".html", delete=False) as kept:
            file = Path(kept.name)
    file.write_text(faces_page(case, result, pictures=pictures), encoding="utf-8", newline="\n")
    click.echo(str(file))
    if browser and not webbrowser.open(file.resolve().as_uri()):
        raise CommandFailed(f"No browser could be started. Open {file} yourself.")


def _tell_skipped(lines: int) -> None:
    if lines:
        click.echo(click.style(f"  ⋯ {lines} equal line{'s' if lines > 1 else ''}\n", dim=True))


def _tell_no_article(result: PageResult) -> None:
    if result.outcome is Outcome.NO_ARTICLE:
        answer = f"{result.engine} found none, which is right."
    elif result.outcome is Outcome.ARTICLE:
        answer = f"{result.engine} took this for one:" if result.text else f"{result.engine} gave no text."
    else:
        answer = f"{result.engine} gave no answer."
    click.echo(f"This page is no article: {GOLD} is empty, and the right answer is to find none. {answer}")
    if result.text:
        click.echo()


def _tell_head(case: GoldCase, result: PageResult) -> None:
    click.echo(f"{case.name}  {case.meta.title}")
    values = (f"{metric(name).title} {measured.value:.4f}" for name, measured in result.measurements.items())
    click.echo(f"{result.outcome}  " + "  ".join(values) + f"  {result.seconds * 1000:.0f} ms")
    if result.error:
        click.echo(result.error)
    click.echo()
