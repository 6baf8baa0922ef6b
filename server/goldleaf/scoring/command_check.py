"""``goldleaf check``: the gate."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from goldleaf.scoring.baseline import FORMAT, Baseline, load_baseline, save_baseline
from goldleaf.scoring.cases import Case
from goldleaf.scoring.command_support import (
    EXIT_WORSE,
    command_name,
    goldset_option,
    jobs_option,
    prepare_output,
    run_with_progress,
    timeout_option,
    typed_errors,
)
from goldleaf.scoring.differences import shorten
from goldleaf.scoring.errors import BrokenBaseline, LoweredFloor
from goldleaf.scoring.faults import Fault, Verdict
from goldleaf.scoring.floors import metric_title, updated
from goldleaf.scoring.gate import ENGINE, judge
from goldleaf.scoring.gate_run import gate_run
from goldleaf.scoring.goldset import BASELINE, GoldSet
from goldleaf.scoring.job_summary import VARIABLE, job_summary
from goldleaf.scoring.junit import junit_xml
from goldleaf.scoring.report import check_report
from goldleaf.scoring.results import Run
from goldleaf.scoring.validate import load_valid_goldset

DEADLINE = 20.0
"""Seconds for one page. Goldleaf needs less than one for any of the gold set; what takes longer hangs."""

_MOST_LINES = 6


@click.command("check", short_help="Compare today's scores with the baseline; fail when a page got worse.")
@goldset_option
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=f"The baseline. Default: {BASELINE} in the gold set.",
)
@click.option("--update", is_flag=True, help="Write the baseline anew. Floors go up; none goes down.")
@click.option(
    "--allow-regression",
    "reason",
    metavar="REASON",
    help="With --update: let floors go down, and record why in the baseline.",
)
@click.option(
    "--html",
    "html_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a report with gold and output side by side.",
)
@click.option(
    "--junit",
    "junit_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write JUnit XML, a test for each case.",
)
@jobs_option
@timeout_option(DEADLINE)
@click.pass_context
@typed_errors
def check_command(
    context: click.Context,
    goldset: Path,
    baseline_file: Path | None,
    update: bool,
    reason: str | None,
    html_file: Path | None,
    junit_file: Path | None,
    jobs: int | None,
    timeout: float,
) -> None:
    """Compare today's scores of every gold case with the baseline, and fail when one got worse.

    Each page that got worse is named, with its metrics, floors, and what it lost or gained. A case without
    floors, floors without a case, a page or gold text other than the one the floors were made from, a page
    that costs several times what it did, and a baseline that was edited by hand fail, too. Every page is
    extracted anew: nothing is taken from the cache of `goldleaf score`.

    \b
    Examples:
      goldleaf check
      goldleaf check --html reports/check.html
      goldleaf check --update
      goldleaf check --update --allow-regression "Captions now stay out of the text"

    \b
    Exit codes:
      0  nothing is worse
      1  something is
      2  wrong usage, a broken gold set or no baseline
    """
    if reason is not None and not update:
        raise click.UsageError("--allow-regression needs --update.")
    if reason is not None and not reason.strip():
        raise click.UsageError("--allow-regression needs a reason: it is recorded in the baseline.")
    cases = load_valid_goldset(goldset)
    file = baseline_file or goldset / BASELINE
    # A first --update starts from nothing; a damaged baseline is never written over.
    baseline = Baseline() if update and not file.exists() else load_baseline(file)
    if baseline.format != FORMAT and not update:
        raise BrokenBaseline(
            f"The baseline {file} has format {baseline.format}, which has no floors for structure, metadata "
            f"and cost; today's is {FORMAT}. Bring it up to date, keeping the floors it has: "
            "goldleaf check --update",
            path=str(file),
        )
    prepare_output(html_file, junit_file, file if update else None)

    def score(pages: Sequence[Case]) -> Run:
        return run_with_progress(pages, [ENGINE], f"goldset:{goldset.as_posix()}", jobs, timeout, weigh=True)

    run = gate_run(cases, baseline, score, update=update)
    refusal = None
    if update:
        baseline, refusal = _update(file, cases, run, baseline, reason)
    verdict = judge(cases, run, baseline)
    _tell(verdict, run)
    if refusal is not None:
        _tell_refusal(refusal)
    if html_file is not None:
        html_file.write_text(check_report(cases, run, verdict), encoding="utf-8", newline="\n")
        click.echo(f"Report: {html_file}", err=True)
    elif not verdict.green:
        click.echo("Add --html FILE to see gold and output side by side.", err=True)
    if junit_file is not None:
        junit_file.write_bytes(junit_xml(cases, run, verdict))
        click.echo(f"JUnit: {junit_file}", err=True)
    if summary := os.environ.get(VARIABLE):
        with Path(summary).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(job_summary(run, verdict))
    if refusal is not None or not verdict.green:
        context.exit(EXIT_WORSE)


def _update(
    file: Path, cases: GoldSet, run: Run, baseline: Baseline, reason: str | None
) -> tuple[Baseline, LoweredFloor | None]:
    """Write the new baseline and return it, or return the present one with why it stays."""
    try:
        new = updated(cases, run, baseline, reason and reason.strip())
    except LoweredFloor as error:
        return baseline, error
    if new == baseline and file.exists():
        click.echo(f"{file} holds already; nothing was written.", err=True)
    else:
        save_baseline(file, new)
        click.echo(f"{file} written: floors for {len(new.cases)} cases.", err=True)
    if reason is not None:
        _tell_allowed(file, new.allowed[len(baseline.allowed) :])
    return new, None


def _tell_allowed(file: Path, records: tuple[dict[str, Any], ...]) -> None:
    """Which floors the reason let go down, and where that is kept."""
    if not records:
        click.echo("No floor had to go down, so the reason was not needed and is not recorded.", err=True)
    for record in records:
        for case, floors in record.get("lowered", {}).items():
            moves = (f"{metric_title(name)} {was:.4f} → {now:.4f}" for name, (was, now) in floors.items())
            click.echo(f"lowered  {case}: {', '.join(moves)}", err=True)
        for case in record.get("removed", []):
            click.echo(f"removed  {case}", err=True)
        click.echo(f'Recorded with its reason in {file} under "allowed".', err=True)


def _tell_refusal(refusal: LoweredFloor) -> None:
    # The faults above have the numbers and the remedy.
    names = ", ".join(sorted({*refusal.detail["lowered"], *refusal.detail["removed"]}))
    why = f"floors would go down: {names}" if names else "it was edited by hand"
    click.echo(f"{command_name()}: the baseline was left as it is, because {why}.", err=True)


def _tell(verdict: Verdict, run: Run) -> None:
    for fault in verdict.faults:
        _tell_fault(fault)
    total = len(run.cases)
    bad = {fault.case for fault in verdict.faults if fault.case}
    if verdict.green:
        click.echo(f"{total} cases: each holds its floors.")
    else:
        held = sum(case.name not in bad for case in run.cases)
        click.echo(f"{total} cases: {held} hold their floors. Faults: {len(verdict.faults)}.")
        _tell_remedies(verdict)
    if verdict.better:
        names = ", ".join(verdict.better[:8]) + (", …" if len(verdict.better) > 8 else "")
        click.echo(f"Better than their floors: {names}. Raise them with: goldleaf check --update")


def _tell_remedies(verdict: Verdict) -> None:
    """Each remedy once, with the kinds of fault that it is for."""
    kinds: dict[str, list[str]] = {}
    for fault in verdict.faults:
        found = kinds.setdefault(fault.remedy, [])
        if fault.kind not in found:
            found.append(fault.kind)
    for remedy, listed in kinds.items():
        click.echo(f"{', '.join(listed).capitalize()}: {remedy}")


def _tell_fault(fault: Fault) -> None:
    name = fault.case or "baseline"
    click.echo(f"{click.style(fault.kind.upper(), fg='red', bold=True)}  {name}: {fault.problem}")
    for sign, listed in (("lost", fault.lost), ("gained", fault.gained)):
        for line in listed[:_MOST_LINES]:
            click.echo(f"    {sign:<6}  {shorten(line)}")
        if len(listed) > _MOST_LINES:
            click.echo(f"    {sign:<6}  … and {len(listed) - _MOST_LINES} more lines")
    for piece in fault.pieces[:_MOST_LINES]:
        click.echo(f"    {piece}")
    if len(fault.pieces) > _MOST_LINES:
        click.echo(f"    … and {len(fault.pieces) - _MOST_LINES} more pieces")
    if fault.moved:
        click.echo("    moved   lines stand in another order")
