"""The README's table of scores, made from what ``goldleaf score --json`` measured, never typed."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devkit.environment import ensure
from devkit.places import ROOT, ChoreError, say, script

README = ROOT / "README.md"
BEGIN, END = "<!-- scores:begin -->", "<!-- scores:end -->"
ENGINES = ("goldleaf", "readability", "trafilatura")
# What the model scored on pages of sites that it had not seen, as `goldleaf train` wrote.
MODEL = ROOT / "server" / "goldleaf" / "reading" / "model.json"
# Metric names of the scoring room: as a table's heading calls them.
TITLES = {
    "ratio": "rapidfuzz ratio",
    "token_f1": "token F1",
    "shingle_f1": "4-gram F1",
    "snippet_f": "snippet F",
}

NOTE = (
    "Measured on {day} with {names}; 1 is best. `make scores` measures again and rewrites this table. "
    "Behind each score is its 95 % confidence interval, by bootstrap over sites. The commands below are what "
    "it runs; they print the scores by page type too. On public benchmarks Goldleaf's own row is "
    "cross-validated: its model learned from these pages, so each was read by a model made without any page "
    "of its site, as `goldleaf train` does and reports (`server/goldleaf/reading/model.md`). Pages whose "
    "true text is empty are left out of those rows. "
    "Mozilla's answers are the reviewed output of its own Readability, whose method readability-lxml shares. "
    "The benchmarks are not part of this repository: get them from their authors and set `GOLDLEAF_SHARED` "
    "to the folder whose `benchmarks` folder has them."
)


@dataclass(frozen=True)
class Data:
    """Pages to measure on.

    Attributes:
        title: as the table calls them.
        option: the option of ``goldleaf score`` that names them.
        kind: what stands before the folder in the option's value, such as ``wcxb:``.
        folder: in the checkout, or among the benchmarks where there is a kind.
    """

    title: str
    option: str
    kind: str
    folder: str

    def path(self, benchmarks: Path) -> Path:
        """Where the pages are."""
        return (benchmarks / self.folder) if self.kind else (ROOT / self.folder)


TABLE = (
    Data("gold set of this repository", "--goldset", "", "goldset"),
    Data("WCXB, development split", "--benchmark", "wcxb:", "wcxb-dev"),
    Data("Mozilla Readability's pages", "--benchmark", "mozilla:", "mozilla"),
    Data("trafilatura's pages", "--benchmark", "trafilatura:", "trafilatura"),
)


def benchmarks_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the public benchmarks are: in ``GOLDLEAF_SHARED``, else in ``shared`` beside the checkout."""
    return Path(environ.get("GOLDLEAF_SHARED") or ROOT.parent / "shared") / "benchmarks"


def update() -> None:
    """Measure on all data and rewrite the block between the README's markers.

    Raises:
        ChoreError: data is missing or a run failed; the README is left as it is.
    """
    folder = benchmarks_folder()
    for data in TABLE:
        if not data.path(folder).is_dir():
            raise ChoreError(
                f"The table needs {data.title} in {data.path(folder)}. "
                "Set GOLDLEAF_SHARED to the folder that has benchmarks/ in it."
            )
    ensure("test")
    with tempfile.TemporaryDirectory() as place:
        results = [measure(data, data.path(folder), Path(place) / "scores.json") for data in TABLE]
    model = json.loads(MODEL.read_text("utf-8"))
    README.write_text(
        replaced(README.read_text("utf-8"), block(TABLE, results, model)), "utf-8", newline="\n"
    )
    say(f"Rewrote the table of scores in {README}")


def measure(data: Data, folder: Path, file: Path) -> dict[str, Any]:
    """Run ``goldleaf score`` and return what it wrote.

    Args:
        data: what to measure on.
        folder: where that is.
        file: where the result may be written.

    Raises:
        ChoreError: the command failed; its words are on standard error.
    """
    command = [str(script("goldleaf")), "score", data.option, f"{data.kind}{folder}"]
    command += ["--engine", ",".join(engines_for(data)), "--json", str(file)]
    say(f"Measuring on {data.title}: this may take minutes.")
    if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise ChoreError(f"`{' '.join(command)}` failed; its message is above.")
    result = json.loads(file.read_text("utf-8"))
    assert isinstance(result, dict)
    return result


def engines_for(data: Data) -> tuple[str, ...]:
    """The engines to run: where the model learned from the pages, Goldleaf's row is from its report."""
    return ENGINES[1:] if data.kind else ENGINES


def learned_rows(data: Data, model: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a benchmark in the model's report, in the shape of a summary's."""
    kind = data.kind.rstrip(":")
    return [
        {
            "group": "all" if row["name"] == kind else row["name"].partition(":")[2],
            "engine": "goldleaf, cross-validated",
            "pages": row["pages"],
            "metrics": {row["measure"]: row},
        }
        for row in model["scores"]
        if row["name"] == kind or row["name"].startswith(f"{kind}:")
    ]


def by_type(
    table: Sequence[Data], results: Sequence[Mapping[str, Any]], model: Mapping[str, Any]
) -> list[str]:
    """Lines of a table with a row for each page type, of the benchmark that has several."""
    for data, result in zip(table, results, strict=True):
        own = {row["group"]: row for row in learned_rows(data, model)}
        if len(own) < 2:
            continue
        others = {(row["engine"], row["group"]): row for row in result["summary"]}
        engines = [engine for engine in ENGINES[1:] if (engine, "all") in others]
        lines = [
            f"| {data.title} | pages | goldleaf, cross-validated | {' | '.join(engines)} |",
            "|---|---:|" + "---:|" * (1 + len(engines)),
        ]
        for group in sorted(own, key=lambda group: (group != "all", group)):
            rows = [own[group], *(others.get((engine, group)) for engine in engines)]
            cells = [with_interval(row["metrics"]["token_f1"]) if row else "–" for row in rows]
            lines.append(f"| {group} | {own[group]['pages']} | " + " | ".join(cells) + " |")
        return lines
    return []


def with_interval(metric: Mapping[str, Any]) -> str:
    """A score and its confidence interval, where there are sites enough for one, for a cell of the table."""
    if metric["low"] is None:
        return f"{metric['value']:.3f}"
    return f"{metric['value']:.3f} <small>[{metric['low']:.3f}, {metric['high']:.3f}]</small>"


def block(table: Sequence[Data], results: Sequence[Mapping[str, Any]], model: Mapping[str, Any]) -> str:
    """The text between the markers: the table, what made it, and how to make it again.

    Args:
        table: the data, one for each result.
        results: as ``goldleaf score --json`` writes them.
        model: the model's report.

    Returns:
        Markdown, with a line end at the end.
    """
    rows = [
        (data.title, row)
        for data, result in zip(table, results, strict=True)
        for row in (*(learned_rows(data, model) if data.kind else ()), *result["summary"])
        if row["group"] == "all"
    ]
    metrics = [name for name in TITLES if any(name in row["metrics"] for _, row in rows)]
    lines = [
        "| pages from | pages | engine | " + " | ".join(TITLES[name] for name in metrics) + " |",
        "|---|---:|---|" + "---:|" * len(metrics),
    ]
    for title, row in rows:
        values = [with_interval(row["metrics"][name]) if name in row["metrics"] else "–" for name in metrics]
        lines.append(f"| {title} | {row['pages']} | {row['engine']} | " + " | ".join(values) + " |")
    versions = results[0]["provenance"]["versions"]
    day = results[0]["provenance"]["date"][:10]
    names = ", ".join(
        f"{name} {versions[name]}"
        for name in ("goldleaf", "readability-lxml", "trafilatura", "lxml")
        if name in versions
    )
    commands = [
        f"goldleaf score {data.option} "
        + (f"{data.kind}$GOLDLEAF_SHARED/benchmarks/{data.folder}" if data.kind else data.folder)
        + f" --engine {','.join(engines_for(data))}"
        for data in table
    ]
    return "\n".join(
        [
            *lines,
            "",
            *by_type(table, results, model),
            "",
            textwrap.fill(NOTE.format(day=day, names=names), 118),
            "",
            "```sh",
            *commands,
            "```",
            "",
        ]
    )


def replaced(text: str, new: str) -> str:
    """The README with another block between the markers.

    Args:
        text: the README.
        new: the block, ending with a line end.

    Raises:
        ChoreError: the markers are not there exactly once each, in order.
    """
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end or BEGIN in rest or END in tail:
        raise ChoreError(f"{README.name} must have {BEGIN} and then {END}, once each.")
    return f"{head}{BEGIN}\n{new}{END}{tail}"
