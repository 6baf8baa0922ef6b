"""``goldleaf gold import``: pages of a public benchmark become cases."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from goldleaf.scoring.benchmarks import KINDS, load_benchmark
from goldleaf.scoring.cases import Case
from goldleaf.scoring.command_support import EXIT_WORSE, CommandFailed, goldset_option, typed_errors
from goldleaf.scoring.gold.downloading import download_archive
from goldleaf.scoring.gold.importing import Imported, import_cases

_SHOWN = 20


@click.command("import", short_help="Take pages of a public benchmark into a gold set.")
@click.argument("benchmark", metavar="KIND:DIR")
@click.option("--licence", metavar="TEXT", help="What the benchmark's pages may be used for. Wanted.")
@click.option("--source", metavar="NAME", help="Name and release of the benchmark. Default: KIND:DIR's own.")
@click.option("--case", "names", multiple=True, metavar="ID", help="Only this page; several are allowed.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N pages.")
@click.option(
    "--download",
    metavar="URL",
    help="First fetch this zip archive and unpack it into DIR. Asks before it does.",
)
@click.option("--yes", is_flag=True, help="Agree to the download beforehand.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for the archive's server.",
)
@goldset_option
@click.pass_context
@typed_errors
def import_command(
    context: click.Context,
    benchmark: str,
    licence: str | None,
    source: str | None,
    names: tuple[str, ...],
    limit: int | None,
    download: str | None,
    yes: bool,
    timeout: float,
    goldset: Path,
) -> None:
    """Take pages of a benchmark that lies in DIR into a gold set, one case each.

    KIND is wcxb, aeb, mozilla or trafilatura.

    What the benchmark doesn't state is left out, not made up: pages with snippets only are measured by these
    alone. Pages whose gold contradicts itself or the page are left out and named. Nothing is downloaded
    unless --download names an address.

    \b
    Examples:
      goldleaf gold import mozilla:../readability/test/test-pages --licence "Apache-2.0" --goldset borrowed
      goldleaf gold import aeb:../aeb --licence MIT --source "AEB, 2019-06" --limit 50 --goldset borrowed

    \b
    Exit codes:
      0  all pages asked for are in the gold set
      1  some were left out; each is named
      2  wrong usage or broken data
    """
    if not (licence or "").strip():
        raise click.UsageError(
            "Say what the benchmark's pages may be used for: --licence TEXT. Its README or LICENSE has it."
        )
    kind, colon, place = benchmark.partition(":")
    if not colon or not place or kind not in KINDS:
        raise click.UsageError(
            f"{benchmark} is not KIND:DIR, such as aeb:../aeb. KIND is one of {', '.join(KINDS)}."
        )
    folder = Path(place)
    if download is not None:
        _download(download, folder, agreed=yes, timeout=timeout)
    cases = _picked(load_benchmark(kind, folder), names, limit)
    done = import_cases(
        cases,
        goldset,
        kind=kind,
        source=source or f"{kind}:{folder.resolve().name}",
        licence=(licence or "").strip(),
    )
    _tell(done, goldset)
    if any(found.path is None for found in done):
        context.exit(EXIT_WORSE)


def _download(url: str, folder: Path, *, agreed: bool, timeout: float) -> None:
    if not agreed:
        if not sys.stdin.isatty():
            raise CommandFailed(f"Nobody is here to agree to fetch {url}. Add --yes where you do.")
        click.confirm(f"Fetch {url} and unpack it into {folder}?", abort=True, err=True)
    files = download_archive(url, folder, timeout=timeout)
    click.echo(f"{files} files are in {folder}.", err=True)


def _picked(cases: list[Case], names: tuple[str, ...], limit: int | None) -> list[Case]:
    known = {case.name: case for case in cases}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise CommandFailed(
            f"The benchmark has no page {', '.join(unknown)}. Its first are {', '.join(list(known)[:5])}."
        )
    found = [known[name] for name in names] if names else cases
    return found[:limit]


def _tell(done: list[Imported], goldset: Path) -> None:
    left_out = [found for found in done if found.path is None]
    for found in left_out[:_SHOWN]:
        click.echo(f"left out  {found.case}: {found.problem}", err=True)
    if len(left_out) > _SHOWN:
        click.echo(f"left out  {len(left_out) - _SHOWN} more", err=True)
    snippets = sum(found.snippets for found in done)
    if snippets:
        click.echo(
            f"{snippets} snippets are left out: they are not in their pages, or contradict the gold.",
            err=True,
        )
    click.echo(f"{len(done) - len(left_out)} of {len(done)} pages are cases of {goldset} now.")
