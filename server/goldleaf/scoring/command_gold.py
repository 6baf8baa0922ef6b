"""``goldleaf gold``: look at the gold set and check it."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from goldleaf.reading.text import count_words
from goldleaf.scoring.command_support import EXIT_BROKEN, goldset_option, typed_errors
from goldleaf.scoring.differences import Kind, compare
from goldleaf.scoring.goldset import GOLD, GoldCase, load_goldset
from goldleaf.scoring.metrics import metric
from goldleaf.scoring.results import Outcome, PageResult
from goldleaf.scoring.runner import run_engines
from goldleaf.scoring.terminal import cells, pad, shorten_to, side_by_side, table
from goldleaf.scoring.validate import inspect


@click.group("gold", short_help="List, show and validate the cases of a gold set.")
def gold_group() -> None:
    """List, show and validate the cases of a gold set.

    A case is a folder category--slug with page.html (the page as captured), gold.html (the article cleaned by
    hand; empty where the page is no article) and case.toml (address, title, licence, snippets, …).
    """


@gold_group.command("list")
@goldset_option
@typed_errors
def list_command(goldset: Path) -> None:
    """List the cases: name, page type, language, skeleton, size of the page, words of the gold text, title.

    Scripts without spaces between words are counted by character.
    """
    rows = [["case", "type", "lang", "skeleton", "page", "words", "title"]]
    for case in load_goldset(goldset):
        words = str(count_words(case.reference.text or ""))
        size = f"{len(case.page()) / 1000:.0f} kB"
        known = [case.name, case.page_type, case.lang or "", case.meta.skeleton]
        rows.append([*known, size, words, case.meta.title])
    width = shutil.get_terminal_size((120, 24)).columns
    used = sum(max(cells(row[column]) for row in rows) + 2 for column in range(6))
    room = max(20, width - used)
    for row in rows:
        row[6] = shorten_to(row[6], room)
    click.echo(table(rows, left=(0, 1, 2, 3, 6)))


@gold_group.command("show")
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
@click.option("--width", type=click.IntRange(min=50), help="Columns to use. Default: the terminal's.")
@typed_errors
def show_command(case: str, goldset: Path, engine: str, everything: bool, width: int | None) -> None:
    """Show a CASE side by side: gold text on the left, an engine's output on the right.

    Signs before a line: - missed, + extra, ~ changed. CASE is a name of `goldleaf gold list`, or its part
    after the two hyphens.
    """
    found = load_goldset(goldset).case(case)
    result = run_engines([found], [engine], workers=1).results[0]
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


@gold_group.command("validate")
@goldset_option
@click.pass_context
@typed_errors
def validate_command(context: click.Context, goldset: Path) -> None:
    """Check the gold set for contradictions and gaps; each finding names its file and its remedy.

    \b
    Exit codes:
      0  nothing is wrong
      2  something is
    """
    cases, findings = inspect(goldset)
    for finding in findings:
        click.echo(str(finding), err=True)
    if findings:
        faults = f"{len(findings)} fault{'s' if len(findings) > 1 else ''}"
        click.echo(f"{faults} in {goldset}, {len(cases)} cases loaded.", err=True)
        context.exit(EXIT_BROKEN)
    click.echo(f"{len(cases)} cases in {goldset}: nothing is wrong.")
