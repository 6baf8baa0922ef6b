"""The runs that notebooks look at: of the gold set, and of benchmarks where some are at hand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from goldleaf.scoring.benchmarks import KINDS, load_benchmark
from goldleaf.scoring.cache import ResultCache, default_folder
from goldleaf.scoring.cases import Case
from goldleaf.scoring.engines import installed_engines
from goldleaf.scoring.goldset import GoldSet
from goldleaf.scoring.notebook.places import find_goldset
from goldleaf.scoring.results import Run
from goldleaf.scoring.runner import run_engines
from goldleaf.scoring.validate import load_valid_goldset


def gold_run(engines: Sequence[str] | None = None, goldset: Path | None = None) -> tuple[GoldSet, Run]:
    """Engines over the gold set. What an earlier run has worked out is not worked out again.

    Args:
        engines: names; by default all that are installed, Goldleaf first.
        goldset: the folder; by default the one in or above the working directory.

    Raises:
        BrokenGoldSet: there is none, or it contradicts itself.
        UnknownName: an engine does not exist.
        MissingExtra: an engine is not installed.
        BrokenCache: the store of earlier results can't be used.
    """
    found = load_valid_goldset(goldset or find_goldset())
    return found, cached_run(found.cases, engines or installed(), "goldset")


def cached_run(cases: Sequence[Case], engines: Sequence[str], source: str) -> Run:
    """Engines over any cases, with the store of earlier results (the variable ``GOLDLEAF_CACHE`` says where).

    Raises:
        UnknownName: an engine does not exist.
        MissingExtra: an engine is not installed.
        BrokenCache: the store can't be used.
        OSError: a page's file can't be read.
    """
    folder = os.environ.get("GOLDLEAF_CACHE")
    with ResultCache(Path(folder) if folder else default_folder()) as cache:
        return run_engines(cases, engines, source=source, cache=cache)


def installed() -> list[str]:
    """Names of the engines that can run here, Goldleaf first."""
    return [engine.name for engine in installed_engines()]


def sample(cases: Sequence[Case], count: int) -> list[Case]:
    """At most so many cases, taken evenly from all."""
    if len(cases) <= count:
        return list(cases)
    return [cases[place * len(cases) // count] for place in range(count)]


def find_benchmarks(folders: Sequence[Path | str]) -> dict[str, list[Case]]:
    """The benchmarks in some folders, by kind; a folder that isn't there is passed over.

    Args:
        folders: each named ``KIND:DIR``, or the folder in which benchmarks lie side by side under names that
            begin with their kind, such as ``wcxb-dev``.

    Raises:
        BrokenBenchmark: a folder is there and has not the layout of its kind.
    """
    found: dict[str, list[Case]] = {}
    for given in map(str, folders):
        kind, _, place = given.partition(":")
        if kind in KINDS and place:
            named = [(kind, Path(place))] if Path(place).is_dir() else []
        else:
            inner = sorted(Path(given).iterdir()) if Path(given).is_dir() else []
            named = [(kind, path) for path in inner for kind in KINDS if path.name.startswith(kind)]
        for kind, path in named:
            found.setdefault(kind, []).extend(load_benchmark(kind, path))
    return found
