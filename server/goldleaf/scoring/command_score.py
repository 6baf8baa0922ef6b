"""``goldleaf score``: engines against a gold set or a benchmark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from goldleaf.scoring.benchmarks import KINDS, load_benchmark
from goldleaf.scoring.cases import Case
from goldleaf.scoring.command_support import (
    GOLDSET,
    cache_options,
    jobs_option,
    opened_cache,
    prepare_output,
    run_with_progress,
    scheduler_option,
    timeout_option,
    told_progress,
    typed_errors,
)
from goldleaf.scoring.engines import engine
from goldleaf.scoring.metrics import FAMILIES, METRICS, Metric, of_families
from goldleaf.scoring.parquet import require_parquet, write_parquet
from goldleaf.scoring.predictions import (
    Predictions,
    check_names,
    export_predictions,
    load_predictions,
    score_predictions,
)
from goldleaf.scoring.report import score_report
from goldleaf.scoring.results import Run, write_json
from goldleaf.scoring.runner import DEADLINE, run_engines
from goldleaf.scoring.score_text import scoreboard_text
from goldleaf.scoring.scoreboard import Row, comparisons, group_comparisons, language_rows, scoreboard
from goldleaf.scoring.structure_table import FAMILY, structure_table
from goldleaf.scoring.validate import load_valid_goldset

DEFAULT = "goldleaf"
"""The engine that is scored where none is named."""


@click.command("score", short_help="Score extraction engines against a gold set or a benchmark.")
@click.option(
    "--goldset",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=f"Folder of a gold set. Default: {GOLDSET}, where no benchmark is named.",
)
@click.option(
    "--benchmark",
    metavar="KIND:DIR",
    help=f"An unpacked public benchmark. KIND: {', '.join(KINDS)}. Nothing is downloaded.",
)
@click.option(
    "--engine",
    "engines",
    metavar="NAME,…",
    help="Engines to score, the first compared with each other. Default: goldleaf, where no predictions are "
    "given. goldleaf and readability are always there; trafilatura, newspaper4k, goose3, justext, "
    "resiliparse and boilerpy3 come with the extra 'compare'; other packages may bring more.",
)
@click.option(
    "--predictions",
    "prediction_files",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help='Score outputs that were made elsewhere, too: JSON {"page": {"articleBody": "text"}, …}. '
    "Pages that it lacks count as failed. Can be given several times.",
)
@click.option(
    "--export-predictions",
    "export_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the engine's outputs in the same format.",
)
@click.option(
    "--metrics",
    "families",
    default="text",
    show_default=True,
    metavar="FAMILY,…",
    help=f"What to measure: {', '.join(FAMILIES)}. Pages whose gold doesn't state it are left out.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all values, with versions, digests and the machine.",
)
@click.option(
    "--html",
    "html_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a report with the worst pages side by side.",
)
@click.option(
    "--parquet",
    "parquet_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all values as a table for pandas and the like (extra 'notebooks').",
)
@cache_options
@scheduler_option
@jobs_option
@timeout_option(DEADLINE)
@typed_errors
def score_command(
    goldset: Path | None,
    benchmark: str | None,
    engines: str | None,
    prediction_files: tuple[Path, ...],
    export_file: Path | None,
    families: str,
    json_file: Path | None,
    html_file: Path | None,
    parquet_file: Path | None,
    cache_folder: Path | None,
    no_cache: bool,
    scheduler: str | None,
    jobs: int | None,
    timeout: float,
) -> None:
    """Score extraction engines against a gold set or a benchmark.

    Prints each metric with its 95 % bootstrap interval, by engine, page type and language, and how the first
    engine differs from each other one, with a paired test. An engine that crashes or runs out of time on a
    page scores the worst there is, and the page is counted as failed. Pages that were scored before with the
    same gold, code and versions are taken from the cache.

    \b
    Examples:
      goldleaf score --engine goldleaf,readability
      goldleaf score --metrics text,metadata
      goldleaf score --engine goldleaf --predictions others.json
      goldleaf score --benchmark wcxb:../wcxb/dev --json wcxb.json --html wcxb.html

    \b
    Exit codes:
      0  done
      2  wrong usage or broken data
    """
    names = _engines(engines, prediction_files)
    if export_file is not None and len(names) != 1:
        raise click.UsageError(
            "--export-predictions writes the outputs of one engine. Name one with --engine."
        )
    metrics = of_families(_listed(families, "--metrics names no family of metrics."))
    source, cases = _cases(goldset, benchmark)
    if parquet_file is not None:
        require_parquet()
    predictions = [load_predictions(file, cases) for file in prediction_files]
    check_names(names, predictions)
    prepare_output(json_file, html_file, parquet_file, export_file)
    if names:
        with opened_cache(cache_folder, no_cache) as cache:
            run = run_with_progress(cases, names, source, jobs, timeout, cache=cache, scheduler=scheduler)
    else:
        run = run_engines(cases, [], source=source, workers=0)
    if export_file is not None:
        _export(export_file, run, names[0])
    if predictions:
        run = _with_predictions(run, cases, predictions, jobs, timeout)
    rows = scoreboard(run, metrics) + language_rows(run, metrics)
    compared = comparisons(run, metrics) + group_comparisons(run, metrics)
    click.echo(scoreboard_text(rows, compared))
    if any(metric.family == FAMILY for metric in metrics.values()):
        click.echo(
            "\n"
            + (structure_table(run) or "No page's gold is HTML, or no engine answers in HTML: no structures.")
        )
    _tell_unmeasured(metrics, rows)
    _tell_failures(run)
    if json_file is not None:
        data = run.as_dict([row.as_dict() for row in rows])
        write_json(json_file, {**data, "comparisons": [one.as_dict() for one in compared]})
        click.echo(f"Values: {json_file}", err=True)
    if parquet_file is not None:
        write_parquet(parquet_file, run, [row.as_dict() for row in rows])
        click.echo(f"Table: {parquet_file}", err=True)
    if html_file is not None:
        html_file.write_text(score_report(run, cases, rows, compared), encoding="utf-8", newline="\n")
        click.echo(f"Report: {html_file}", err=True)


def _engines(engines: str | None, prediction_files: Sequence[Path]) -> list[str]:
    """The engines asked for; none where there are predictions instead."""
    if engines is None:
        return [] if prediction_files else [DEFAULT]
    names = _listed(engines, "--engine names no engine.")
    for name in names:
        engine(name)
    return names


def _with_predictions(
    run: Run, cases: Sequence[Case], predictions: Sequence[Predictions], jobs: int | None, timeout: float
) -> Run:
    with told_progress(len(cases) * len(predictions)) as (step, heartbeat):
        return score_predictions(
            run, cases, predictions, workers=jobs, deadline=timeout, progress=step, heartbeat=heartbeat
        )


def _export(file: Path, run: Run, name: str) -> None:
    left_out = export_predictions(file, run, name)
    told = f" {left_out} failed pages are left out, so they count as misses." if left_out else ""
    click.echo(f"Predictions: {file}.{told}", err=True)


def _listed(names: str, none: str) -> list[str]:
    """Names parted by commas, each once; ``none`` is the complaint where there is none."""
    found = list(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    if not found:
        raise click.UsageError(none)
    return found


def _cases(goldset: Path | None, benchmark: str | None) -> tuple[str, Sequence[Case]]:
    if benchmark is None:
        folder = goldset or GOLDSET
        return f"goldset:{folder.as_posix()}", load_valid_goldset(folder).cases
    if goldset is not None:
        raise click.UsageError("--goldset and --benchmark exclude each other. Name one.")
    kind, colon, place = benchmark.partition(":")
    if not colon or not place:
        raise click.UsageError(f"--benchmark {benchmark} is not KIND:DIR, such as wcxb:../wcxb/dev.")
    return f"{kind}:{Path(place).name}", load_benchmark(kind, Path(place))


def _tell_unmeasured(metrics: Mapping[str, Metric], rows: Sequence[Row]) -> None:
    """Name the families asked for of which nothing could be measured; structures tell it in their table."""
    measured = {METRICS[name].family for row in rows for name in row.intervals}
    for family in dict.fromkeys(metric.family for metric in metrics.values()):
        if family not in measured and family != FAMILY:
            click.echo(f"Nothing to measure for {family}: no page's gold states it, or no engine gives it.")


def _tell_failures(run: Run) -> None:
    for name in run.engines:
        failed = run.failures(name)
        for result in failed[:10]:
            click.echo(f"{name} failed on {result.case} ({result.outcome}): {result.error}", err=True)
        if len(failed) > 10:
            click.echo(f"{name} failed on {len(failed) - 10} more pages; --json lists them.", err=True)
