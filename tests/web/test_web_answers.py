"""Every answer: the one shape of errors, the headers, and logs that hold nothing of a page."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from goldleaf.errors import (
    Busy,
    GoldleafError,
    MissingExtra,
    NoArticle,
    OutOfTime,
    TooLarge,
    Unreadable,
    WorkerLost,
)
from goldleaf.web.headers import STRICT_POLICY
from goldleaf.web.house import House
from goldleaf.web.refusals import refusal_of

from tests.web.house import CHROMIUM, EMPTY_PAGE, HOST, PAGE, InlinePool

CANARY = "canary-7f3a9c"
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


def walk(app: Flask) -> list[tuple[str, str]]:
    """Every method on every route, and on addresses that are none."""
    paths = {re.sub(r"<[^>]+>", "no-such", rule.rule) for rule in app.url_map.iter_rules()}
    assert len(paths) > 8
    odd = {
        "/nowhere",
        "/v1/nowhere",
        "/v1/read/",
        "//",
        "/v1//status",
        "/static/../app.py",
        "/gold/a/b/c",
        "/%00",
        "/\u00e9",
    }
    return [(path, method) for path in sorted(paths | odd) for method in METHODS]


def is_error(response: Any) -> bool:
    return bool(response.status_code >= 400)


def assert_shape(response: Any) -> None:
    assert response.content_type == "application/json"
    body = response.get_json()
    assert list(body) == ["error"]
    error = body["error"]
    assert sorted(error) == ["code", "detail", "message", "request_id"]
    assert re.fullmatch(r"[a-z_]+", error["code"])
    assert len(error["message"]) > 20
    assert error["message"].endswith(".")
    assert isinstance(error["detail"], dict)
    assert re.fullmatch(r"[0-9a-f]{16}", error["request_id"])


@pytest.mark.parametrize("known", [True, False])
def test_every_error_of_every_route_has_the_one_shape(
    app: Flask, client: FlaskClient, auth: dict[str, str], known: bool
) -> None:
    statuses = set()
    for path, method in walk(app):
        for body in ({"json": {"wrong": 1}}, {"data": "text"}, {"json": {"html": EMPTY_PAGE}}):
            response = client.open(path, method=method, headers=auth if known else {}, **body)
            assert not 300 <= response.status_code < 400, f"{path} answers with a redirect"
            statuses.add(response.status_code)
            if is_error(response) and method != "HEAD":
                assert_shape(response)
    assert statuses >= ({200, 400, 403, 404, 405, 415, 422} if known else {200, 401, 403, 404, 405, 415})


ERRORS: list[tuple[Exception, int]] = [
    (NoArticle("There is nothing to read in this page.", words=1), 422),
    (Unreadable("This is no HTML. Send a page."), 422),
    (TooLarge("The page is over a limit. Send less."), 413),
    (OutOfTime("The page was not done within 3 seconds."), 504),
    (WorkerLost("The process that was reading the page died."), 500),
    (Busy("All workers are taken and the queue is full."), 503),
    (MissingExtra("EPUB needs the extra epub. Install it."), 501),
    (GoldleafError("Something else that was raised on purpose."), 500),
    (RuntimeError(CANARY), 500),
    (MemoryError(), 500),
]


@pytest.mark.parametrize(("error", "status"), ERRORS, ids=lambda value: type(value).__name__)
def test_errors_become_their_status(
    client: FlaskClient, auth: dict[str, str], pool: InlinePool, error: Exception, status: int
) -> None:
    def fail() -> None:
        raise error

    pool.answer = fail
    response = client.post("/v1/read", headers=auth, json={"html": PAGE})
    assert response.status_code == status
    assert_shape(response)
    if isinstance(error, GoldleafError):
        assert response.get_json()["error"]["code"] == error.code
        assert response.get_json()["error"]["detail"] == error.detail
    else:
        assert response.get_json()["error"]["code"] == "internal"
    assert ("Retry-After" in response.headers) == (status == 503)


def test_every_answer_has_the_headers(
    app: Flask, client: FlaskClient, auth: dict[str, str], house: House
) -> None:
    seen = set()
    pages = {"/": "script-src 'self'", "/pair": "style-src 'self'"}
    for path, method in [*walk(app), ("/static/page.css", "GET")]:
        for host in (HOST, "evil.example"):
            response = client.open(path, method=method, headers={**auth, "Host": host}, json={"html": PAGE})
            headers = response.headers
            fixed = {
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store",
                "Referrer-Policy": "no-referrer",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
            }
            assert {name: headers[name] for name in fixed} == fixed
            assert "Server" not in headers
            assert not [name for name, _ in headers if name.lower().startswith("access-control")]
            assert "Set-Cookie" not in headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            page = "/" if path == "//" else path
            if response.status_code < 400 and page in pages:
                assert pages[page] in policy
            else:
                assert policy == STRICT_POLICY
            seen.add(response.status_code)
    assert seen >= {200, 403, 404, 405, 421}


def test_preflights_get_nothing(client: FlaskClient, house: House) -> None:
    house.keys.pair(CHROMIUM)
    for origin, status in (("https://example.org", 403), (CHROMIUM, 401)):
        headers = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization",
        }
        response = client.options("/v1/read", headers=headers)
        assert response.status_code == status
        assert not [name for name, _ in response.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("fails", [False, True])
def test_logs_hold_nothing_of_a_page(
    client: FlaskClient, auth: dict[str, str], pool: InlinePool, caplog: pytest.LogCaptureFixture, fails: bool
) -> None:
    caplog.set_level(logging.DEBUG)

    def fail() -> None:
        raise RuntimeError(CANARY)

    if fails:
        pool.answer = fail
    body = {"html": PAGE.replace("harbour", CANARY), "url": f"https://{CANARY}.example/{CANARY}"}
    client.post(f"/v1/read?{CANARY}", headers={**auth, "User-Agent": CANARY}, json=body)
    client.post("/v1/read", headers=auth, json={"html": 1, CANARY: 2})
    client.get(f"/gold/{CANARY}/page")
    client.get(f"/{CANARY}")
    client.open("/", method=CANARY.upper())
    client.get("/v1/status", headers={"Authorization": f"Bearer {CANARY}"})
    assert CANARY.lower() not in caplog.text.lower()
    assert auth["Authorization"][7:] not in caplog.text
    lines = [record.getMessage() for record in caplog.records if record.name == "goldleaf.access"]
    assert len(lines) == 6
    shape = r"(GET|POST|OTHER) (-|/\S*) \d{3} \d+ms [0-9a-f]{16}"
    assert [line for line in lines if not re.fullmatch(shape, line)] == []
    assert re.match(rf"POST /v1/read {500 if fails else 200} ", lines[0])
    assert lines[2].startswith("GET /gold/<case>/page 404 ")
    assert lines[3].startswith("GET - 404 ")
    assert lines[4].startswith("OTHER - 405 ") or lines[4].startswith("OTHER / 405 ")


def test_an_unforeseen_error_is_logged_by_its_place(caplog: pytest.LogCaptureFixture) -> None:
    def deep(act: Callable[[], None]) -> None:
        act()

    def fail() -> None:
        raise KeyError(CANARY)

    try:
        deep(fail)
    except KeyError as error:
        refusal = refusal_of(error, "0123456789abcdef")
    assert refusal.code == "internal"
    assert CANARY not in caplog.text + refusal.message
    assert re.search(r"0123456789abcdef KeyError at .*test_web_answers.py:\d+", caplog.text)


def test_the_request_id_of_an_answer_is_the_one_in_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "goldleaf.access")
    answer = client.get("/nowhere").get_json()["error"]["request_id"]
    assert caplog.records[-1].getMessage().endswith(answer)
    assert client.get("/nowhere").get_json()["error"]["request_id"] != answer
