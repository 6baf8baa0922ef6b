"""The ``goldleaf`` command. Each command is loaded from its own room only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from goldleaf._version import __version__

# name: (module, attribute, one line for --help); the line stands here so that --help imports no room.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": ("goldleaf.command_read", "read_command", "Turn one page into a clean article."),
    "serve": (
        "goldleaf.web.command",
        "serve_command",
        "Start the local server that the browser extension talks to.",
    ),
    "score": (
        "goldleaf.scoring.command_score",
        "score_command",
        "Score extraction engines against a gold set or a benchmark.",
    ),
    "check": (
        "goldleaf.scoring.command_check",
        "check_command",
        "Compare today's scores with the baseline; fail when a page got worse.",
    ),
    "bench": (
        "goldleaf.scoring.command_bench",
        "bench_command",
        "Compare quality, speed and memory of all engines that are installed.",
    ),
    "gold": (
        "goldleaf.scoring.command_gold",
        "gold_group",
        "Make, import, list, show and validate the cases of a gold set.",
    ),
    "train": (
        "goldleaf.scoring.command_train",
        "train_command",
        "Learn the model from benchmarks and gold sets.",
    ),
}


class LazyGroup(click.Group):
    """A group whose commands are imported on first use, so that ``goldleaf read`` never loads Flask."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, in the order of a typical day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return it, or None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands from the short lines above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="goldleaf")
def main() -> None:
    """Reader mode that can be measured: clean articles from web pages, and the tools to prove it."""


if __name__ == "__main__":
    sys.exit(main())
