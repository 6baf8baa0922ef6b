"""``POST /v1/read``: bodies, forms of the answer, and the status page beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from goldleaf._version import __version__
from goldleaf.reading.article import Article

from tests.web.house import EMPTY_PAGE, PAGE, InlinePool

CHROME_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def read(client: FlaskClient, auth: dict[str, str], body: object, accept: str | None = None) -> Any:
    headers = {**auth, **({"Accept": accept} if accept is not None else {})}
    return client.post("/v1/read", headers=headers, json=body)


def test_json_has_the_fields_of_the_article(client: FlaskClient, auth: dict[str, str]) -> None:
    response = read(client, auth, {"html": PAGE, "url": "https://example.org/harbour", "options": {}})
    article = response.get_json()
    assert response.content_type == "application/json"
    assert response.headers["Vary"] == "Accept"
    assert set(article) == set(Article(html="", text="").as_dict())
    assert "one boat after another" in article["text"]
    assert article["title"] == "The harbour wakes"
    assert article["html"].startswith("<article")


@pytest.mark.parametrize(
    ("accept", "content_type", "start"),
    [
        (None, "application/json", b"{"),
        ("", "application/json", b"{"),
        ("*/*", "application/json", b"{"),
        (CHROME_ACCEPT, "text/html; charset=utf-8", b"<!doctype html>"),
        ("text/html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("text/html; charset=utf-8", "text/html; charset=utf-8", b"<!doctype html>"),
        ("text/markdown", "text/markdown; charset=utf-8", b"Sentence"),
        ("text/plain;q=0.4, text/markdown;q=0.5", "text/markdown; charset=utf-8", b"Sentence"),
        ("text/plain", "text/plain; charset=utf-8", b"Sentence"),
        ("application/epub+zip", "application/epub+zip", b"PK"),
        ("application/json;q=0, */*", "text/html; charset=utf-8", b"<!doctype html>"),
        ("text/*", "text/html; charset=utf-8", b"<!doctype html>"),
        ("image/png, text/plain;q=0.1", "text/plain; charset=utf-8", b"Sentence"),
    ],
)
def test_the_form_follows_accept(
    client: FlaskClient, auth: dict[str, str], accept: str | None, content_type: str, start: bytes
) -> None:
    response = read(client, auth, {"html": PAGE}, accept)
    assert (response.status_code, response.content_type) == (200, content_type)
    assert response.data.lstrip().startswith(start)


@pytest.mark.parametrize(
    "accept", ["image/png", "application/json;q=0", "nonsense", "application/xml, text/css"]
)
def test_what_cannot_be_given_is_406(
    client: FlaskClient, auth: dict[str, str], pool: InlinePool, accept: str
) -> None:
    response = read(client, auth, {"html": PAGE}, accept)
    error = response.get_json()["error"]
    assert (response.status_code, error["code"]) == (406, "not_acceptable")
    assert "application/json" in error["detail"]["available"]
    assert pool.calls == [], "no page is read for nothing"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"html": "\\ud800", "x": ' + b"[" * 200_000, "not JSON"),
        (b"[]", "object"),
        (b"{}", "html"),
        (b'{"html": 1}', "$.html"),
        (b'{"html": null}', "$.html"),
        (b'{"html": "x", "extra": 1}', "extra"),
        (b'{"html": "x", "url": 3}', "$.url"),
        (b'{"html": "x", "options": {"speed": 1}}', "$.options"),
        (b'{"html": "x", "options": null}', "$.options"),
        (b'{"html": "x", "pages": [{}]}', "$.pages[0]"),
        (b'{"html": "x", "pages": ["x"]}', "$.pages[0]"),
        (json.dumps({"html": "x", "pages": [{"html": "x"}] * 51}).encode(), "$.pages"),
        (json.dumps({"html": "x", "pages": [{"html": "x", "url": "u" * 65_537}]}).encode(), "url"),
        (json.dumps({"html": "x", "url": "u" * 65_537}).encode(), "url"),
        (json.dumps({"html": "\ud800", "url": "u" * 65_537}).encode(), "url"),
        (b'{"html": "\\ud800", "url": 3}', "$.url"),
    ],
)
def test_bodies_that_are_wrong_are_told_where(
    client: FlaskClient, auth: dict[str, str], pool: InlinePool, body: bytes, reason: str
) -> None:
    response = client.post("/v1/read", headers={**auth, "Content-Type": "application/json"}, data=body)
    error = response.get_json()["error"]
    assert (response.status_code, error["code"]) == (400, "bad_request")
    assert reason in error["detail"]["reason"]
    assert pool.calls == []


def test_half_of_a_surrogate_pair_in_a_page_is_no_obstacle(client: FlaskClient, auth: dict[str, str]) -> None:
    body = json.dumps({"html": PAGE.replace("boat", "boat\ud83d")}).encode()
    response = client.post("/v1/read", headers={**auth, "Content-Type": "application/json"}, data=body)
    assert response.status_code == 200
    assert "one boat" in response.get_json()["text"]


@pytest.mark.parametrize(
    ("page", "code"), [(EMPTY_PAGE, "no_article"), ("", "unreadable"), ("   ", "unreadable")]
)
def test_pages_without_an_article(client: FlaskClient, auth: dict[str, str], page: str, code: str) -> None:
    response = read(client, auth, {"html": page})
    assert (response.status_code, response.get_json()["error"]["code"]) == (422, code)


def test_the_options_reach_the_reader(client: FlaskClient, auth: dict[str, str], pool: InlinePool) -> None:
    pool.answer = lambda: b"{}"
    read(
        client,
        auth,
        {"html": "x", "url": "https://a.example/", "options": {"content_type": "text/html; charset=x"}},
    )
    assert pool.calls == [("application/json", "x", "https://a.example/", "text/html; charset=x", [])]


def test_status(client: FlaskClient, auth: dict[str, str]) -> None:
    status = client.get("/v1/status", headers=auth).get_json()
    assert (status["name"], status["version"], status["workers"]) == ("goldleaf", __version__, 2)
    assert status["limits"]["max_body_bytes"] == 32_000_000
    assert status["limits"]["deadline_seconds"] == 10
    assert status["gold_set"] is False
    assert status["uptime_seconds"] >= 0
