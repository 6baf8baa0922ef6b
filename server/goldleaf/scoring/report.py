"""HTML reports of a run and of the gate: one file, no script, nothing loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from goldleaf.scoring.cases import Case
from goldleaf.scoring.differences import Kind, Line, Span, compare, words, writable
from goldleaf.scoring.faces import Faces, faces_of
from goldleaf.scoring.faults import Fault, Standing, Verdict
from goldleaf.scoring.gate import ENGINE
from goldleaf.scoring.goldset import GoldSet
from goldleaf.scoring.metrics import HEADLINE, METRICS, Reference
from goldleaf.scoring.results import PageResult, Run
from goldleaf.scoring.scoreboard import ALL, Comparison, Row
from goldleaf.scoring.terminal import show_difference, show_interval

WORST = 20
"""How many pages a score report shows side by side."""

_AROUND = 1
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the two columns, ready to be written.

    Attributes:
        kind: what became of the line; ``skipped`` for a stretch of equal lines.
        gold: spans of the left column.
        output: spans of the right column.
        count: how many lines were skipped.
    """

    kind: str
    gold: list[Span]
    output: list[Span]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """One page side by side.

    Attributes:
        case: the case's name.
        url: its address, empty where unknown.
        engine: whose output stands on the right.
        result: the engine's result.
        lines: the two columns.
        cut: how many further lines were left out of a very long page.
        standings: the metrics beside their floors; empty outside the gate.
        faults: the gate's faults of this page.
        reference: what the output is held against.
        faces: the page, its gold and the output; None where only lines are shown.
    """

    case: str
    url: str
    engine: str
    result: PageResult
    lines: list[ShownLine]
    cut: int
    standings: tuple[Standing, ...] = ()
    faults: tuple[Fault, ...] = ()
    reference: Reference = field(default_factory=Reference)
    faces: Faces | None = None


def score_report(run: Run, cases: Sequence[Case], rows: Sequence[Row], compared: Sequence[Comparison]) -> str:
    """The scoreboard as a page, with the first engine's worst pages side by side.

    Args:
        run: the run.
        cases: its cases.
        rows: from :func:`goldleaf.scoring.scoreboard.scoreboard`.
        compared: from :func:`goldleaf.scoring.scoreboard.comparisons`.
    """
    first = run.engines[0]
    by_name = {case.name: case for case in cases}
    ranked = sorted(run.of(first).values(), key=_headline)
    worst = [
        sides(by_name[result.case], result)
        for result in ranked[:WORST]
        if by_name[result.case].reference.text is not None and _headline(result) < 1
    ]
    return render(
        "score.html",
        title="Scores on the " + run.source.replace("goldset:", "gold set ").replace(":", " benchmark "),
        run=run,
        first=first,
        metrics=[metric for name, metric in METRICS.items() if any(name in row.intervals for row in rows)],
        overall=[row for row in rows if row.group == ALL],
        by_type=[row for row in rows if row.group != ALL],
        compared=compared,
        failures=[failure for name in run.engines for failure in run.failures(name)],
        pages=worst,
    )


def check_report(goldset: GoldSet, run: Run, verdict: Verdict) -> str:
    """The gate's verdict as a page: faults first, then every case with its floors and differences."""
    results = run.of(ENGINE)
    pages = []
    for case in goldset:
        faults = tuple(fault for fault in verdict.faults if fault.case == case.name)
        standings = tuple(standing for standing in verdict.standings if standing.case == case.name)
        shown = sides(case, results[case.name], standings, faults)
        # The page itself stands beside gold and output where something is to be explained.
        pages.append(replace(shown, faces=_faces(case, results[case.name])) if faults else shown)
    pages.sort(key=lambda page: not page.faults)
    known = {case.name for case in goldset}
    return render(
        "check.html",
        title="goldleaf check: " + ("green" if verdict.green else "red"),
        run=run,
        verdict=verdict,
        headline=HEADLINE.name,
        loose=[fault for fault in verdict.faults if fault.case not in known],
        pages=pages,
    )


def sides(
    case: Case,
    result: PageResult,
    standings: tuple[Standing, ...] = (),
    faults: tuple[Fault, ...] = (),
    longest: int = _LONGEST,
) -> Sides:
    """One page side by side, stretches of equal lines folded, cut after ``longest`` lines."""
    shown = folded(compare(case.reference.text or "", result.text))
    return Sides(
        case=case.name,
        url=case.url or "",
        engine=result.engine,
        result=result,
        lines=shown[:longest],
        cut=max(0, len(shown) - longest),
        standings=standings,
        faults=faults,
        reference=case.reference,
    )


def _faces(case: Case, result: PageResult) -> Faces:
    html = None if result.html is None else writable(result.html)
    return faces_of(case, replace(result, text=writable(result.text), html=html))


def folded(aligned: Sequence[Line]) -> list[ShownLine]:
    """Lines as they are shown: what differs, one equal line around it, and the number of the others."""
    shown: list[ShownLine] = []
    skipped = 0
    for index, line in enumerate(aligned):
        around = aligned[max(0, index - _AROUND) : index + _AROUND + 1]
        if all(other.kind is Kind.KEPT for other in around):
            skipped += 1
            continue
        if skipped:
            shown.append(ShownLine("skipped", [], [], skipped))
            skipped = 0
        shown.append(_shown(line))
    if skipped:
        shown.append(ShownLine("skipped", [], [], skipped))
    return shown


def _shown(line: Line) -> ShownLine:
    if line.kind is Kind.CHANGED:
        gold, output = words(line)
        return ShownLine(str(line.kind), gold, output)
    shared = line.kind is Kind.KEPT
    gold = [Span(line.gold, shared)] if line.gold else []
    output = [Span(line.output, shared)] if line.output else []
    return ShownLine(str(line.kind), gold, output)


def _headline(result: PageResult) -> float:
    value = result.value(HEADLINE.name)
    return 1.0 if value is None else value


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("goldleaf.scoring", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["interval"] = show_interval
    environment.filters["difference"] = show_difference
    environment.filters["metric_title"] = lambda name: METRICS[name].title
    return environment


def render(template: str, **values: Any) -> str:
    """Fill in one of the room's templates; every value is escaped."""
    return _environment().get_template(template).render(**values) + "\n"
