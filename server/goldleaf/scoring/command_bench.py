"""``goldleaf bench``: what every engine that is installed finds, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from goldleaf.scoring.bench.contenders import contenders
from goldleaf.scoring.bench.growth import Growth, grow
from goldleaf.scoring.bench.specimens import ordinary_page
from goldleaf.scoring.bench.stages import stage_times
from goldleaf.scoring.bench.summary import Findings, Quality, Speed
from goldleaf.scoring.bench.tables import findings_markdown, findings_text
from goldleaf.scoring.bench.timing import race, warm_up
from goldleaf.scoring.benchmarks import KINDS, load_benchmark
from goldleaf.scoring.cases import Case
from goldleaf.scoring.command_support import (
    jobs_option,
    prepare_output,
    run_with_progress,
    timeout_option,
    typed_errors,
)
from goldleaf.scoring.engines import engine, installed_engines
from goldleaf.scoring.provenance import provenance
from goldleaf.scoring.results import write_json
from goldleaf.scoring.runner import DEADLINE
from goldleaf.scoring.scoreboard import scoreboard

_WARM_UP = 30_000
_MB = 1_000_000


@click.command("bench", short_help="Compare quality, speed and memory of all engines that are installed.")
@click.option(
    "--benchmark",
    "benchmarks",
    multiple=True,
    metavar="KIND:DIR",
    help=f"An unpacked public benchmark, as often as there are. KIND: {', '.join(KINDS)}.",
)
@click.option(
    "--engine", "engines", metavar="NAME,…", help="Engines to compare. Default: all that are installed."
)
@click.option(
    "--only",
    type=click.Choice(["quality", "speed", "growth"]),
    multiple=True,
    help="Leave out the other parts; may be given twice.",
)
@click.option(
    "--every",
    type=click.IntRange(min=1),
    default=7,
    show_default=True,
    metavar="N",
    help="Time every Nth page of a benchmark. The quality is that of all of them.",
)
@click.option(
    "--rounds",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    metavar="N",
    help="How often each page is timed.",
)
@click.option(
    "--sizes",
    default="0.1,0.3,1,3,10",
    show_default=True,
    metavar="MB,…",
    help="Sizes of the synthetic pages that growth and memory are measured on.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all values, with versions, commit and machine.",
)
@click.option(
    "--markdown",
    "markdown_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the tables as Markdown.",
)
@jobs_option
@timeout_option(DEADLINE)
@typed_errors
def bench_command(
    benchmarks: tuple[str, ...],
    engines: str | None,
    only: tuple[str, ...],
    every: int,
    rounds: int,
    sizes: str,
    json_file: Path | None,
    markdown_file: Path | None,
    jobs: int | None,
    timeout: float,
) -> None:
    """Compare quality, speed and memory of all engines that are installed.

    Quality: every metric with its 95 % bootstrap interval, by engine and page type. Speed: CPU time on a
    sample of the same pages, beside readability-lxml alone and the bare parse, in one process and taking
    turns. Growth: time and memory on synthetic pages of ordinary markup, each in a process of its own.

    Leave the machine alone meanwhile: what else runs on it is in the times.

    \b
    Examples:
      goldleaf bench --benchmark wcxb:../wcxb/dev --json bench.json --markdown bench.md
      goldleaf bench --only growth --engine goldleaf,readability --sizes 1,10

    \b
    Exit codes:
      0  done
      2  wrong usage or broken data
    """
    names = _engine_names(engines)
    bytes_of_sizes = _sizes(sizes)
    parts = set(only) or {"quality", "speed", "growth"}
    if not benchmarks and parts != {"growth"}:
        raise click.UsageError("Name a --benchmark KIND:DIR, or use --only growth, which needs none.")
    loaded = [_load(benchmark) for benchmark in benchmarks]
    prepare_output(json_file, markdown_file)
    found = Findings(
        quality=[
            _quality(source, cases, names, jobs, timeout) for source, cases in loaded if "quality" in parts
        ],
        speed=[_speed(source, cases[::every], names, rounds) for source, cases in loaded if "speed" in parts],
        growth=_growth(names, bytes_of_sizes, timeout) if "growth" in parts else [],
        provenance=provenance(names),
    )
    click.echo(findings_text(found))
    if json_file is not None:
        write_json(json_file, found.as_dict())
        click.echo(f"Values: {json_file}", err=True)
    if markdown_file is not None:
        markdown_file.write_text(findings_markdown(found), encoding="utf-8", newline="\n")
        click.echo(f"Tables: {markdown_file}", err=True)


def _engine_names(listed: str | None) -> list[str]:
    if listed is None:
        return [found.name for found in installed_engines()]
    names = list(dict.fromkeys(name.strip() for name in listed.split(",") if name.strip()))
    if not names:
        raise click.UsageError("--engine names no engine.")
    for name in names:
        engine(name)
    return names


def _sizes(listed: str) -> list[int]:
    try:
        found = sorted({round(float(size) * _MB) for size in listed.split(",") if size.strip()})
    except (ValueError, OverflowError):
        raise click.UsageError(f"--sizes {listed} are not megabytes, such as 0.1,1,10.") from None
    if not found or found[0] <= 0:
        raise click.UsageError(f"--sizes {listed} are not megabytes over 0, such as 0.1,1,10.")
    return found


def _load(benchmark: str) -> tuple[str, list[Case]]:
    kind, colon, place = benchmark.partition(":")
    if not colon or not place:
        raise click.UsageError(f"--benchmark {benchmark} is not KIND:DIR, such as wcxb:../wcxb/dev.")
    return f"{kind}:{Path(place).name}", load_benchmark(kind, Path(place))


def _quality(
    source: str, cases: Sequence[Case], names: list[str], jobs: int | None, timeout: float
) -> Quality:
    scored = [case for case in cases if not case.is_no_article]
    run = run_with_progress(scored, names, source, jobs, timeout)
    return Quality(source, len(cases) - len(scored), tuple(scoreboard(run)))


def _speed(source: str, cases: Sequence[Case], names: list[str], rounds: int) -> Speed:
    timed = contenders(names)
    warm_up(timed, ordinary_page(_WARM_UP))
    click.echo(f"Timing {len(timed)} engines on {len(cases)} pages of {source}", err=True)
    times = race(((case.name, case.page()) for case in cases), timed, rounds)
    stages = stage_times((case.page() for case in cases), rounds) if "goldleaf" in names else {}
    return Speed(source, rounds, tuple(times), stages)


def _growth(names: list[str], sizes: list[int], timeout: float) -> list[Growth]:
    found = []
    for name in contenders(names):
        click.echo(f"Growing pages for {name}", err=True)
        found.append(grow(name, sizes, timeout))
    return found
