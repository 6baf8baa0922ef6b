"""The six doors: who is let in, who is not, and in which order they are asked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from goldleaf.web.doors import DOORS
from goldleaf.web.house import House

from tests.web.house import CHROMIUM, FIREFOX, HOST, PAGE, PORT, InlinePool

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
WEB_ORIGINS = [
    "http://example.org",
    "https://example.org",
    "null",
    "file://",
    f"http://{HOST}",
    "http://localhost:9999",
    "chrome-extension://",
    "chrome-extension://abc.example",
    "chrome-extension://a/b",
    "safari-web-extension://abc",
    f"{CHROMIUM}, {CHROMIUM}",
    f"{CHROMIUM}/",
    "",
]
# As sent by Chromium 156 and Firefox ESR 153: the extension's own call, and what pages can do.
REPLAYED: list[tuple[dict[str, str], bool]] = [
    ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, True),
    ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, True),
    ({}, True),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "empty"}, False),
    ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "empty"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, False),
    ({"Sec-Fetch-Site": "anything"}, False),
]


def code_of(response: Any) -> str:
    code = response.get_json()["error"]["code"]
    assert isinstance(code, str)
    return code


def test_the_doors_stand_in_this_order() -> None:
    assert [door.__name__ for door in DOORS] == [
        "check_host",
        "check_origin",
        "check_fetch_site",
        "check_token",
        "check_media_type",
        "check_size",
    ]


@pytest.mark.parametrize("host", [HOST, f"localhost:{PORT}", f"[::1]:{PORT}"])
def test_its_own_names_are_let_in(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:80",
        f"127.0.0.1:{PORT}.",
        f"LOCALHOST:{PORT}",
        f"localhost.:{PORT}",
        f"127.1:{PORT}",
        f"2130706433:{PORT}",
        f"0.0.0.0:{PORT}",
        f"attacker.example:{PORT}",
        f"{HOST}, {HOST}",
        f"user@{HOST}",
        f"{HOST}/",
        f"[::ffff:127.0.0.1]:{PORT}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/v1/status", "/nowhere"])
def test_any_other_host_gets_421_and_an_empty_body(client: FlaskClient, host: str, path: str) -> None:
    response = client.get(path, headers={"Host": host})
    assert (response.status_code, response.data) == (421, b"")
    assert "Content-Type" not in response.headers


@pytest.mark.parametrize("app", [{"names": ("reader.example",)}], indirect=True)
def test_a_configured_name_is_let_in(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": f"reader.example:{PORT}"}).status_code == 200
    assert client.get("/", headers={"Host": "reader.example"}).status_code == 421


@pytest.mark.parametrize("app", [{"port": 80}], indirect=True)
def test_the_default_port_may_be_left_out(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "127.0.0.1"}).status_code == 200


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("origin", WEB_ORIGINS)
def test_web_origins_get_403_whatever_they_do(
    client: FlaskClient, auth: dict[str, str], pool: InlinePool, method: str, origin: str
) -> None:
    for path in ("/", "/pair", "/v1/read", "/v1/status", "/v1/pair", "/openapi.yaml", "/nowhere"):
        response = client.open(path, method=method, headers={**auth, "Origin": origin}, json={"html": PAGE})
        assert response.status_code == 403, path
    assert pool.calls == []


@pytest.mark.parametrize("method", METHODS)
def test_an_extension_that_is_not_paired_gets_403(
    client: FlaskClient, auth: dict[str, str], method: str
) -> None:
    response = client.open("/v1/status", method=method, headers={**auth, "Origin": CHROMIUM}, json={})
    assert response.status_code == 403
    if method != "HEAD":
        assert code_of(response) == "not_paired"


def test_a_token_opens_for_its_own_origin_only(client: FlaskClient, house: House, token: str) -> None:
    chromium, firefox = house.keys.pair(CHROMIUM), house.keys.pair(FIREFOX)

    def ask(key: str, origin: str | None) -> int:
        headers = {"Authorization": f"Bearer {key}", **({"Origin": origin} if origin else {})}
        return client.get("/v1/status", headers=headers).status_code

    assert ask(chromium, CHROMIUM) == ask(firefox, FIREFOX) == 200
    assert ask(chromium, None) == 200, "browsers send no Origin with a GET"
    assert ask(chromium, FIREFOX) == ask(firefox, CHROMIUM) == 401
    assert ask(token, None) == 200
    assert ask(token, CHROMIUM) == 401, "the command line's token is none for browsers"


def test_pairing_needs_an_origin(client: FlaskClient) -> None:
    response = client.post("/v1/pair", json={"code": "0000-0000"})
    assert (response.status_code, code_of(response)) == (403, "origin_needed")


@pytest.mark.parametrize(("headers", "let_in"), REPLAYED)
def test_what_browsers_say_about_who_asks(
    client: FlaskClient, auth: dict[str, str], headers: dict[str, str], let_in: bool
) -> None:
    response = client.post("/v1/read", headers={**auth, **headers}, json={"html": PAGE})
    assert response.status_code == (200 if let_in else 403)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_links_to_the_pages_for_people_open(client: FlaskClient, site: str) -> None:
    link = {
        "Sec-Fetch-Site": site,
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
        "Sec-Fetch-User": "?1",
    }
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/pair", headers=link).status_code == 200
    assert client.get("/openapi.yaml", headers=link).status_code == 403
    assert client.get("/", headers={**link, "Sec-Fetch-Dest": "iframe"}).status_code == 403
    assert client.get("/", headers={**link, "Sec-Fetch-Mode": "no-cors"}).status_code == 403
    assert client.post("/pair", headers=link).status_code == 403


WRONG_TOKENS = [
    "",
    "x",
    "A" * 43,
    "A" * 20_000,
    "tökén",
    "\u00ff" * 43,
    " ",
    "null",
]


@pytest.mark.parametrize("path", ["/v1/read", "/v1/status", "/v1/gold", "/v1", "/v1/nowhere", "/v1/pair/"])
def test_all_wrong_tokens_get_one_and_the_same_401(
    client: FlaskClient, house: House, token: str, path: str
) -> None:
    house.keys.pair(CHROMIUM)
    answers = set()
    tries = [
        {"Authorization": f"Bearer {wrong}"}
        for wrong in [*WRONG_TOKENS, token + "A", token[:-1], token.lower()]
    ]
    tries += [
        {},
        {"Authorization": token},
        {"Authorization": f"Basic {token}"},
        {"Authorization": f"Bearer  {token}"},
    ]
    tries += [{"Cookie": f"token={token}"}, {"X-Token": token}]
    for headers in tries:
        response = client.post(path, headers=headers, query_string={"token": token}, json={"html": PAGE})
        body = json.loads(response.data)
        body["error"].pop("request_id")
        answers.add((response.status_code, json.dumps(body), response.headers["WWW-Authenticate"]))
    assert len(answers) == 1
    assert answers.pop()[0] == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/json, text/plain"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/jsonx"},
        {"Content-Type": ""},
        {},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_what_is_not_json_gets_415(
    client: FlaskClient, auth: dict[str, str], pool: InlinePool, headers: dict[str, str]
) -> None:
    body = json.dumps({"html": PAGE}).encode()
    response = client.post("/v1/read", headers={**auth, **headers}, data=body)
    assert (response.status_code, code_of(response)) == (415, "unsupported_media_type")
    assert pool.calls == []


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'],
)
def test_json_is_taken_however_it_is_spelt(
    client: FlaskClient, auth: dict[str, str], content_type: str
) -> None:
    body = json.dumps({"html": PAGE}).encode()
    response = client.post("/v1/read", headers={**auth, "Content-Type": content_type}, data=body)
    assert response.status_code == 200


@pytest.mark.parametrize("app", [{"max_body_bytes": 10_000}], indirect=True)
@pytest.mark.parametrize(
    ("length", "status"),
    [("10000", 400), ("10001", 413), ("9" * 30, 413), ("-1", 400), ("1e3", 400), ("٣", 400)],
)
def test_lengths(client: FlaskClient, auth: dict[str, str], length: str, status: int) -> None:
    environ = {"CONTENT_LENGTH": length.encode().decode("latin-1"), "CONTENT_TYPE": "application/json"}
    response = client.post("/v1/read", headers=auth, environ_overrides=environ)
    assert response.status_code == status


def test_a_body_without_a_length_gets_411(client: FlaskClient, auth: dict[str, str]) -> None:
    overrides = {"CONTENT_LENGTH": "", "CONTENT_TYPE": "application/json"}
    response = client.post("/v1/read", headers=auth, environ_overrides=overrides)
    assert (response.status_code, code_of(response)) == (411, "length_required")
    chunked = {**overrides, "HTTP_TRANSFER_ENCODING": "chunked"}
    assert client.post("/v1/read", headers=auth, environ_overrides=chunked).status_code == 411


@pytest.mark.parametrize("app", [{"max_body_bytes": 100}], indirect=True)
def test_a_request_that_is_wrong_in_every_way_meets_the_doors_in_order(
    client: FlaskClient, auth: dict[str, str]
) -> None:
    headers = {
        "Host": "evil.example",
        "Origin": "http://evil.example",
        "Sec-Fetch-Site": "cross-site",
        "Authorization": "Bearer no",
        "Content-Type": "text/plain",
    }

    def knock() -> int:
        return client.post("/v1/read", headers=headers, data=b"x" * 101).status_code

    seen = [knock()]
    headers["Host"] = HOST
    seen.append(knock())
    del headers["Origin"]
    seen.append(knock())
    del headers["Sec-Fetch-Site"]
    seen.append(knock())
    headers |= auth
    seen.append(knock())
    headers["Content-Type"] = "application/json"
    seen.append(knock())
    assert seen == [421, 403, 403, 401, 415, 413]
