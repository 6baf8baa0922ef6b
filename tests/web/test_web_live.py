"""A real server: stuck and dying workers, a crowd, slow senders, a clean end."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest

from tests.web.house import (
    EMPTY_PAGE,
    PAGE,
    PATIENCE,
    Live,
    answer_on,
    code_of,
    eventually,
    good_head,
    head_of,
    live_server,
    only_where,
)


def test_a_page_is_read_and_an_empty_one_is_not(live: Live) -> None:
    status, article = live.read(PAGE)
    assert status == 200
    assert "one boat after another" in article["text"]
    status, answer = live.read(EMPTY_PAGE)
    assert (status, answer["error"]["code"]) == (422, "no_article")


def test_the_headers_of_a_real_answer(live: Live) -> None:
    for path in ("/", "/nowhere", "/v1/status"):
        _, headers, _ = live.request("GET", path)
        assert "server" not in headers
        assert "via" not in headers
        assert headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_stuck_pages_are_given_up_while_others_are_read(obedient: Live) -> None:
    for order in ("SLEEP", "SPIN"):
        with ThreadPoolExecutor() as threads:
            mark = obedient.home / f"mark-{order}"
            stuck = threads.submit(obedient.read, f"{order} {mark}")
            eventually(mark.exists, "the page was never begun")
            assert [obedient.read(PAGE)[0] for _ in range(3)] == [200] * 3
            assert not stuck.done()
            status, answer = stuck.result()
        assert (status, answer["error"]["code"]) == (504, "out_of_time")
        assert answer["error"]["detail"] == {"deadline_seconds": 3}


@only_where(os.name == "posix")
def test_a_killed_worker_costs_its_own_request_only(obedient: Live) -> None:
    mark = obedient.home / "mark-kill"
    with ThreadPoolExecutor() as threads:
        doomed = threads.submit(obedient.read, f"SLEEP {mark}")
        worker = int(eventually(lambda: mark.exists() and mark.read_text(), "the page was never begun"))
        others = [threads.submit(obedient.read, PAGE) for _ in range(3)]
        os.kill(worker, signal.SIGKILL)
        status, answer = doomed.result()
        assert (status, answer["error"]["code"]) == (500, "worker_lost")
        assert [other.result()[0] for other in others] == [200] * 3


@pytest.mark.parametrize(("page", "code"), [("ABORT", "worker_lost"), ("BUG canary", "internal")])
def test_crashes_and_bugs_are_answered(obedient: Live, page: str, code: str) -> None:
    status, answer = obedient.read(page)
    assert (status, answer["error"]["code"]) == (500, code)
    assert obedient.read(PAGE)[0] == 200
    assert "canary" not in obedient.log()


def test_a_crowd_gets_200_or_503_and_nothing_else(live: Live) -> None:
    """200 at once: each is answered, by an article or by the advice to come back."""
    start = threading.Barrier(50)

    def ask(number: int) -> tuple[int, str | None]:
        if number < 50:
            start.wait(PATIENCE)
        body = json.dumps({"html": PAGE}).encode()
        head = good_head(live, len(body)).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        status, headers, _ = live.raw(head + body)
        return status, headers.get("retry-after")

    with ThreadPoolExecutor(50) as threads:
        answers = Counter(threads.map(ask, range(200)))
    assert set(answers) <= {(200, None), (503, "2")}
    assert answers[200, None] > 0
    assert live.read(PAGE)[0] == 200


def test_the_log_holds_one_line_a_request_and_nothing_of_pages(live: Live) -> None:
    status, _ = live.read(PAGE.replace("harbour", "canary-0815"))
    assert status == 200
    live.request("GET", "/canary-0815?canary-0815")
    live.raw(b"canary-0815\r\n\r\n")
    live.raw(head_of(live, "Content-Type: text/canary-0815", "Content-Length: 5"))
    log = live.log()
    assert "canary" not in log
    assert live.token not in log
    assert live.code not in log
    assert " POST /v1/read 200 " in log
    assert " GET - 404 " in log
    assert " POST - 401 " in log


@pytest.fixture
def own(tmp_path: Path) -> Any:
    """A server that a test may end."""
    with live_server(
        tmp_path / "home", "--workers", "1", "--deadline", "20", command=("-m", "tests.web.obedient_server")
    ) as live:
        yield live


@only_where(os.name == "posix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_finishes_what_it_has(own: Live, number: signal.Signals) -> None:
    gate = own.home / "gate"
    body = json.dumps({"html": PAGE}).encode()
    with own.connect() as reading, own.connect() as waiting:
        order = json.dumps({"html": f"WAIT {gate}"}).encode()
        reading.sendall(good_head(own, len(order)) + order)
        waiting.sendall(good_head(own, len(body)) + body)
        # The server takes its connections in order: once this one is answered, it has the two above.
        assert own.request("GET", "/v1/status")[0] == 200
        own.process.send_signal(number)
        eventually(lambda: refuses(own), "it still takes connections")
        assert own.process.poll() is None
        gate.touch()
        assert answer_on(reading)[0] == 200
        assert answer_on(waiting)[0] == 200
    assert own.process.wait(PATIENCE) == 0
    assert "Traceback" not in own.log()


def test_busy_at_once_when_all_places_are_taken(own: Live) -> None:
    """One worker and two places to wait: of four pages that do not end, one is refused, and the others are
    not."""
    gate = own.home / "gate"
    with ThreadPoolExecutor(4) as threads:
        asked = [
            threads.submit(
                own.request, "POST", "/v1/read", {"html": f"WAIT {gate}"}, {"Accept": "application/json"}
            )
            for _ in range(4)
        ]
        done, inside = wait(asked, PATIENCE, FIRST_COMPLETED)
        assert [(status, headers["retry-after"]) for status, headers, _ in (f.result() for f in done)] == [
            (503, "2")
        ]
        gate.touch()
        assert [future.result()[0] for future in inside] == [200] * 3
    assert own.read(PAGE)[0] == 200


def refuses(live: Live) -> bool:
    try:
        live.connect().close()
    except ConnectionError:
        # Refused, or reset where it had knocked just before the door was shut.
        return True
    return False


@only_where(os.name == "posix")
def test_a_second_stop_does_not_wait_and_no_worker_is_left(own: Live) -> None:
    mark = own.home / "mark"
    with ThreadPoolExecutor() as threads:
        cut_off = threads.submit(own.read, f"SPIN {mark}")
        worker = int(eventually(lambda: mark.exists() and mark.read_text(), "the page was never begun"))
        own.process.send_signal(signal.SIGINT)
        eventually(lambda: refuses(own), "it still takes connections")
        own.process.send_signal(signal.SIGINT)
        assert own.process.wait(PATIENCE) == 0
        # Whether the last words still reach the client is left open; that it does not hang is not.
        assert wait([cut_off], PATIENCE).done
    eventually(lambda: not alive(worker), "the worker outlived its server")


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not (sys.platform == "linux" and " Z " in Path(f"/proc/{process}/stat").read_text())


def test_a_slow_sender_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A header, or a body, that drips for ever: 408, while the connection is anything but idle."""
    with live_server(tmp_path / "home", command=("-m", "tests.web.impatient_server")) as live:
        body = json.dumps({"html": PAGE}).encode()
        for beginning in (good_head(live, len(body)), b"GET / HTTP/1.1\r\nX-Slow: "):
            with live.connect() as connection:
                connection.sendall(beginning)
                answered = threading.Event()

                def drip(
                    connection: socket.socket = connection, answered: threading.Event = answered
                ) -> None:
                    while not answered.wait(0.1):
                        try:
                            connection.sendall(b"x")
                        except OSError:
                            return

                thread = threading.Thread(target=drip)
                thread.start()
                try:
                    status, _, answer = answer_on(connection)
                finally:
                    answered.set()
                    thread.join()
            assert (status, code_of(answer)) == (408, "too_slow")
        assert live.read(PAGE)[0] == 200
