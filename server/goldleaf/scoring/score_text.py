"""The scoreboard in a terminal: engines over all pages, their differences, page types and languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldleaf.scoring.metrics import METRICS, Metric
from goldleaf.scoring.scoreboard import ALL, LANGUAGE, PAGE_TYPE, Comparison, Row
from goldleaf.scoring.stats import FEWEST_CLUSTERS
from goldleaf.scoring.terminal import show_difference, show_interval, show_p, table

# Metrics side by side: what fits into a wide terminal with their intervals.
_ABREAST = 4
# Structures have a table of their own, a row a kind, as there are too many for columns.
_OWN_TABLE = "structure"


def scoreboard_text(rows: Sequence[Row], compared: Sequence[Comparison]) -> str:
    """Tables of a run, each number with its interval.

    Args:
        rows: engines over all pages and over groups of them.
        compared: the first engine against others, over all pages and over groups.
    """
    metrics = [
        metric
        for name, metric in METRICS.items()
        if metric.family != _OWN_TABLE and any(name in row.intervals for row in rows)
    ]
    overall = [row for row in rows if row.group == ALL]
    parts = [_overall(overall, abreast) for abreast in _abreast(metrics)] or [_overall(overall, [])]
    pairs = [one for one in compared if one.group == ALL]
    if pairs and any(one.differences for one in pairs):
        parts.append(_pairs(pairs))
    for by in (PAGE_TYPE, LANGUAGE):
        found = [row for row in rows if row.by == by]
        apart = [one for one in compared if one.by == by]
        for abreast in _abreast(metrics) if found else ():
            parts.append(_groups(by, found, apart, abreast))
    parts.append(_legend(bool(pairs), any(not metric.higher_is_better for metric in metrics)))
    return "\n\n".join(parts)


def metric_heading(metric: Metric) -> str:
    """A metric's title, with an arrow where less is better."""
    return metric.title if metric.higher_is_better else f"{metric.title} ↓"


def milliseconds(row: Row) -> str:
    """``41 [20, 95]``: median and quartiles of the time a page; a dash where only outputs are known."""
    if not row.seconds:
        return "–"
    low, high = row.quartiles
    return f"{row.seconds * 1000:.0f} [{low * 1000:.0f}, {high * 1000:.0f}]"


def _abreast(metrics: Sequence[Metric]) -> Iterator[list[Metric]]:
    """The metrics of each family, at most so many at once as fit beside each other."""
    for family in dict.fromkeys(metric.family for metric in metrics):
        found = [metric for metric in metrics if metric.family == family]
        for start in range(0, len(found), _ABREAST):
            yield found[start : start + _ABREAST]


def _values(row: Row, metrics: Sequence[Metric]) -> list[str]:
    return [show_interval(row.intervals.get(metric.name)) for metric in metrics]


def _overall(rows: Sequence[Row], metrics: Sequence[Metric]) -> str:
    heading = ["engine", "pages", "failed", "ms/page", *map(metric_heading, metrics)]
    lines = [
        [row.engine, str(row.pages), str(row.failures), milliseconds(row), *_values(row, metrics)]
        for row in rows
    ]
    return table([heading, *lines])


def _pairs(compared: Sequence[Comparison]) -> str:
    lines = [["difference", "metric", "by", "p", "p (Holm)", "chance to be better"]]
    for one in compared:
        for name, found in one.differences.items():
            lines.append(
                [
                    f"{one.engine} − {one.other}",
                    metric_heading(METRICS[name]),
                    show_difference(found),
                    show_p(found.p_value),
                    show_p(found.adjusted),
                    show_interval(found.chance),
                ]
            )
    return table(lines, left=2)


def _groups(by: str, rows: Sequence[Row], compared: Sequence[Comparison], metrics: Sequence[Metric]) -> str:
    """Each group's engines, and below them what lies between the first engine and each other one."""
    lines = [[by, "engine", "pages", *map(metric_heading, metrics)]]
    for group in dict.fromkeys(row.group for row in rows):
        lines += [
            [group, row.engine, str(row.pages), *_values(row, metrics)] for row in rows if row.group == group
        ]
        lines += [
            [
                group,
                f"{one.engine} − {one.other}",
                str(one.pages),
                *(show_difference(one.differences.get(metric.name)) for metric in metrics),
            ]
            for one in compared
            if one.group == group
        ]
    return table(lines, left=2)


def _legend(compared: bool, less: bool) -> str:
    told = [
        "In brackets: 95 % bootstrap interval, sites drawn; none under "
        f"{FEWEST_CLUSTERS} sites. ms/page: median [quartiles]."
    ]
    if compared:
        told.append(
            "p: paired randomisation test by site; (Holm): corrected for the pairs compared, and for the "
            "groups.\n* the interval leaves out 0, and p (Holm) is at most 0.05. "
            "Chance to be better: on one page; 0.5 is none."
        )
    if less:
        told.append("↓ less is better.")
    return "\n".join(told)
