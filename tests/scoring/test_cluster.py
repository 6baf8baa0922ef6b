"""The same pages on a Dask cluster give the same results; what can go wrong there is told."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from goldleaf.errors import MissingExtra
from goldleaf.scoring import cluster
from goldleaf.scoring.cluster import run_on_cluster
from goldleaf.scoring.errors import NoScheduler
from goldleaf.scoring.goldset import load_goldset
from goldleaf.scoring.local import Pulse, Todo
from goldleaf.scoring.results import Outcome, PageResult
from goldleaf.scoring.runner import run_engines

from tests.scoring.material import write_goldset

with warnings.catch_warnings():
    # Dask's own use of what its libraries are about to drop.
    warnings.simplefilter("ignore")
    import distributed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_goldset(tmp_path / "goldset")


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """A scheduler and a worker with two threads, in this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made: Any = distributed.LocalCluster  # type: ignore[attr-defined,unused-ignore]
        with made(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None, protocol="tcp"
        ) as found:
            yield found


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_cluster_gives_what_this_machine_gives(folder: Path, local: Any) -> None:
    goldset = load_goldset(folder)
    seen: list[PageResult] = []
    here = run_engines(goldset.cases, ["goldleaf", "readability"], workers=0)
    there = run_engines(
        goldset.cases,
        ["goldleaf", "readability"],
        scheduler=local.scheduler_address,
        progress=seen.append,
    )
    assert len(seen) == 6
    assert [(result.case, result.engine) for result in there.results] == [
        (result.case, result.engine) for result in here.results
    ]
    for mine, theirs in zip(here.results, there.results, strict=True):
        assert (mine.outcome, mine.text, mine.html) == (theirs.outcome, theirs.text, theirs.html)
        assert mine.measurements == theirs.measurements
    assert there.provenance["options"]["scheduler"] == local.scheduler_address


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_workers_with_other_code_are_refused(
    folder: Path, local: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = load_goldset(folder).cases[0]
    answers = iter([["mine"], ["theirs"]])
    monkeypatch.setattr(cluster, "fingerprints", lambda names: next(answers))

    class Client:
        """A client that runs what it is given here, in the name of a worker."""

        def nthreads(self) -> dict[str, int]:
            return {"tcp://w": 1}

        def run(self, function: Any, *arguments: Any) -> dict[str, Any]:
            return {"tcp://w": function(*arguments)}

    with pytest.raises(NoScheduler, match="The worker tcp://w has other code than this machine"):
        run_on_cluster(
            [Todo(0, case, "goldleaf")], lambda *_: None, "tcp://s", 5, Pulse(None, 1, 0, 1), Client()
        )


class Hanging:
    """A cluster with one thread, on which every page hangs."""

    def __init__(self, nanny: str | None) -> None:
        self.nanny = nanny
        self.restarted: list[str] = []
        self.sent = 0

    def nthreads(self) -> dict[str, int]:
        return {"tcp://w": 1}

    def run(self, function: Any, *arguments: Any) -> dict[str, Any]:
        return {"tcp://w": function(*arguments)}

    def submit(self, *_: Any, **__: Any) -> Any:
        self.sent += 1
        return Stuck(f"page-{self.sent}")

    def processing(self) -> dict[str, list[str]]:
        return {"tcp://w": [f"page-{self.sent}"]}

    def scheduler_info(self) -> dict[str, Any]:
        return {"workers": {"tcp://w": {"nanny": self.nanny}}}

    def restart_workers(self, workers: list[str], **_: Any) -> None:
        self.restarted += workers


class Stuck:
    """A future that is never done."""

    status = "pending"

    def __init__(self, key: str) -> None:
        self.key = key

    def done(self) -> bool:
        return False

    def cancel(self) -> None:
        pass


def test_a_page_past_its_deadline_is_a_miss_and_its_worker_begins_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "wait", lambda *_, **__: None)
    cases = load_goldset(folder).cases
    client, results = Hanging("tcp://n"), dict[int, PageResult]()
    todo = [Todo(number, case, "goldleaf") for number, case in enumerate(cases)]
    run_on_cluster(todo, results.__setitem__, "tcp://s", 0.01, Pulse(None, 1, 0, 3), client)
    assert [results[number].outcome for number in range(3)] == [Outcome.OUT_OF_TIME] * 3
    assert {result.value("ratio") for result in results.values()} == {0.0}
    assert client.restarted == ["tcp://w"] * 3


def test_a_cluster_without_nannies_ends_with_its_last_thread(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "wait", lambda *_, **__: None)
    cases = load_goldset(folder).cases
    todo = [Todo(number, case, "goldleaf") for number, case in enumerate(cases)]
    results = dict[int, PageResult]()
    with pytest.raises(NoScheduler, match="none has a nanny to start it anew"):
        run_on_cluster(todo, results.__setitem__, "tcp://s", 0.01, Pulse(None, 1, 0, 3), Hanging(None))
    assert list(results) == [0]


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_an_address_where_nobody_answers_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.2)
    with pytest.raises(NoScheduler, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1 "):
        run_engines(load_goldset(folder).cases, ["goldleaf"], scheduler="tcp://127.0.0.1:1")


def test_without_distributed_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(cluster, "import_module", absent)
    with pytest.raises(MissingExtra, match=r"--scheduler needs distributed.*\[scale\]"):
        run_engines(load_goldset(folder).cases, ["goldleaf"], scheduler="tcp://127.0.0.1:1")
