"""The pages for people: home, pairing, the gold set, the paste box."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import lxml.html as lxml_html
import pytest
from flask.testing import FlaskClient
from goldleaf.web.app import create_app
from goldleaf.web.headers import ARTICLE_POLICY, CAPTURE_POLICY
from goldleaf.web.house import House

from tests.web.conftest import AddressedClient
from tests.web.house import CHROMIUM, EMPTY_PAGE, FIREFOX, HOST, PAGE, ROOT, InlinePool, config_for

# The stubs give every XPath a union of all that an XPath can be.
html: Any = lxml_html

OWN = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}


def make_case(folder: Path, name: str, page: bytes, title: str = "The harbour wakes") -> None:
    case = folder / name
    case.mkdir(parents=True)
    (case / "page.html").write_bytes(page)
    (case / "gold.html").write_text("<p>One boat after another.</p>")
    (case / "case.toml").write_text(
        f'url = "https://example.org/"\ntitle = "{title}"\nlang = "en"\n'
        'page_type = "article"\nlicence = "CC0-1.0"\n'
        'captured = "2026-03-01"\ncleaned_by = "us"\n'
    )


@pytest.fixture
def goldset(tmp_path: Path) -> Path:
    folder = tmp_path / "goldset"
    make_case(folder, "news--harbour", PAGE.encode())
    make_case(folder, "blog--umlaut", PAGE.replace("harbour", "Möwe").encode("latin-1"), "<b>Möwe & Co</b>")
    return folder


@pytest.fixture
def gold_client(tmp_path: Path, goldset: Path, pool: InlinePool) -> FlaskClient:
    app = create_app(config_for(tmp_path / "home", goldset=goldset), pool=pool)
    app.test_client_class = AddressedClient
    return app.test_client()


def paste_key(client: FlaskClient) -> str:
    found = re.search(r'name="goldleaf-paste-key" content="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


def test_home_before_and_after_pairing(client: FlaskClient, house: House) -> None:
    before = client.get("/").text
    assert "Not connected yet" in before
    assert "<details open>" in before
    house.keys.pair(CHROMIUM)
    house.keys.pair(FIREFOX)
    house.keys.seen(FIREFOX)
    after = client.get("/").text
    assert "Not connected yet" not in after
    assert after.count("not used yet") == 1
    assert after.count("last used") == 1
    assert "<b>Chromium</b>" in after
    assert "<b>Firefox</b>" in after


def test_home_names_the_folder_of_the_extension(client: FlaskClient) -> None:
    assert str(ROOT / "extension") in client.get("/").text
    assert "chrome://extensions" in client.get("/").text
    assert "about:debugging" in client.get("/").text


@pytest.mark.parametrize("app", [{"extension": None}], indirect=True)
def test_without_the_folder_home_says_where_it_comes_from(client: FlaskClient) -> None:
    assert "came without" in client.get("/").text
    assert "source code" in client.get("/pair").text


@pytest.mark.parametrize("path", ["/", "/pair"])
def test_pages_hold_nothing_inline_and_load_nothing_from_elsewhere(client: FlaskClient, path: str) -> None:
    page = html.fromstring(client.get(path).text)
    assert page.xpath("//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]") == []
    loaded = page.xpath("//link/@href | //script/@src | //img/@src")
    assert loaded
    for address in loaded:
        assert address == "data:," or client.get(address).status_code == 200


def test_pairing_page_holds_what_the_extension_looks_for(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/pair").text)
    (main,) = page.xpath("//main[@id='goldleaf-pair']")
    assert main.get("data-state") == "waiting"
    assert len(page.xpath("//main[@id='goldleaf-pair']//*[@id='goldleaf-pair-message']")) == 1
    assert page.xpath("//script") == []
    css = client.get("/static/pair.css").text
    for state in ("waiting", "paired", "failed", "no-extension"):
        assert f'[data-state="{state}"] .when-{state}' in css
        assert page.xpath(f"//main/section[@class='when-{state}']")


@pytest.mark.parametrize(
    "name", ["app.py", "../app.py", "%2e%2e/app.py", "page.css/", ".", "..", "page.css%00"]
)
def test_only_the_assets_are_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_the_paste_box(client: FlaskClient) -> None:
    key = paste_key(client)
    response = client.post(
        "/paste", headers={**OWN, "X-Goldleaf-Paste": key}, json={"html": PAGE, "url": None}
    )
    assert response.status_code == 200
    assert response.get_json()["page"].startswith("<!doctype html>")
    empty = client.post("/paste", headers={**OWN, "X-Goldleaf-Paste": key}, json={"html": EMPTY_PAGE})
    assert (empty.status_code, empty.get_json()["error"]["code"]) == (422, "no_article")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"X-Goldleaf-Paste": "wrong"}, 403),
        ({"X-Goldleaf-Paste": "wröng"}, 403),
        ({"X-Goldleaf-Paste": None}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "http://localhost:7878"}, 403),
        ({"Origin": "http://127.0.0.1:8080"}, 403),
        ({"Origin": "https://127.0.0.1:7878"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": None}, 200),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
def test_the_paste_box_is_open_to_our_page_alone(
    client: FlaskClient, pool: InlinePool, change: dict[str, str | None], status: int
) -> None:
    headers: dict[str, str | None] = {
        **OWN,
        "X-Goldleaf-Paste": paste_key(client),
        "Content-Type": "application/json",
    }
    headers |= change
    sent = {name: value for name, value in headers.items() if value is not None}
    response = client.post("/paste", headers=sent, data='{"html": "' + "x" * 20 + '"}')
    if status == 200:
        assert len(pool.calls) == 1
    else:
        assert (response.status_code, pool.calls) == (status, [])


def test_our_own_origin_opens_nothing_else(client: FlaskClient, auth: dict[str, str]) -> None:
    headers = {**OWN, **auth, "X-Goldleaf-Paste": paste_key(client)}
    for path in ("/v1/read", "/v1/pair", "/v1/status"):
        assert client.post(path, headers=headers, json={"html": PAGE}).status_code == 403


def test_gold_list(gold_client: FlaskClient, tmp_path: Path) -> None:
    token = (tmp_path / "home" / "token").read_text().strip()
    assert gold_client.get("/v1/gold").status_code == 401
    answer = gold_client.get("/v1/gold", headers={"Authorization": f"Bearer {token}"}).get_json()
    assert answer["cases"] == [
        {
            "name": name,
            "category": category,
            "url": "https://example.org/",
            "title": title,
            "page_type": "article",
            "lang": "en",
        }
        for name, category, title in (
            ("blog--umlaut", "blog", "<b>Möwe & Co</b>"),
            ("news--harbour", "news", "The harbour wakes"),
        )
    ]


def test_home_lists_the_gold_set(gold_client: FlaskClient) -> None:
    page = html.fromstring(gold_client.get("/").text)
    links = page.xpath("//ul[@class='gold']//a/@href")
    assert len(links) == 4
    assert {gold_client.get(link).status_code for link in links} == {200}
    assert page.xpath("//span[@class='name']")[0].text_content() == "<b>Möwe & Co</b>"


def test_a_gold_page_before_is_the_bytes_under_a_policy(gold_client: FlaskClient) -> None:
    response = gold_client.get("/gold/blog--umlaut/page")
    assert "Möwe".encode("latin-1") in response.data
    assert response.headers["Content-Type"] == "text/html", "no charset: the page has its own"
    assert response.headers["Content-Security-Policy"] == CAPTURE_POLICY
    assert "sandbox;" in CAPTURE_POLICY


def test_a_gold_page_after_is_a_reading_page(gold_client: FlaskClient) -> None:
    response = gold_client.get("/gold/news--harbour/article")
    assert response.text.startswith("<!doctype html>")
    assert "one boat after another" in response.text
    assert response.headers["Content-Security-Policy"] == ARTICLE_POLICY


@pytest.mark.parametrize(
    "name",
    [
        "harbour",
        "..",
        "%2e%2e",
        "..%2f..%2fhome",
        "news--harbour%2f..%2fblog--umlaut",
        "news--harbour%00",
        "%2fetc%2fpasswd",
        "news--harbour ",
        "NEWS--HARBOUR",
        "..\\..\\home",
        "%252e%252e",
    ],
)
@pytest.mark.parametrize("view", ["page", "article"])
def test_names_of_cases_are_looked_up_not_joined(gold_client: FlaskClient, name: str, view: str) -> None:
    response = gold_client.get(f"/gold/{name}/{view}")
    assert (response.status_code, response.get_json()["error"]["code"]) == (404, "not_found")


def test_a_new_case_shows_without_a_restart(gold_client: FlaskClient, goldset: Path) -> None:
    assert gold_client.get("/gold/news--new/page").status_code == 404
    make_case(goldset, "news--new", b"<p>new")
    assert gold_client.get("/gold/news--new/page").status_code == 200
    shutil.rmtree(goldset / "news--new")
    assert gold_client.get("/gold/news--new/page").status_code == 404


def test_a_broken_gold_set_is_told_and_breaks_nothing_else(gold_client: FlaskClient, goldset: Path) -> None:
    (goldset / "news--harbour" / "case.toml").write_text("not toml")
    error = gold_client.get("/gold/news--harbour/page").get_json()["error"]
    assert error["code"] == "broken_gold_set"
    assert "case.toml" in error["message"]
    home: Any = gold_client.get("/")
    assert home.status_code == 200
    assert "case.toml" in home.text


def test_without_a_gold_set_the_routes_say_so(client: FlaskClient, auth: dict[str, str]) -> None:
    for path in ("/v1/gold", "/gold/a/page", "/gold/a/article"):
        error = client.get(path, headers=auth).get_json()["error"]
        assert error["code"] == "no_gold_set"
        assert "--goldset" in error["message"]
    assert "--goldset" in client.get("/").text
