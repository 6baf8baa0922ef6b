"""A pool of worker processes: each task has a deadline, a stuck or dead worker hurts only its own task.

Each worker has a pipe of its own and a thread in the parent that feeds it. Nothing is shared between workers
(no queue, no lock, no semaphore), so a worker may be killed at any instruction without leaving the others
waiting for something it held. The deadline is kept by SIGKILL (TerminateProcess on Windows), which reaches a
process that is stuck in C code.

Why not ``concurrent.futures`` or a pool library: their workers share one task pipe guarded by a lock. There a
worker that dies while idle, or while it holds that lock, takes the whole pool along, and a stuck worker is
asked politely (SIGTERM, three seconds) before it is killed.
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from goldleaf._worker_link import LEAVE_SECONDS, Alarm, Worker, settle
from goldleaf._worker_process import PRELOAD, TAKEN, start_method
from goldleaf.errors import Busy, GoldleafError, OutOfTime, WorkerLost


class _Task:
    """A function and its arguments, pickled in the caller's thread, and the future that holds the result."""

    __slots__ = ("deadline", "future", "payload")

    def __init__(self, payload: bytes, deadline: float) -> None:
        self.payload = payload
        self.deadline = deadline
        self.future: Future[Any] = Future()


class WorkerPool:
    """Runs picklable functions in worker processes.

    The workers are started with ``forkserver`` where that is sound (the server process has no threads, so
    forking it is), with ``spawn`` on macOS and Windows. A script that makes a pool must therefore keep its
    own work under ``if __name__ == "__main__":``, as with every such pool.

    Example:
        >>> with WorkerPool(workers=2, deadline=10) as pool:  # doctest: +SKIP
        ...     article = pool.run(goldleaf.read, html, "https://example.org/")
    """

    def __init__(
        self,
        *,
        workers: int,
        deadline: float,
        memory_bytes: int | None = None,
        queue: int = 0,
        max_tasks: int = 1000,
        warm: Sequence[str] = PRELOAD,
    ) -> None:
        """Start the workers; returns at once, they warm up on their own.

        Args:
            workers: number of processes, at least 1.
            deadline: seconds that a task may run, counted from the moment a worker takes it.
            memory_bytes: what one worker may allocate, in bytes; None for no limit. Kept where the platform
                has such limits (Linux: RLIMIT_DATA, other Unix: RLIMIT_AS); elsewhere it has no effect.
            queue: tasks that may wait while all workers are taken; one more raises Busy.
            max_tasks: tasks after which a worker is replaced; 0 for never.
            warm: modules that each worker imports before its first task.
        """
        if workers < 1 or deadline <= 0 or queue < 0 or max_tasks < 0:
            raise ValueError("workers must be 1 or more, deadline over 0, queue and max_tasks 0 or more")
        self.workers = workers
        self.deadline = deadline
        self._memory_bytes = memory_bytes
        self._max_tasks = max_tasks
        self._warm = tuple(warm)
        self._room = workers + queue
        self._context = multiprocessing.get_context(start_method())
        if start_method() == "forkserver":
            self._context.set_forkserver_preload(list(warm))
        self._waiting: deque[_Task] = deque()
        self._inside = 0
        self._closed = False
        self._abandoned = False
        self._changed = threading.Condition()
        self._running: dict[int, BaseProcess] = {}
        self._threads = [
            threading.Thread(target=self._serve, args=(slot,), name=f"goldleaf-slot-{slot}", daemon=True)
            for slot in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, function: Callable[..., Any], *args: Any, deadline: float | None = None) -> Future[Any]:
        """Hand a task to the next free worker.

        Args:
            function: a module-level function (it is pickled by its name).
            args: its picklable arguments.
            deadline: seconds for this task alone; the pool's by default.

        Returns:
            A future. Its ``result()`` raises what the function raised, or OutOfTime, or WorkerLost.
            ``cancel()`` works while the task waits, not once it runs.

        Raises:
            Busy: all workers are taken and the queue is full, or the pool is closed.
            pickle.PicklingError, AttributeError, TypeError: the function or an argument cannot be pickled.
        """
        if deadline is not None and deadline <= 0:
            raise ValueError("deadline must be over 0 seconds")
        task = _Task(
            pickle.dumps((function, args, deadline or self.deadline), protocol=pickle.HIGHEST_PROTOCOL),
            deadline or self.deadline,
        )
        with self._changed:
            if self._closed:
                raise Busy("The worker pool is shut down and takes no more work.", closed=True)
            if self._inside >= self._room:
                raise Busy(
                    "All workers are taken and the queue is full. Try again in a few seconds.",
                    workers=self.workers,
                    queue=self._room - self.workers,
                )
            self._inside += 1
            self._waiting.append(task)
            self._changed.notify()
        return task.future

    def run(self, function: Callable[..., Any], *args: Any, deadline: float | None = None) -> Any:
        """``submit`` and wait for the result."""
        return self.submit(function, *args, deadline=deadline).result()

    def close(self, *, finish: bool = True) -> None:
        """Take no more tasks, end the workers and wait for that.

        Args:
            finish: let the tasks that run or wait come to their end; otherwise they are stopped and their
                futures raise WorkerLost or Busy.
        """
        with self._changed:
            self._closed = True
            self._abandoned = not finish
            dropped = [] if finish else list(self._waiting)
            if not finish:
                self._waiting.clear()
                for process in self._running.values():
                    process.kill()
            self._changed.notify_all()
        for task in dropped:
            if task.future.set_running_or_notify_cancel():
                task.future.set_exception(
                    Busy("The worker pool was shut down before this task began.", closed=True)
                )
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        """The pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; after an error without waiting for the tasks."""
        self.close(finish=kind is None)

    def _serve(self, slot: int) -> None:
        """The life of one slot: keep a worker, feed it tasks, replace it when it is lost or worn."""
        worker: Worker | None = None
        while True:
            if worker is None and not self._closed:
                worker = self._start()
            with self._changed:
                while not self._waiting and not self._closed:
                    self._changed.wait()
                if not self._waiting:
                    break
                task = self._waiting.popleft()
            outcome: bytes | GoldleafError | None = None
            wanted = task.future.set_running_or_notify_cancel()
            if wanted:
                worker, outcome = self._do(slot, worker, task)
            # The place is free before the result is out: its receiver may hand in the next task at once.
            with self._changed:
                self._inside -= 1
            if wanted and outcome is not None and settle(task.future, outcome) and worker is not None:
                worker.kill()
                worker = None
            if worker is not None and self._max_tasks and worker.done >= self._max_tasks:
                worker.stop()
                worker = None
        if worker is not None:
            worker.stop()

    def _start(self) -> Worker | None:
        """A new worker, or None where the system refuses one now (the next task will try again and tell)."""
        try:
            return Worker(self._context, self._memory_bytes, self._warm)
        except (OSError, EOFError):
            return None

    def _do(
        self, slot: int, worker: Worker | None, task: _Task
    ) -> tuple[Worker | None, bytes | GoldleafError]:
        """Run one task; the worker that may be used again (None: start another) and what came of the task."""
        lost = WorkerLost("The worker process died before it had taken the page. Try again.", stage="send")
        # A worker that died while it was idle is not this task's fault: the task goes to a fresh one, once.
        for _ in range(2):
            try:
                worker = worker or Worker(self._context, self._memory_bytes, self._warm)
                worker.wait_ready()
                outcome = self._exchange(slot, worker, task)
            except WorkerLost as error:
                outcome, lost = None, error
            except (OSError, EOFError) as error:
                outcome, lost = (
                    None,
                    WorkerLost(f"A worker process could not be started: {error}.", stage="start"),
                )
            if isinstance(outcome, bytes) and worker is not None:
                worker.done += 1
                return worker, outcome
            if worker is not None:
                worker.kill()
                worker = None
            if outcome is not None:
                return None, outcome
        return None, lost

    def _exchange(self, slot: int, worker: Worker, task: _Task) -> bytes | GoldleafError | None:
        """Send a task, await the answer. None: it never began. An error: the worker is no more."""
        taken = False
        with self._changed:
            if self._abandoned:
                return Busy("The worker pool was shut down before this task began.", closed=True)
            self._running[slot] = worker.process
        alarm = Alarm(worker.process, task.deadline)
        try:
            worker.pipe.send_bytes(task.payload)
            taken = worker.pipe.recv_bytes() == TAKEN
            return worker.pipe.recv_bytes()
        except (EOFError, OSError):
            if alarm.rang:
                return OutOfTime(
                    f"The page was not done within {task.deadline:g} seconds and was given up.",
                    deadline_seconds=task.deadline,
                )
            if not taken:
                return None
            worker.process.join(LEAVE_SECONDS)
            return WorkerLost(
                "The process that was reading the page died. Try again; if it happens each time, the page "
                "needs more memory than a worker may use, or it crashes a library.",
                exit_code=worker.process.exitcode,
            )
        finally:
            alarm.turn_off()
            with self._changed:
                del self._running[slot]
