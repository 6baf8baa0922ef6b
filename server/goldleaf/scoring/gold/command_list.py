"""``goldleaf gold list``: the cases of a gold set."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from goldleaf.reading.text import count_words
from goldleaf.scoring.command_support import goldset_option, typed_errors
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.terminal import cells, shorten_to, table


@click.command("list", short_help="List the cases.")
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
