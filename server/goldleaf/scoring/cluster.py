"""Pages on the workers of a Dask scheduler: the same task as on this machine, sent with its page."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

from goldleaf.errors import MissingExtra
from goldleaf.scoring.errors import NoScheduler, install_hint
from goldleaf.scoring.fingerprint import engine_fingerprint, metrics_fingerprint
from goldleaf.scoring.local import Done, Pulse, Todo
from goldleaf.scoring.results import Outcome, PageResult
from goldleaf.scoring.task import score_page

_CONNECT_SECONDS = 15
_LOOK_SECONDS = 1.0


def run_on_cluster(
    todo: Sequence[Todo], done: Done, address: str, deadline: float, pulse: Pulse, client: Any = None
) -> None:
    """Score pages on a cluster. Each thread of its workers has one page at a time, so that a page's time
    begins when it is sent.

    A page past its deadline is a miss, and its worker is started anew where a nanny can do that; without one
    its thread counts as lost, and the run goes on with the others.

    Args:
        todo: the pages; they are sent whole, so that workers need no common file system.
        done: takes each result, in the order in which pages finish.
        address: the scheduler's, such as ``tcp://10.0.0.5:8786``.
        deadline: seconds for one page.
        pulse: is told how far it is.
        client: a connected ``distributed.Client`` to use instead of the address.

    Raises:
        MissingExtra: ``distributed`` is not installed.
        NoScheduler: the scheduler can't be reached, has no workers, its workers have other code than this
            machine, or all of them were lost.
        OSError: a page's file can't be read.
    """
    if not todo:
        return
    with _connected(address) if client is None else _given(client) as connected:
        _compare_code(connected, address, sorted({item.engine for item in todo}))
        _Shift(connected, address, deadline, done, pulse).work(todo)


class _Shift:
    """One run on a cluster: what is out, since when, and how many threads are left."""

    def __init__(self, client: Any, address: str, deadline: float, done: Done, pulse: Pulse) -> None:
        self._client = client
        self._address = address
        self._deadline = deadline
        self._done = done
        self._pulse = pulse
        self._threads = sum(client.nthreads().values())
        self._out: dict[Any, tuple[Todo, float]] = {}

    def work(self, todo: Sequence[Todo]) -> None:
        wait: Any = import_module("distributed").wait
        upcoming = iter(todo)
        left = len(todo)
        while left:
            while len(self._out) < self._threads and (item := next(upcoming, None)) is not None:
                # Not pure: a result must not be another run's that had the same page.
                future = self._client.submit(score_page, item.job(), pure=False, retries=0)
                self._out[future] = (item, time.monotonic())
            if not self._out:
                raise NoScheduler(
                    f"All workers of {self._address} are lost: a page hung on each, and none has a nanny to "
                    "start it anew. Start them with `dask worker --nanny`.",
                    address=self._address,
                )
            seconds = min(_LOOK_SECONDS, self._pulse.left() or _LOOK_SECONDS)
            # Where nobody is done yet, the clocks are looked at.
            with suppress(TimeoutError):
                wait(list(self._out), timeout=seconds, return_when="FIRST_COMPLETED")
            before = len(self._out)
            self._collect()
            self._stop_the_late()
            left -= before - len(self._out)
            if self._out:
                self._pulse.beat(next(iter(self._out.values()))[0].name)

    def _collect(self) -> None:
        for future in [future for future in self._out if future.done()]:
            item, _ = self._out.pop(future)
            if future.status == "finished":
                result = future.result()
                assert isinstance(result, PageResult)
            else:
                problem = future.exception() if future.status == "error" else "the cluster dropped the task"
                result = item.failed(Outcome.WORKER_LOST, 0.0, f"No worker gave an answer: {problem}")
            self._done(item.number, result)

    def _stop_the_late(self) -> None:
        now = time.monotonic()
        late = {future: item for future, (item, since) in self._out.items() if now - since > self._deadline}
        if not late:
            return
        holders = self._client.processing()
        nannies = {
            worker: facts.get("nanny") for worker, facts in self._client.scheduler_info()["workers"].items()
        }
        for future, item in late.items():
            del self._out[future]
            future.cancel()
            holder = next((worker for worker, keys in holders.items() if future.key in keys), None)
            if holder is not None and nannies.get(holder):
                self._client.restart_workers([holder], timeout=_CONNECT_SECONDS, raise_for_error=False)
                self._since_now(holders[holder])
            else:
                self._threads -= 1
            message = f"The page was not done within {self._deadline:g} seconds and was given up."
            self._done(item.number, item.failed(Outcome.OUT_OF_TIME, self._deadline, message))

    def _since_now(self, keys: Sequence[str]) -> None:
        """Pages that ran beside one that hung begin again, and so does their time."""
        for future, (item, _) in list(self._out.items()):
            if future.key in keys:
                self._out[future] = (item, time.monotonic())


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"--scheduler needs {error.name}, which is not installed. {install_hint('scale')}", extra="scale"
        ) from None
    try:
        client = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NoScheduler(
            f"No Dask scheduler answers at {address} ({type(error).__name__}). "
            "Start one with `dask scheduler`, and name it as it prints itself, such as tcp://10.0.0.5:8786.",
            address=address,
        ) from None
    try:
        with client.as_current():
            yield client
    finally:
        client.close()


@contextmanager
def _given(client: Any) -> Iterator[Any]:
    yield client


def _compare_code(client: Any, address: str, engines: Sequence[str]) -> None:
    if not client.nthreads():
        raise NoScheduler(
            f"The scheduler at {address} has no workers. Start some with `dask worker {address}`.",
            address=address,
        )
    wanted = fingerprints(engines)
    try:
        found: dict[str, list[str]] = client.run(fingerprints, list(engines))
    except Exception as error:
        raise NoScheduler(
            f"A worker of {address} can't score: {type(error).__name__}: {error}. Install the same Goldleaf "
            "on each worker, with the extras of the engines.",
            address=address,
        ) from None
    for worker, answer in found.items():
        if answer != wanted:
            raise NoScheduler(
                f"The worker {worker} has other code than this machine (Goldleaf, an engine, Python or a "
                "library), so its results would not be those of this checkout. Install the same on both.",
                address=address,
                worker=worker,
            )


def fingerprints(engines: Sequence[str]) -> list[str]:
    """What the engines and the metrics depend on here; run on each worker to compare.

    Args:
        engines: their names.
    """
    return [*(engine_fingerprint(name) for name in engines), metrics_fingerprint()]
