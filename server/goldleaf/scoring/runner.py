"""Runs engines over cases: what the cache knows is taken from it, the rest is scored on this machine or on a
cluster."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence

from goldleaf.scoring.cache import ResultCache
from goldleaf.scoring.cases import Case
from goldleaf.scoring.engines import engine
from goldleaf.scoring.local import Heartbeat, Pulse, Todo, run_here, run_in_pool
from goldleaf.scoring.provenance import provenance
from goldleaf.scoring.results import CaseInfo, PageResult, Run

DEADLINE = 60.0
"""Seconds for one engine on one page, measuring included; far above what any page needs, to catch what
hangs."""

BEAT = 10.0
"""Seconds between two reports of how far a run is."""


def run_engines(
    cases: Sequence[Case],
    engines: Sequence[str],
    *,
    source: str = "",
    workers: int | None = None,
    deadline: float = DEADLINE,
    progress: Callable[[PageResult], None] | None = None,
    heartbeat: Heartbeat | None = None,
    beat: float = BEAT,
    cache: ResultCache | None = None,
    scheduler: str | None = None,
    weigh: bool = False,
) -> Run:
    """Score every engine on every case.

    Args:
        cases: the pages; names must be unique.
        engines: names of the registry.
        source: what to call the data in the result.
        workers: processes; one a core by default. With 0 the pages run in this process, without a deadline:
            for debuggers, and for tests that replace an engine.
        deadline: seconds for one page; past it the page's worker is stopped and the page scores 0.
        progress: called after each page, in the order in which they finish.
        heartbeat: called every ``beat`` seconds, whether pages finish or hang; not with 0 workers.
        beat: seconds, over 0.
        cache: where results of earlier runs are; None to work all of them out.
        scheduler: address of a Dask scheduler whose workers do the work; None for this machine.
        weigh: whether to hold each page's cost against the yardstick, see
            :mod:`goldleaf.scoring.yardstick`. Nothing is taken from the cache then.

    Returns:
        The results in the order of the cases, engines side by side, whatever order they finished in.

    Raises:
        UnknownName: an engine does not exist.
        MissingExtra: an engine is not installed, or the extra that a scheduler needs.
        BrokenCache: the cache can't be read or written.
        NoScheduler: the scheduler can't be reached, or its workers have other code.
        OSError: a page's file can't be read.
    """
    for name in engines:
        engine(name)  # fail before the work begins, not in a worker
    start = time.monotonic()
    places = [(case, name) for case in cases for name in engines]
    results: dict[int, PageResult] = {}
    todo: list[Todo] = []
    for number, (case, name) in enumerate(places):
        known = None if cache is None or weigh else _known(cache, number, case, name)
        if isinstance(known, PageResult):
            results[number] = known
            if progress is not None:
                progress(known)
        else:
            todo.append(known or Todo(number, case, name, weigh))
    pulse = Pulse(heartbeat, beat, len(results), len(places))

    def done(number: int, result: PageResult) -> None:
        results[number] = result
        pulse.done = len(results)
        case, _ = places[number]
        if cache is not None:
            cache.keep(case.page_digest, case.url, case.reference, result)
        if progress is not None:
            progress(result)

    if scheduler is not None:
        from goldleaf.scoring.cluster import run_on_cluster

        run_on_cluster(todo, done, scheduler, deadline, pulse)
    elif workers == 0:
        run_here(todo, done)
    elif todo:
        run_in_pool(todo, done, workers or os.cpu_count() or 1, deadline, pulse)
    options = {
        "deadline_seconds": deadline,
        "workers": None if scheduler else workers if workers is not None else os.cpu_count() or 1,
        "scheduler": scheduler,
        "cache": cache is not None,
        "weigh": weigh,
    }
    return Run(
        source,
        tuple(_info(case) for case in cases),
        tuple(engines),
        tuple(results[number] for number in range(len(places))),
        provenance(engines) | {"options": options},
        time.monotonic() - start,
    )


def _known(cache: ResultCache, number: int, case: Case, name: str) -> PageResult | Todo | None:
    """A result of an earlier run, or what is left to do where only its output is known."""
    output = cache.output(case.page_digest, case.url, name)
    if output is None:
        return None
    measured = cache.measurements(case.page_digest, case.url, name, case.reference)
    if measured is None:
        return Todo(number, case, name, output=output)
    found = output.extraction
    return PageResult(
        case.name,
        name,
        output.outcome,
        output.seconds,
        measured,
        found.text,
        output.error,
        html=found.html,
        fields=found.fields,
        cached=True,
    )


def _info(case: Case) -> CaseInfo:
    return CaseInfo(case.name, case.page_type, case.lang, case.domain, case.page_digest, case.gold_digest)
