"""``openapi.yaml`` and the server say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import requests
import schemathesis
import yaml
from flask import Flask
from goldleaf.web.refusals import PLAIN, STATUS
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from tests.web.house import CHROMIUM, PAGE, PATIENCE, ROOT, Live, live_server
from tests.web.test_web_pages import make_case

SPEC: dict[str, Any] = yaml.safe_load(files("goldleaf.web").joinpath("openapi.yaml").read_text("utf-8"))
VERBS = {"get", "post", "put", "patch", "delete"}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in SPEC["paths"].items():
        for verb, operation in methods.items():
            assert verb in VERBS
            yield path, verb, operation


def test_routes_and_description_list_the_same(app: Flask) -> None:
    routes = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method != "HEAD"
    }
    assert routes == {(path, verb) for path, verb, _ in operations()}


def test_every_operation_states_the_statuses_of_the_doors_it_stands_behind() -> None:
    for path, verb, operation in operations():
        wanted = {"200", "403", "421"}
        if verb == "post":
            wanted |= {"400", "408", "411", "413", "415", "500"}
        if path.startswith("/v1/") and path != "/v1/pair":
            wanted |= {"401"}
        else:
            assert operation["security"] == []
        assert set(operation["responses"]) >= wanted, path


def test_every_status_that_errors_have_is_described() -> None:
    described = {int(status) for _, _, operation in operations() for status in operation["responses"]}
    # 405 is no operation's; 431 and the parser's own 501 are the HTTP parser's.
    assert set(STATUS.values()) | set(PLAIN) - {405, 431} <= described


def test_every_error_code_in_the_source_is_in_the_description() -> None:
    text = files("goldleaf.web").joinpath("openapi.yaml").read_text("utf-8")
    source = "".join(path.read_text("utf-8") for path in (ROOT / "server/goldleaf/web").rglob("*.py"))
    codes = set(re.findall(r'Refusal\(\s*\d{3},\s*"(\w+)"', source)) | set(STATUS)
    assert len(codes) > 15
    assert {code for code in codes if f"`{code}`" not in text} == {"misdirected"}, "which has no body"


def test_it_is_served(app: Flask) -> None:
    response = app.test_client().get("/openapi.yaml", base_url="http://127.0.0.1:7878")
    assert response.content_type == "application/yaml"
    assert yaml.safe_load(response.text) == SPEC


SCHEMA = schemathesis.openapi.from_dict(SPEC)
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server of its own: the guesses at pairing codes that follow shut its desk."""
    goldset = tmp_path_factory.mktemp("gold")
    make_case(goldset, "news--harbour", PAGE.encode())
    with live_server(tmp_path_factory.mktemp("fuzz") / "home", "--goldset", str(goldset)) as live:
        yield live


RIGHT, WRONG = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
# Only a body can be wrong: the parts of a path are any text.
GUESSES = [(path, verb, RIGHT) for path, verb, _ in operations()]
GUESSES += [(path, verb, WRONG) for path, verb, operation in operations() if "requestBody" in operation]


@pytest.mark.parametrize(("path", "verb", "mode"), GUESSES)
def test_the_server_keeps_to_the_description(
    running: Live, path: str, verb: str, mode: schemathesis.GenerationMode
) -> None:
    operation = SCHEMA[path][verb]
    strategy = operation.as_strategy(generation_mode=mode)
    headers = {"Origin": CHROMIUM} if path == "/v1/pair" else {"Authorization": f"Bearer {running.token}"}

    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def keeps_to_it(case: Any) -> None:
        case.call_and_validate(base_url=running.url, headers=headers, checks=CHECKS)

    keeps_to_it()


@pytest.mark.parametrize(
    "path", ["/gold/news--harbour/page", "/gold/news--harbour/article", "/v1/gold", "/static/home.js"]
)
def test_what_guessing_does_not_find_fits_the_description(running: Live, path: str) -> None:
    template = re.sub(r"news--harbour", "{case}", path).replace("home.js", "{name}")
    headers = {"Authorization": f"Bearer {running.token}"}
    answer = requests.get(running.url + path, headers=headers, timeout=PATIENCE)
    assert answer.status_code == 200
    SCHEMA[template]["get"].validate_response(answer)


def test_a_read_article_fits_the_description(running: Live) -> None:
    answer = requests.post(
        f"{running.url}/v1/read",
        headers={"Authorization": f"Bearer {running.token}"},
        json={"html": PAGE, "url": "https://example.org/harbour"},
        timeout=PATIENCE,
    )
    assert answer.status_code == 200
    SCHEMA["/v1/read"]["post"].validate_response(answer)
