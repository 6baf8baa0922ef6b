"""The parent's side of one worker process of :mod:`goldleaf.workers`: its pipe, its deadline, its answers."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from goldleaf._worker_process import OUT_OF_MEMORY, READY, worker_main
from goldleaf.errors import GoldleafError, WorkerLost

# How long a new worker may take to import its modules; generous, since a cold disk under load is no error.
START_SECONDS = 60.0
# How long a worker that was told to go may take before it is killed.
LEAVE_SECONDS = 2.0


class Alarm:
    """Kills a process when its time is over, and remembers that it did."""

    def __init__(self, process: BaseProcess, seconds: float) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._off = False
        self.rang = False
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        with self._lock:
            if not self._off:
                self.rang = True
                self._process.kill()

    def turn_off(self) -> None:
        """After this the process is not killed any more: no kill can reach the task that follows."""
        self._timer.cancel()
        with self._lock:
            self._off = True


class Worker:
    """One process and the parent's end of its pipe."""

    def __init__(self, context: Any, memory_bytes: int | None, warm: Sequence[str]) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe(duplex=True)
        self.process: BaseProcess = context.Process(
            target=worker_main, args=(theirs, memory_bytes, tuple(warm)), name="goldleaf-worker", daemon=True
        )
        self.process.start()
        theirs.close()
        self.done = 0
        self._ready = False

    def wait_ready(self) -> None:
        """Block until the worker has imported its modules.

        Raises:
            WorkerLost: it died, or was not ready in time.
        """
        if self._ready:
            return
        try:
            if self.pipe.poll(START_SECONDS) and self.pipe.recv_bytes() == READY:
                self._ready = True
                return
        except (EOFError, OSError):
            pass
        raise WorkerLost(
            "A worker process could not be started. Check that the memory limit leaves room for Python.",
            stage="start",
        )

    def stop(self) -> None:
        """Let an idle worker go: it leaves by itself when its pipe closes, and is killed if it does not."""
        self.pipe.close()
        self.process.join(LEAVE_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the process now and reap it."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def settle(future: Future[Any], outcome: bytes | GoldleafError) -> bool:
    """Put what came of a task into its future; True where the worker should not be used again."""
    if isinstance(outcome, GoldleafError):
        future.set_exception(outcome)
        return True
    if outcome == OUT_OF_MEMORY:
        future.set_exception(
            WorkerLost("The page needs more memory than a worker may use, and was given up.", reason="memory")
        )
        return True
    try:
        good, value = pickle.loads(outcome)  # noqa: S301 - made by our own worker, never by the page
    except Exception as error:
        future.set_exception(RuntimeError(f"The result could not be unpickled: {error}"))
        return False
    if good:
        future.set_result(value)
    else:
        future.set_exception(value)
    return False
