"""Errors of the data that scoring stands on. All are wrong usage on the command line: exit code 2."""

from __future__ import annotations

import os

from goldleaf.errors import GoldleafError


class BrokenGoldSet(GoldleafError):
    """A gold set can't be loaded, or contradicts itself; ``detail["findings"]`` lists what and where."""

    code = "broken_gold_set"


class BrokenBenchmark(GoldleafError):
    """A benchmark folder has not the layout of its kind."""

    code = "broken_benchmark"


class BrokenBaseline(GoldleafError):
    """The baseline file is missing, unreadable or from another format."""

    code = "broken_baseline"


class BrokenCache(GoldleafError):
    """The store of earlier results can't be read or written."""

    code = "broken_cache"


class NoScheduler(GoldleafError):
    """A Dask scheduler can't be reached, or its workers can't do the work."""

    code = "no_scheduler"


class UnknownName(GoldleafError):
    """There is no engine, metric, benchmark kind or case of this name; the message lists those there are."""

    code = "unknown_name"


class LoweredFloor(GoldleafError):
    """An update would lower floors of the baseline and no reason was given."""

    code = "lowered_floor"


class CaseRefused(GoldleafError):
    """A case can't be put into a gold set: its name is taken or no name, or the page is there already."""

    code = "case_refused"


class FetchFailed(GoldleafError):
    """A page or archive that was asked for could not be fetched; ``detail["address"]`` is where from."""

    code = "fetch_failed"


class BrokenEngine(GoldleafError):
    """An engine that another distribution brings along can't be loaded, or is none."""

    code = "broken_engine"


class BrokenPredictions(GoldleafError):
    """A file of predictions is missing, has another format, or names pages that there aren't."""

    code = "broken_predictions"


def install_hint(extra: str) -> str:
    """How to install an extra in a checkout, where Goldleaf lives as long as no package index has it.

    Args:
        extra: its name in ``pyproject.toml``, such as ``compare``.
    """
    # Windows has no make, and its shells know no quotes but double ones.
    setup, python = (
        ("python tools\\dev.py setup", r".venv\Scripts\python")
        if os.name == "nt"
        else ("make setup", ".venv/bin/python")
    )
    return f'In the checkout, run: {python} -m pip install -e ".[{extra}]" (or `{setup}`: all but goose3)'
