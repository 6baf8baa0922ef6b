"""The pool of worker processes: deadlines, lost workers, limits, errors across the process border."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import goldleaf
import pytest
from goldleaf.errors import Busy, NoArticle, OutOfTime, Unreadable, WorkerLost
from goldleaf.workers import WorkerPool

from tests.web import web_tasks as tasks
from tests.web.house import only_where

PATIENCE = 60.0


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(workers=2, deadline=PATIENCE, queue=4) as pool:
        yield pool
        pool.close(finish=False)


def await_file(path: Path) -> int:
    """Wait until a worker has written its process id."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end, "the worker never began"
        time.sleep(0.01)
    return int(path.read_text())


def test_a_result_comes_back_and_arguments_go_in(pool: WorkerPool) -> None:
    assert pool.run(tasks.add, 2, 3) == 5
    assert pool.run(tasks.process_id) != os.getpid()


def test_big_arguments_and_results_pass(pool: WorkerPool) -> None:
    page = "é" * 15_000_000
    assert pool.run(tasks.echo, page) == page


@pytest.mark.parametrize("stuck", [tasks.sleep_for_ever, tasks.spin_in_c])
def test_a_stuck_task_is_killed_at_its_deadline_while_others_are_served(
    stuck: Any, pool: WorkerPool, tmp_path: Path
) -> None:
    mark = tmp_path / "begun"
    future = pool.submit(stuck, str(mark), deadline=3)
    victim = await_file(mark)
    others = [pool.run(tasks.process_id) for _ in range(20)]
    assert not future.done(), "the others were served while the stuck one ran"
    assert victim not in others
    with pytest.raises(OutOfTime) as caught:
        future.result(PATIENCE)
    assert caught.value.detail == {"deadline_seconds": 3}
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)
    assert pool.run(tasks.add, 1, 1) == 2


def test_a_killed_worker_loses_its_own_task_only(pool: WorkerPool, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    neighbour = pool.submit(tasks.mark_and_wait_for, str(tmp_path / "neighbour"), str(gate))
    neighbour_id = await_file(tmp_path / "neighbour")
    doomed = pool.submit(tasks.spin_in_c, str(tmp_path / "doomed"))
    victim = await_file(tmp_path / "doomed")
    queued = [pool.submit(tasks.add, n, n) for n in range(3)]
    os.kill(victim, signal.SIGKILL)
    with pytest.raises(WorkerLost):
        doomed.result(PATIENCE)
    assert [future.result(PATIENCE) for future in queued] == [0, 2, 4], (
        "what waited is run by the replacement"
    )
    assert not neighbour.done()
    gate.touch()
    assert neighbour.result(PATIENCE) == neighbour_id


def test_workers_killed_while_idle_are_replaced_unnoticed(pool: WorkerPool) -> None:
    for _ in range(3):
        victim = pool.run(tasks.process_id)
        os.kill(victim, signal.SIGKILL)
        assert pool.run(tasks.add, 1, 1) == 2
        assert pool.run(tasks.add, 1, 2) == 3


def test_a_task_that_crashes_its_process_is_reported(pool: WorkerPool) -> None:
    with pytest.raises(WorkerLost) as caught:
        pool.run(tasks.abort)
    assert caught.value.detail == {"exit_code": -signal.SIGKILL}


@only_where(sys.platform == "linux")
def test_a_task_that_eats_memory_is_given_up_and_the_pool_goes_on() -> None:
    with WorkerPool(workers=1, deadline=PATIENCE, memory_bytes=400_000_000) as pool:
        with pytest.raises(WorkerLost) as caught:
            pool.run(tasks.eat_memory)
        assert caught.value.detail == {"reason": "memory"}
        assert pool.run(tasks.add, 1, 1) == 2


def test_a_worker_that_cannot_start_is_said_so() -> None:
    with (
        WorkerPool(workers=1, deadline=PATIENCE, warm=["no_such_module"]) as pool,
        pytest.raises(WorkerLost, match="could not be started"),
    ):
        pool.run(tasks.add, 1, 1)


def test_errors_come_out_as_they_are(pool: WorkerPool) -> None:
    with pytest.raises(NoArticle) as typed:
        pool.run(tasks.raise_no_article)
    assert (typed.value.message, typed.value.detail) == ("Nothing here.", {"words": 3})
    with pytest.raises(Unreadable):
        pool.run(goldleaf.read, "")
    with pytest.raises(ValueError, match="odd") as plain:
        pool.run(tasks.raise_value_error)
    assert "raise_value_error" in plain.value.__notes__[0], "where it happened is told"


def test_what_cannot_be_pickled_is_an_error_and_harms_nothing(pool: WorkerPool) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pool.submit(lambda: None)
    with pytest.raises(RuntimeError, match="UnpicklableError: 1 and 2"):
        pool.run(tasks.raise_unpicklable)
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pool.run(tasks.return_unpicklable)
    assert pool.run(tasks.add, 1, 1) == 2


def test_busy_when_workers_and_queue_are_full(tmp_path: Path) -> None:
    gate = str(tmp_path / "gate")
    with WorkerPool(workers=1, deadline=PATIENCE, queue=2) as pool:
        inside: list[Future[Any]] = [pool.submit(tasks.wait_for, gate) for _ in range(3)]
        with pytest.raises(Busy) as caught:
            pool.submit(tasks.wait_for, gate)
        assert caught.value.detail == {"workers": 1, "queue": 2}
        Path(gate).touch()
        assert [future.result(PATIENCE) for future in inside] == [gate] * 3
        assert pool.run(tasks.add, 1, 1) == 2


def test_a_task_that_waits_can_be_cancelled(tmp_path: Path) -> None:
    gate = str(tmp_path / "gate")
    with WorkerPool(workers=1, deadline=PATIENCE, queue=2) as pool:
        first = pool.submit(tasks.mark_and_wait_for, str(tmp_path / "mark"), gate)
        await_file(tmp_path / "mark")
        second = pool.submit(tasks.add, 1, 1)
        assert second.cancel()
        assert not first.cancel(), "what runs is not cancelled"
        Path(gate).touch()
        first.result(PATIENCE)
        assert pool.run(tasks.add, 2, 2) == 4


def test_workers_are_replaced_after_max_tasks() -> None:
    with WorkerPool(workers=1, deadline=PATIENCE, max_tasks=3) as pool:
        ids = [pool.run(tasks.process_id) for _ in range(9)]
    assert ids[0] == ids[1] == ids[2] != ids[3]
    assert len(set(ids)) == 3


def test_closing_finishes_what_is_inside_and_takes_no_more(tmp_path: Path) -> None:
    pool = WorkerPool(workers=1, deadline=PATIENCE, queue=5)
    futures = [pool.submit(tasks.add, n, 1) for n in range(5)]
    pool.close()
    assert [future.result() for future in futures] == [1, 2, 3, 4, 5]
    with pytest.raises(Busy, match="shut down"):
        pool.submit(tasks.add, 1, 1)


def test_closing_at_once_stops_what_runs_and_drops_what_waits(tmp_path: Path) -> None:
    pool = WorkerPool(workers=1, deadline=PATIENCE, queue=5)
    running = pool.submit(tasks.spin_in_c, str(tmp_path / "mark"))
    await_file(tmp_path / "mark")
    waiting = pool.submit(tasks.add, 1, 1)
    pool.close(finish=False)
    with pytest.raises(WorkerLost):
        running.result(0)
    with pytest.raises(Busy):
        waiting.result(0)


@only_where(sys.platform == "linux")
def test_a_thousand_tasks_leave_no_zombie_and_no_descriptor() -> None:
    with WorkerPool(workers=2, deadline=PATIENCE, max_tasks=20) as pool:
        pool.run(tasks.add, 0, 0)
        before = tasks.descriptor_count()
        for n in range(1000):
            assert pool.run(tasks.add, n, 1) == n + 1
        with pytest.raises(WorkerLost):
            pool.run(tasks.abort)
        assert pool.run(tasks.add, 0, 0) == 0
        # A slot that is just replacing its worker holds a few for a moment.
        assert tasks.descriptor_count() <= before + 6
    assert tasks.zombies() == []


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"deadline": 0}, {"queue": -1}, {"max_tasks": -1}])
def test_wrong_settings_are_refused(wrong: dict[str, int]) -> None:
    settings: dict[str, Any] = {"workers": 1, "deadline": 1, "queue": 0, "max_tasks": 0, **wrong}
    with pytest.raises(ValueError, match="1 or more"):
        WorkerPool(**settings)
