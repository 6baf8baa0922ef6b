"""``goldleaf gold validate``: what is wrong with a gold set."""

from __future__ import annotations

from pathlib import Path

import click

from goldleaf.scoring.command_support import EXIT_BROKEN, goldset_option, typed_errors
from goldleaf.scoring.validate import inspect


@click.command("validate", short_help="Check for contradictions and gaps.")
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
