"""The findings of a benchmark as tables, for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from goldleaf.scoring.bench.contenders import PARSE, READABILITY
from goldleaf.scoring.bench.growth import Growth
from goldleaf.scoring.bench.summary import Findings, Quality, Quartiles, Speed
from goldleaf.scoring.metrics import METRICS
from goldleaf.scoring.scoreboard import ALL
from goldleaf.scoring.terminal import show_interval, table

_MB = 1_000_000
_MIB = 1024 * 1024
Rows = list[list[str]]


def findings_text(found: Findings) -> str:
    """Tables for a terminal, each under a line that says what it is."""
    return "\n\n".join(f"{title}\n\n{table(rows, left=left)}" for title, rows, left in _tables(found))


def findings_markdown(found: Findings) -> str:
    """The same tables as a Markdown document that says what made it."""
    parts = ["# Benchmark", _conditions(found)]
    for title, rows, left in _tables(found):
        rule = ["---" if column < left else "---:" for column in range(len(rows[0]))]
        lines = [rows[0], rule, *rows[1:]]
        parts.append(f"## {title}")
        parts.append(
            "\n".join(
                f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
            )
        )
    return "\n\n".join(parts) + "\n"


def _conditions(found: Findings) -> str:
    told = found.provenance
    versions = ", ".join(f"{name} {number}" for name, number in told["versions"].items())
    engines = ", ".join(
        f"{name} {number}" for name, number in told["engines"].items() if name not in told["versions"]
    )
    machine = told["machine"]
    return (
        f"Made on {told['date']} on {machine['system']} ({machine['processor']}, {machine['cores']} cores), "
        f"commit {told['commit'] or 'unknown'}.\n\nVersions: {versions}.\n\nEngines: {engines}."
    )


def _tables(found: Findings) -> list[tuple[str, Rows, int]]:
    tables = []
    for quality in found.quality:
        tables += _quality(quality)
    for speed in found.speed:
        tables += _speed(speed)
    if found.growth:
        tables.append(
            ("CPU seconds by size of the page, and how they grow", _growth(found.growth, _seconds), 1)
        )
        tables.append(
            (
                "Peak memory of the process by size of the page, MiB",
                _growth(found.growth, _memory, told=False),
                1,
            )
        )
    return tables


def _quality(quality: Quality) -> list[tuple[str, Rows, int]]:
    """For each metric a table with a row for each engine and a column for each page type."""
    groups = list(dict.fromkeys(row.group for row in quality.rows))
    engines = list(dict.fromkeys(row.engine for row in quality.rows))
    by_place = {(row.engine, row.group): row for row in quality.rows}
    pages = {group: by_place[engines[0], group].pages for group in groups}
    without = f", {quality.left_out} without a true text left out" if quality.left_out else ""
    tables = []
    for name, metric in METRICS.items():
        if not any(name in row.intervals for row in quality.rows):
            continue
        heading = ["engine", "failed", *(f"{group} ({pages[group]})" for group in groups)]
        rows = [
            [
                engine,
                str(by_place[engine, ALL].failures),
                *(show_interval(by_place[engine, group].intervals.get(name)) for group in groups),
            ]
            for engine in engines
        ]
        tables.append((f"{quality.source}: {metric.title}{without}", [heading, *rows], 1))
    return tables


def _speed(speed: Speed) -> list[tuple[str, Rows, int]]:
    heading = ["engine", "failed", "CPU ms a page", "÷ readability-lxml", "÷ bare parse"]
    rows = [
        [
            name,
            str(speed.failures(name)),
            _quartiles(speed.milliseconds(name), 1),
            _quartiles(speed.ratio(name, READABILITY), 2),
            _quartiles(speed.ratio(name, PARSE), 1),
        ]
        for name in speed.names
    ]
    about = f"{len(speed.pages)} pages, median of {speed.rounds} rounds; median over pages [quartiles]"
    tables = [(f"{speed.source}: CPU time, {about}", [heading, *rows], 1)]
    if speed.stages:
        stages = [
            [name, _quartiles(Quartiles.of(value * 1000 for value in values), 2)]
            for name, values in speed.stages.items()
        ]
        tables.append((f"{speed.source}: Goldleaf by stage", [["stage", "CPU ms a page"], *stages], 1))
    return tables


def _quartiles(found: Quartiles, digits: int) -> str:
    return f"{found.median:.{digits}f} [{found.low:.{digits}f}, {found.high:.{digits}f}]"


def _growth(growths: Sequence[Growth], show: Callable[[Growth, int], str], *, told: bool = True) -> Rows:
    longest = max(growths, key=lambda growth: len(growth.points)).points
    most = len(longest)
    heading = [
        "engine",
        *(f"{point.size / _MB:.2g} MB" for point in longest),
        *(["exponent"] if told else []),
    ]
    return [
        heading,
        *(
            [
                growth.name,
                *(show(growth, place) for place in range(most)),
                *([_exponent(growth)] if told else []),
            ]
            for growth in growths
        ),
    ]


def _exponent(growth: Growth) -> str:
    return "–" if growth.exponent is None else f"{growth.exponent:.3f}"


def _seconds(growth: Growth, place: int) -> str:
    if place >= len(growth.points):
        return "–"
    point = growth.points[place]
    if point.seconds is None:
        return "not done"
    return f"{point.seconds:.2f}{' failed' if point.failed else ''}"


def _memory(growth: Growth, place: int) -> str:
    if place >= len(growth.points) or growth.points[place].peak is None:
        return "–"
    return f"{(growth.points[place].peak or 0) / _MIB:.0f}"
