"""The inside of a worker process of :mod:`goldleaf.workers`: limits, warm-up, task after task."""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from goldleaf.errors import GoldleafError

READY = b"ready"
TAKEN = b"taken"
OUT_OF_MEMORY = b"memory"
PRELOAD: tuple[str, ...] = ("goldleaf",)
# Past its deadline a task is killed by the parent. Where the parent itself was killed, the kernel does it
# this much later.
ORPHAN_SECONDS = 5.0


def start_method() -> str:
    """How worker processes are started on this platform.

    ``fork`` is out of the question: it copies a server full of threads, locks held and all. ``forkserver``
    forks a small process without threads that has imported our modules, which takes milliseconds. On macOS
    system libraries do not survive a fork even there, and Windows has none: ``spawn``.
    """
    return "forkserver" if os.name == "posix" and sys.platform != "darwin" else "spawn"


def limit_memory(memory_bytes: int) -> None:
    """Cap what this process may allocate, where the platform can do that.

    Linux counts private writable memory under RLIMIT_DATA (since 4.7), which is what a page can grow;
    RLIMIT_AS would also count the code of shared libraries. Elsewhere RLIMIT_DATA covers the heap's break
    only, so RLIMIT_AS it is.
    """
    if sys.platform == "win32":
        return
    import resource

    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, hard = resource.getrlimit(kind)
    wanted = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    try:
        resource.setrlimit(kind, (wanted, hard))
    except (ValueError, OSError):
        # Some kernels (macOS) refuse the call altogether; the deadline still holds there, as the docstring of
        # the pool says.
        return


def worker_main(pipe: Connection, memory_bytes: int | None, warm: Sequence[str]) -> None:
    """Serve tasks until the parent closes the pipe.

    Args:
        pipe: carries ``(function, args, deadline)`` in and ``(good, value)`` out, both pickled.
        memory_bytes: see :func:`limit_memory`.
        warm: modules to import before the first task.
    """
    # Ctrl-C in a terminal reaches the whole group; the parent decides when workers go.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory_bytes is not None:
        limit_memory(memory_bytes)
    for module in warm:
        importlib.import_module(module)
    # What is imported lives for ever: moved out of the collector's sight, it costs no page its time.
    gc.collect()
    gc.freeze()
    try:
        pipe.send_bytes(READY)
        while True:
            payload = pipe.recv_bytes()
            # From here on the task has begun: should this process die, it is not given to another one.
            pipe.send_bytes(TAKEN)
            pipe.send_bytes(_answer(payload))
    except MemoryError:
        # The task alone was too big to take in, or its answer to hand out: leave, and the parent reports the
        # loss.
        os._exit(1)
    except (EOFError, OSError):
        return


def _answer(payload: bytes) -> bytes:
    """Run one pickled task and pickle what came of it."""
    try:
        function, args, deadline = pickle.loads(payload)  # noqa: S301 - sent by our own parent
        _set_orphan_alarm(deadline + ORPHAN_SECONDS)
        try:
            return pickle.dumps((True, function(*args)), protocol=pickle.HIGHEST_PROTOCOL)
        finally:
            _set_orphan_alarm(0)
    except MemoryError:
        return OUT_OF_MEMORY
    except GoldleafError as error:
        return pickle.dumps((False, error))
    except Exception as error:
        return _pickle_error(error)


def _set_orphan_alarm(seconds: float) -> None:
    """Let the kernel end this process after so many seconds (0: never), also when it is stuck in C."""
    if hasattr(signal, "setitimer"):
        # The default action ends the process without any Python code having to run.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _pickle_error(error: Exception) -> bytes:
    """An exception as bytes the parent can surely load; one that cannot travel becomes a RuntimeError."""
    where: Any = traceback.format_tb(error.__traceback__)
    try:
        error.add_note("In the worker process:\n" + "".join(where))
        data = pickle.dumps((False, error), protocol=pickle.HIGHEST_PROTOCOL)
        pickle.loads(data)  # noqa: S301 - just made above
    except Exception:
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return data
