"""A real server: raw sockets, slow and lying senders, stuck and dying workers, a crowd, a clean end."""

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
    CHROMIUM,
    EMPTY_PAGE,
    PAGE,
    PATIENCE,
    Live,
    answer_on,
    eventually,
    live_server,
    only_where,
)


def code(body: bytes) -> str:
    found = json.loads(body)["error"]["code"]
    assert isinstance(found, str)
    return found


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


HOSTS = [
    ([], 421),
    (["Host: 127.0.0.1:{port}"], 200),
    (["Host: localhost:{port}"], 200),
    (["Host: [::1]:{port}"], 200),
    (["Host:   127.0.0.1:{port}  "], 200),
    (["Host: 127.0.0.1:{port}", "Host: 127.0.0.1:{port}"], 421),
    (["Host: evil.example", "Host: 127.0.0.1:{port}"], 421),
    (["Host: 127.0.0.1:{port}", "Host: evil.example"], 421),
    (["Host: evil.example", "X-Forwarded-Host: 127.0.0.1:{port}"], 421),
    (["Host: evil.example", "Forwarded: host=127.0.0.1:{port}"], 421),
    (["Host: 127.0.0.1:{port}", "X-Forwarded-Host: evil.example"], 200),
    (["Host: evil.example:{port}"], 421),
    (["Host: 127.0.0.1"], 421),
    (["Host: "], 421),
    (["Host: 127.0.0.1:{port}\t"], 200),
    (["Host: 127.0.0.1:{port},"], 421),
    (["Host_: 127.0.0.1:{port}"], 421),
    (["HOST: 127.0.0.1:{port}"], 200),
    (["Host : 127.0.0.1:{port}"], 400),
    (["Host: evil.example", " 127.0.0.1:{port}"], 421),
]


@pytest.mark.parametrize(("lines", "status"), HOSTS)
@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/1.1"])
def test_hosts_on_the_wire(live: Live, lines: list[str], status: int, version: str) -> None:
    head = [f"GET / {version}", "Connection: close", *(line.format(port=live.port) for line in lines)]
    found, headers, body = live.raw("\r\n".join(head).encode() + b"\r\n\r\n")
    assert found == status
    if status == 421:
        assert body == b""
        assert headers["content-length"] == "0"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://evil.example/", 200),
        ("http://evil.example", 200),
        ("//evil.example/", 404),
        ("/?x=1#y", 200),
        ("/v1/status/../../pair", 401),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("*", 404),
        ("/%ff", 404),
    ],
)
def test_targets_on_the_wire_lead_nowhere_else(live: Live, target: str, status: int) -> None:
    """The Host alone decides; a target with an authority of its own changes nothing, and no answer
    redirects."""
    head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nConnection: close\r\n\r\n"
    found, headers, _ = live.raw(head.encode())
    assert found == status
    assert "location" not in headers


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400),
        (b"POST /v1/read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"GET / HTTP/1.1\r\nHost: a\r\nbroken header\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"y" * 70_000 + b"\r\n\r\n", 431),
        (b"get / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ],
)
def test_what_is_no_request_gets_the_same_shape_of_error(live: Live, data: bytes, status: int) -> None:
    found, headers, body = live.raw(data)
    assert found == status
    assert sorted(json.loads(body)["error"]) == ["code", "detail", "message", "request_id"]
    assert headers["content-type"] == "application/json"
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def head_of(live: Live, *lines: str) -> bytes:
    first = ("POST /v1/read HTTP/1.1", f"Host: 127.0.0.1:{live.port}")
    return "\r\n".join([*first, *lines]).encode() + b"\r\n\r\n"


def good_head(live: Live, length: int) -> bytes:
    return head_of(
        live,
        f"Authorization: Bearer {live.token}",
        "Content-Type: application/json",
        f"Content-Length: {length}",
    )


REFUSED_EARLY = [
    (["Content-Type: application/json", "Content-Length: 20000000"], 401),
    (["Authorization: Bearer {token}", "Content-Type: text/plain", "Content-Length: 20000000"], 415),
    (["Authorization: Bearer {token}", "Content-Type: application/json", "Content-Length: 32000001"], 413),
    (["Authorization: Bearer {token}", "Content-Type: application/json", "Transfer-Encoding: chunked"], 411),
    (["Origin: https://evil.example", "Content-Type: text/plain", "Content-Length: 20000000"], 403),
    (["Origin: " + CHROMIUM, "Content-Type: application/json", "Content-Length: 20000000"], 403),
    (["Sec-Fetch-Site: same-site", "Content-Type: text/plain", "Content-Length: 20000000"], 403),
]


@pytest.mark.parametrize(("lines", "status"), REFUSED_EARLY)
def test_refused_before_a_byte_of_the_body(live: Live, lines: list[str], status: int) -> None:
    with live.connect() as connection:
        connection.sendall(head_of(live, *(line.format(token=live.token) for line in lines)))
        found, _, body = answer_on(connection)
    assert found == status
    assert len(code(body)) > 3


@pytest.mark.parametrize(("lines", "status"), REFUSED_EARLY)
def test_nobody_is_told_to_go_on_who_would_be_refused(live: Live, lines: list[str], status: int) -> None:
    with live.connect() as connection:
        connection.sendall(
            head_of(live, "Expect: 100-continue", *(line.format(token=live.token) for line in lines))
        )
        found, _, _ = answer_on(connection)
    assert found == status


def test_who_sends_it_all_first_still_sees_the_answer(live: Live) -> None:
    """As browsers and simple clients do: the whole body is sent before anything is read."""
    for length, status in ((40_000_000, 413), (32_000_001, 413)):
        body = b"x" * length
        found, _, answer = live.raw(good_head(live, length) + body)
        assert (found, code(answer)) == (status, "too_large")


def test_a_body_at_the_limit_is_read(live: Live) -> None:
    body = b'{"html": ""}'.ljust(32_000_000)
    found, _, answer = live.raw(
        good_head(live, len(body)).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + body
    )
    assert (found, code(answer)) == (422, "unreadable")


def test_a_body_in_a_refused_request_is_no_request(live: Live) -> None:
    smuggled = (
        f"GET /v1/status HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\n"
        f"Authorization: Bearer {live.token}\r\n\r\n"
    ).encode()
    head = head_of(live, "Content-Type: text/plain", f"Content-Length: {len(smuggled)}")
    with live.connect() as connection:
        connection.sendall(head + smuggled)
        data = b""
        while part := connection.recv(65_536):
            data += part
    assert data.count(b"HTTP/1.1 ") == 1
    assert b"HTTP/1.1 401" in data


def test_a_connection_serves_request_after_request(live: Live) -> None:
    body = json.dumps({"html": PAGE}).encode()
    with live.connect() as connection:
        for _ in range(3):
            connection.sendall(good_head(live, len(body)) + body)
            data = b""
            while b"\r\n\r\n" not in data:
                data += connection.recv(65_536)
            head, _, rest = data.partition(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            while len(rest) < length:
                rest += connection.recv(65_536)
            assert head.startswith(b"HTTP/1.1 200")
            assert len(rest) == length


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
    except ConnectionRefusedError:
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
            assert (status, code(answer)) == (408, "too_slow")
        assert live.read(PAGE)[0] == 200
