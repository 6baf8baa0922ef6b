"""``goldleaf gold format``: gold HTML, one block a line."""

from __future__ import annotations

from pathlib import Path

import click

from goldleaf.scoring.command_support import EXIT_WORSE, CommandFailed, goldset_option, typed_errors
from goldleaf.scoring.gold.layout import one_block_a_line
from goldleaf.scoring.goldset import GOLD, load_goldset
from goldleaf.scoring.plaintext import html_to_text


@click.command("format", short_help="Lay gold HTML out, one block a line.")
@click.argument("cases", metavar="[CASE]…", nargs=-1)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 where something would be."
)
@goldset_option
@click.pass_context
@typed_errors
def format_command(context: click.Context, cases: tuple[str, ...], only_check: bool, goldset: Path) -> None:
    """Lay the gold of each CASE (or of all) out one block a line, so that diffs can be read.

    The text stays the same; the file's digest changes, so that `goldleaf check` asks for --update.

    \b
    Exit codes:
      0  done
      1  with --check: some are not laid out so
      2  wrong usage or a broken gold set
    """
    found = load_goldset(goldset)
    changed = []
    for case in [found.case(name) for name in cases] or found.cases:
        laid_out = one_block_a_line(case.gold_html)
        if laid_out == case.gold_html:
            continue
        if html_to_text(laid_out, headers=False) != html_to_text(case.gold_html, headers=False):
            raise CommandFailed(
                f"{case.path / GOLD} would get another text. Look for an element that is not closed."
            )
        changed.append(case.name)
        if not only_check:
            (case.path / GOLD).write_text(laid_out, encoding="utf-8", newline="\n")
    for name in changed:
        click.echo(f"{'would be laid out' if only_check else 'laid out'}  {name}")
    if changed and only_check:
        context.exit(EXIT_WORSE)
    if not changed:
        click.echo("Nothing to do.", err=True)
