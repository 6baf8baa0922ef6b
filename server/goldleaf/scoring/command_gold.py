"""``goldleaf gold``: the group of its subcommands, each a file in :mod:`goldleaf.scoring.gold`."""

from __future__ import annotations

import click

from goldleaf.scoring.gold.command_format import format_command
from goldleaf.scoring.gold.command_import import import_command
from goldleaf.scoring.gold.command_list import list_command
from goldleaf.scoring.gold.command_new import new_command
from goldleaf.scoring.gold.command_show import show_command
from goldleaf.scoring.gold.command_validate import validate_command


@click.group("gold", short_help="Make, import, list, show and validate the cases of a gold set.")
def gold_group() -> None:
    """Make, import, list, show and validate the cases of a gold set.

    A case is a folder category--slug with page.html (the page as captured), gold.html (the article cleaned by
    hand; empty where the page is no article) and case.toml (address, title, licence, snippets, …).
    """


for command in (
    new_command,
    import_command,
    list_command,
    show_command,
    validate_command,
    format_command,
):
    gold_group.add_command(command)
