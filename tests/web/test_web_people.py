"""Errors as a person sees them: pages where a browser opens an address, JSON everywhere else."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import lxml.html as lxml_html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from goldleaf.errors import Busy
from goldleaf.web.app import create_app
from goldleaf.web.headers import PAIR_POLICY

from tests.web.conftest import AddressedClient
from tests.web.house import EMPTY_PAGE, PAGE, InlinePool, config_for
from tests.web.test_web_answers import assert_shape, is_error, walk
from tests.web.test_web_pages import make_case

html: Any = lxml_html

BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Site": "none",
}


def words(page: str) -> str:
    return " ".join(html.fromstring(page).find(".//main").text_content().split())


@pytest.fixture
def gold_client(tmp_path: Path, pool: InlinePool) -> FlaskClient:
    folder = tmp_path / "goldset"
    make_case(folder, "noarticle--login", EMPTY_PAGE.encode())
    (folder / "noarticle--login" / "gold.html").write_text("\n")
    make_case(folder, "news--missed", EMPTY_PAGE.encode())
    make_case(folder, "news--harbour", PAGE.encode())
    app = create_app(config_for(tmp_path / "home", goldset=folder), pool=pool)
    app.test_client_class = AddressedClient
    return app.test_client()


def test_every_error_is_a_page_for_a_browser_outside_v1_and_json_within(
    app: Flask, client: FlaskClient, auth: dict[str, str]
) -> None:
    pages = 0
    for path, method in walk(app):
        response = client.open(path, method=method, headers={**auth, **BROWSER})
        if not is_error(response) or method == "HEAD":
            continue
        if method != "GET" or path.startswith("/v1"):
            assert_shape(response)
            continue
        assert response.content_type == "text/html; charset=utf-8", path
        assert response.headers["Content-Security-Policy"] == PAIR_POLICY
        page = html.fromstring(response.text)
        (heading,) = page.xpath("//h1/text()")
        assert heading in page.xpath("//title/text()")[0]
        assert page.xpath("//main//a/@href") == ["/"]
        assert page.xpath("//script | //style | //@style") == []
        for address in page.xpath("//link/@href | //img/@src"):
            assert client.get(address).status_code == 200
        pages += 1
    assert pages > 8


@pytest.mark.parametrize(
    "change",
    [
        {"Accept": "*/*"},
        {"Accept": ""},
        {"Accept": "application/json"},
        {"Accept": "application/json, text/html;q=0.9"},
        {"Accept": "text/html, application/json"},
        {"Accept": "text/html;q=0"},
        {"Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_programs_get_json(client: FlaskClient, change: dict[str, str]) -> None:
    response = client.get("/nowhere", headers={**BROWSER, **change})
    assert response.status_code == 404
    assert_shape(response)


def test_a_wrong_address_says_so(client: FlaskClient) -> None:
    response = client.get("/nowhere", headers=BROWSER)
    assert response.status_code == 404
    assert words(response.text).startswith("There is nothing here Goldleaf has no page at this address.")
    assert "openapi" not in response.text


def test_what_was_asked_for_is_not_in_the_page(client: FlaskClient) -> None:
    response = client.get("/canary%3Cscript%3E", headers=BROWSER)
    assert response.status_code == 404
    assert "canary" not in response.text


def test_a_page_that_is_no_article_says_whether_that_is_right(gold_client: FlaskClient) -> None:
    right = gold_client.get("/gold/noarticle--login/article", headers=BROWSER)
    missed = gold_client.get("/gold/news--missed/article", headers=BROWSER)
    assert (right.status_code, missed.status_code) == (422, 422)
    assert "Goldleaf finds no article here. That is right: this page is none." in words(right.text)
    assert "Goldleaf finds no article here. The gold set has one, so this counts as a miss." in words(
        missed.text
    )
    as_json = gold_client.get("/gold/noarticle--login/article")
    assert_shape(as_json)
    assert as_json.get_json()["error"]["code"] == "no_article"
    assert "That is right" in as_json.get_json()["error"]["message"]
    assert gold_client.get("/gold/news--harbour/article", headers=BROWSER).status_code == 200


def test_the_headers_of_an_error_stay_with_its_page(gold_client: FlaskClient, pool: InlinePool) -> None:
    def fail() -> None:
        raise Busy("All workers are taken and the queue is full.")

    pool.answer = fail
    response = gold_client.get("/gold/news--harbour/article", headers=BROWSER)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "2"
    assert "All workers are taken" in words(response.text)


def test_the_log_has_a_line_for_pages_and_none_for_their_parts(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "goldleaf.access")
    for path in ("/", "/static/page.css", "/static/leaf.svg", "/static/nowhere.css", "/pair"):
        client.get(path)
    lines = [record.getMessage().split()[:3] for record in caplog.records if record.name == "goldleaf.access"]
    assert lines == [["GET", "/", "200"], ["GET", "/static/<name>", "404"], ["GET", "/pair", "200"]]
