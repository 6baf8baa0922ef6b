"""``goldleaf train``: from benchmarks and gold sets to the model, its report and its card."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path

import click

from goldleaf.errors import GoldleafError
from goldleaf.scoring.benchmarks import KINDS, load_benchmark
from goldleaf.scoring.cases import Case
from goldleaf.scoring.command_support import EXIT_WORSE, jobs_option, typed_errors
from goldleaf.scoring.validate import load_valid_goldset

_NEEDED = {"catboost": "catboost", "scikit-learn": "sklearn", "scipy": "scipy"}
_FEWEST_DOMAINS = 4


class CannotTrain(GoldleafError):
    """What it takes to train a model isn't there."""

    code = "cannot_train"


@click.command("train", short_help="Learn the model from benchmarks and gold sets.")
@click.option(
    "--benchmark",
    "benchmarks",
    multiple=True,
    metavar="KIND:DIR",
    help=f"An unpacked public benchmark; may be given several times. KIND: {', '.join(KINDS)}.",
)
@click.option(
    "--goldset",
    "goldsets",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of a gold set; may be given several times.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("model.npz"),
    show_default=True,
    metavar="FILE",
    help="The model; its report and card are written beside it, as .json and .md.",
)
@click.option("--folds", type=click.IntRange(min=2), default=5, show_default=True, help="Folds by domain.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the folds.")
@click.option(
    "--allow-worse",
    metavar="REASON",
    help="Replace a model by one that is worse on some floor; the reason is kept in the report.",
)
@jobs_option
@typed_errors
def train_command(
    benchmarks: tuple[str, ...],
    goldsets: tuple[Path, ...],
    out: Path,
    folds: int,
    seed: int,
    allow_worse: str | None,
    jobs: int | None,
) -> None:
    """Learn the model from benchmarks and gold sets.

    Pages of one registered domain are in one fold; every page is read from end to end by a model made without
    its fold, and those scores are the report. Then the model is made from all pages. The same pages, seed and
    versions give the same file. A model that is there already is replaced only where the new one reaches all
    its scores.

    \b
    Examples:
      goldleaf train --benchmark wcxb:../wcxb/dev --out model.npz
      goldleaf train --benchmark wcxb:../wcxb/dev --benchmark mozilla:../mozilla --goldset goldset

    \b
    Exit codes:
      0  done
      1  the new model is worse on some floor; nothing was replaced
      2  wrong usage or broken data
    """
    missing = [name for name, module in _NEEDED.items() if find_spec(module) is None]
    if missing:
        raise CannotTrain(
            f"Training needs {', '.join(missing)}. Install the extra: pip install 'goldleaf[train]'.",
            missing=missing,
        )
    cases = _cases(benchmarks, goldsets)
    domains = {case.domain for _, case in cases}
    if len(domains) < max(folds, _FEWEST_DOMAINS):
        raise CannotTrain(
            f"These pages are of {len(domains)} domains, and {max(folds, _FEWEST_DOMAINS)} are the least for "
            f"{folds} folds. Name more benchmarks, or fewer folds with --folds.",
            domains=len(domains),
        )
    # Only now, because these need the packages looked for above.
    from goldleaf.scoring.training.command_steps import train

    result = train(cases, folds, seed, jobs or os.cpu_count() or 1, lambda line: click.echo(line, err=True))
    from goldleaf.scoring.training.card import make_card
    from goldleaf.scoring.training.report import read_report, worse_than

    report_file, card_file = out.with_suffix(".json"), out.with_suffix(".md")
    old = read_report(report_file) if out.exists() else None
    worse = worse_than(old, result.report) if old is not None else []
    click.echo(_table(result.report["scores"]))
    if worse and not allow_worse:
        click.echo("The new model is worse than the one in its place:\n  " + "\n  ".join(worse), err=True)
        click.echo(
            "Nothing was replaced. Write it elsewhere with --out, or say with --allow-worse why it may be.",
            err=True,
        )
        raise click.exceptions.Exit(EXIT_WORSE)
    if worse:
        result.report["allowed_worse"] = {"reason": allow_worse, "floors": worse}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(result.data)
    report_file.write_text(
        json.dumps(result.report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
    card_file.write_text(make_card(result.report), encoding="utf-8", newline="\n")
    click.echo(f"Model {result.report['model']}: {out}, {len(result.data) // 1024} KB", err=True)


def _cases(benchmarks: tuple[str, ...], goldsets: tuple[Path, ...]) -> list[tuple[str, Case]]:
    if not benchmarks and not goldsets:
        raise click.UsageError("Nothing to learn from. Name a --benchmark KIND:DIR or a --goldset DIR.")
    cases: list[tuple[str, Case]] = []
    for benchmark in benchmarks:
        kind, colon, folder = benchmark.partition(":")
        if not colon:
            raise click.UsageError(f"--benchmark {benchmark!r} has no kind. Write it as KIND:DIR.")
        cases.extend((kind, case) for case in load_benchmark(kind, folder))
    for goldset in goldsets:
        cases.extend(("goldset", case) for case in load_valid_goldset(goldset).cases)
    return cases


def _table(rows: list[dict[str, object]]) -> str:
    lines = []
    for row in rows:
        ends = f"  [{row['low']:.3f}, {row['high']:.3f}]" if row["low"] is not None else ""
        lines.append(
            f"{row['name']!s:45} {row['measure']!s:10} {row['value']:.3f}{ends}  {row['pages']} pages"
        )
    return "\n".join(lines)
