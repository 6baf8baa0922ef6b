"""Pages on this machine: one after the other in this process, or in a pool of worker processes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Any

from goldleaf.errors import OutOfTime, WorkerLost
from goldleaf.scoring.cases import Case
from goldleaf.scoring.engines import Extraction
from goldleaf.scoring.results import Outcome, PageResult
from goldleaf.scoring.task import Job, Output, measure, score_page
from goldleaf.workers import WorkerPool

Heartbeat = Callable[[int, int, str], None]
"""Told how many pages are done, how many there are, and which one is waited for."""

Done = Callable[[int, PageResult], None]
"""Takes a result and the number of its place."""

_MEMORY = 4 * 1024**3
_WARM = ("goldleaf", "goldleaf.scoring.task")


@dataclass(frozen=True, slots=True)
class Todo:
    """A page that is still to be scored; its file is read only when its turn has come.

    Attributes:
        number: its place among the results.
        case: the page.
        engine: the engine's name.
        weigh: see :class:`goldleaf.scoring.task.Job`.
        output: what the engine gave before, to be measured only; None to run the engine.
    """

    number: int
    case: Case
    engine: str
    weigh: bool = False
    output: Output | None = None

    @property
    def name(self) -> str:
        """The page as progress names it."""
        return f"{self.engine} on {self.case.name}"

    def job(self) -> Job:
        """The job for a worker.

        Raises:
            OSError: the page's file can't be read.
        """
        page = b"" if self.output is not None else self.case.page()
        case = self.case
        return Job(case.name, self.engine, page, case.url, case.reference, self.weigh, self.output)

    def failed(self, outcome: Outcome, seconds: float, error: str) -> PageResult:
        """The result where no worker gave one: a miss."""
        measured = measure(Extraction(""), outcome, self.case.reference)
        return PageResult(self.case.name, self.engine, outcome, seconds, measured, "", error)


class Pulse:
    """Calls a heartbeat when its time has come."""

    def __init__(self, heartbeat: Heartbeat | None, seconds: float, done: int, total: int) -> None:
        """Keep who listens, how often, and how far the run is already."""
        self._heartbeat = heartbeat
        self._seconds = seconds
        self._next = time.monotonic() + seconds
        self.done = done
        self._total = total

    def left(self) -> float | None:
        """Seconds to the next beat, None where nobody listens."""
        return None if self._heartbeat is None else max(0.0, self._next - time.monotonic())

    def beat(self, page: str) -> None:
        """Call the heartbeat if it is time."""
        if self._heartbeat is not None and time.monotonic() >= self._next:
            self._heartbeat(self.done, self._total, page)
            self._next = time.monotonic() + self._seconds


def run_here(todo: Sequence[Todo], done: Done) -> None:
    """Score pages in this process, without a deadline."""
    for item in todo:
        done(item.number, score_page(item.job()))


def run_in_pool(todo: Sequence[Todo], done: Done, workers: int, deadline: float, pulse: Pulse) -> None:
    """Score pages in worker processes.

    Args:
        todo: the pages.
        done: takes each result, in the order in which pages finish.
        workers: processes.
        deadline: seconds for one page; past it its worker is stopped and the page is a miss.
        pulse: is told how far it is.
    """
    # More in the queue than workers, so that none waits for this loop; few, so that memory stays small.
    ahead = 4 * workers
    with WorkerPool(
        workers=max(1, min(workers, len(todo))),
        deadline=deadline,
        memory_bytes=_MEMORY,
        queue=ahead,
        warm=_WARM,
    ) as pool:
        running: dict[Future[Any], Todo] = {}
        upcoming = iter(todo)
        left = len(todo)
        while left:
            while len(running) < ahead and (item := next(upcoming, None)) is not None:
                running[pool.submit(score_page, item.job())] = item
            finished, _ = wait(running, timeout=pulse.left(), return_when=FIRST_COMPLETED)
            for future in finished:
                item = running.pop(future)
                done(item.number, _collect(future, item, deadline))
                left -= 1
            if running:
                # The pool takes tasks in their order, so the oldest one is in work and the one waited for.
                pulse.beat(min(running.values(), key=lambda item: item.number).name)


def _collect(future: Future[Any], item: Todo, deadline: float) -> PageResult:
    try:
        result = future.result()
    except OutOfTime as error:
        return item.failed(Outcome.OUT_OF_TIME, deadline, error.message)
    except WorkerLost as error:
        return item.failed(Outcome.WORKER_LOST, 0.0, error.message)
    assert isinstance(result, PageResult)
    return result
