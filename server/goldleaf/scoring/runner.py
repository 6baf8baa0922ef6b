"""Runs engines over cases in worker processes, with a deadline for each page."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any

from goldleaf.errors import OutOfTime, WorkerLost
from goldleaf.scoring.cases import Case
from goldleaf.scoring.engines import Extraction, engine
from goldleaf.scoring.provenance import provenance
from goldleaf.scoring.results import CaseInfo, Outcome, PageResult, Run
from goldleaf.scoring.task import measure, score_page
from goldleaf.workers import WorkerPool

DEADLINE = 60.0
"""Seconds for one engine on one page, measuring included; far above what any page needs, to catch what
hangs."""

BEAT = 10.0
"""Seconds between two reports of how far a run is."""

Heartbeat = Callable[[int, int, str], None]
"""Told how many pages are done, how many there are, and which one is waited for."""

_MEMORY = 4 * 1024**3
_WARM = ("goldleaf", "goldleaf.scoring.task")


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

    Returns:
        The results in the order of the cases, engines side by side, whatever order they finished in.

    Raises:
        UnknownName: an engine does not exist.
        MissingExtra: an engine is not installed.
        OSError: a page's file can't be read.
    """
    for name in engines:
        engine(name)  # fail before the work begins, not in a worker
    start = time.monotonic()
    jobs = [(case, name) for case in cases for name in engines]
    if workers == 0:
        results = _run_here(jobs, progress)
    else:
        results = _run(jobs, workers or os.cpu_count() or 1, deadline, progress, _Pulse(heartbeat, beat))
    infos = tuple(
        CaseInfo(case.name, case.page_type, case.lang, case.domain, case.page_digest, case.gold_digest)
        for case in cases
    )
    return Run(source, infos, tuple(engines), results, provenance(engines), time.monotonic() - start)


def _run_here(
    jobs: Sequence[tuple[Case, str]], progress: Callable[[PageResult], None] | None
) -> tuple[PageResult, ...]:
    results = []
    for case, name in jobs:
        results.append(score_page(name, case))
        if progress is not None:
            progress(results[-1])
    return tuple(results)


def _run(
    jobs: Sequence[tuple[Case, str]],
    workers: int,
    deadline: float,
    progress: Callable[[PageResult], None] | None,
    pulse: _Pulse,
) -> tuple[PageResult, ...]:
    done: dict[int, PageResult] = {}
    # More in the queue than workers, so that none waits for this loop; few, so that memory stays small.
    ahead = 4 * workers
    with WorkerPool(
        workers=min(workers, max(1, len(jobs))),
        deadline=deadline,
        memory_bytes=_MEMORY,
        queue=ahead,
        warm=_WARM,
    ) as pool:
        running: dict[Future[Any], int] = {}
        upcoming = iter(range(len(jobs)))
        while len(done) < len(jobs):
            while len(running) < ahead and (number := next(upcoming, None)) is not None:
                case, name = jobs[number]
                running[pool.submit(score_page, name, case)] = number
            finished, _ = wait(running, timeout=pulse.left(), return_when=FIRST_COMPLETED)
            for future in finished:
                number = running.pop(future)
                done[number] = _collect(future, *jobs[number], deadline)
                if progress is not None:
                    progress(done[number])
            if running:
                # The pool takes tasks in their order, so the oldest one is in work and the one waited for.
                oldest, name = jobs[min(running.values())]
                pulse.beat(len(done), len(jobs), f"{name} on {oldest.name}")
    return tuple(done[number] for number in range(len(jobs)))


class _Pulse:
    """Calls a heartbeat when its time has come."""

    def __init__(self, heartbeat: Heartbeat | None, seconds: float) -> None:
        self._heartbeat = heartbeat
        self._seconds = seconds
        self._next = time.monotonic() + seconds

    def left(self) -> float | None:
        """Seconds to the next beat, None where nobody listens."""
        return None if self._heartbeat is None else max(0.0, self._next - time.monotonic())

    def beat(self, done: int, total: int, page: str) -> None:
        """Call the heartbeat if it is time."""
        if self._heartbeat is not None and time.monotonic() >= self._next:
            self._heartbeat(done, total, page)
            self._next = time.monotonic() + self._seconds


def _collect(future: Future[Any], case: Case, name: str, deadline: float) -> PageResult:
    try:
        result = future.result()
    except OutOfTime as error:
        return _failed(case, name, Outcome.OUT_OF_TIME, deadline, error.message)
    except WorkerLost as error:
        return _failed(case, name, Outcome.WORKER_LOST, 0.0, error.message)
    assert isinstance(result, PageResult)
    return result


def _failed(case: Case, name: str, outcome: Outcome, seconds: float, error: str) -> PageResult:
    return PageResult(
        case.name, name, outcome, seconds, measure(Extraction(""), outcome, case.reference), "", error
    )
