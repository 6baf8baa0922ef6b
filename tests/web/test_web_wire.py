"""Bytes on the wire of a real server: headers, targets, bodies that are refused, lied about or smuggled."""

from __future__ import annotations

import json

import pytest

from tests.web.house import (
    CHROMIUM,
    PAGE,
    Live,
    answer_on,
    code_of,
    good_head,
    head_of,
)

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
    assert len(code_of(body)) > 3


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
        assert (found, code_of(answer)) == (status, "too_large")


def test_a_body_at_the_limit_is_read(live: Live) -> None:
    body = b'{"html": ""}'.ljust(32_000_000)
    found, _, answer = live.raw(
        good_head(live, len(body)).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + body
    )
    assert (found, code_of(answer)) == (422, "unreadable")


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
