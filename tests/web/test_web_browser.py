"""Our pages in a real Chromium, and what other pages in it can do to the server: nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.extension.harness import programs
from tests.web.house import EMPTY_PAGE, PAGE, Live, eventually, live_server
from tests.web.test_web_pages import make_case

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    goldset = tmp_path_factory.mktemp("gold")
    make_case(goldset, "news--harbour", PAGE.encode())
    with live_server(tmp_path_factory.mktemp("browser") / "home", "--goldset", str(goldset)) as live:
        yield live


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Whoever asks for rebound.example is sent to this machine: a DNS answer that an attacker changed.
        rules = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
        # The browser's own guard of the local network is a bonus that others lack: ours holds without it.
        arguments = ["--no-sandbox", rules, "--disable-features=LocalNetworkAccessChecks"]
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def problems() -> list[str]:
    """What the console of the page complained about."""
    return []


@pytest.fixture
def page(chromium: Browser, problems: list[str]) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()


def result(page: Page) -> str:
    page.locator("#paste-result").wait_for(state="visible")
    frame = page.frame_locator("#paste-frame")
    return frame.locator("article.gl-article").inner_text()


def test_a_pasted_page_is_read_and_shown_with_its_style(
    page: Page, served: Live, problems: list[str]
) -> None:
    page.goto(served.url + "/")
    page.fill("#paste-html", PAGE + "<script>parent.document.title = 'broken out'</script>")
    page.get_by_role("button", name="Read it").click()
    assert "one boat after another" in result(page)
    width = (
        page.frame_locator("#paste-frame").locator("article").evaluate("e => getComputedStyle(e).maxWidth")
    )
    assert width != "none", "the reading view's stylesheet holds in the frame"
    assert page.title() == "Goldleaf"
    assert problems == []


def test_a_chosen_file_is_read_in_its_own_encoding(page: Page, served: Live, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(
        PAGE.replace("<head>", "<head><meta charset=windows-1252>").replace("boat", "Böot").encode("cp1252")
    )
    page.goto(served.url + "/")
    page.set_input_files("#paste-file", file)
    assert "one Böot after another" in result(page)


def test_a_dropped_file_is_read(page: Page, served: Live) -> None:
    page.goto(served.url + "/")
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.items.add(new File([html], "page.html", { type: "text/html" }));
            document.querySelector("#drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles:
            true }));
        }""",
        PAGE,
    )
    assert "one boat after another" in result(page)


def test_problems_are_told_in_words(page: Page, served: Live) -> None:
    page.goto(served.url + "/")
    message = page.locator("#paste-message.problem")
    page.get_by_role("button", name="Read it").click()
    assert "Paste the source" in message.inner_text()
    page.fill("#paste-html", EMPTY_PAGE)
    page.get_by_role("button", name="Read it").click()
    page.locator("#paste-message.problem", has_not_text="Paste the source").wait_for()
    assert "{" not in message.inner_text()
    assert len(message.inner_text()) > 20


def test_the_gold_set_before_and_after(page: Page, served: Live, problems: list[str]) -> None:
    page.goto(served.url + "/")
    page.get_by_role("link", name="news--harbour after").click()
    assert page.locator("h1.gl-title").inner_text() == "The harbour wakes"
    page.go_back()
    page.get_by_role("link", name="news--harbour before").click()
    assert page.locator("h1").inner_text() == "The harbour wakes"
    # The icon that a browser asks for by itself is not to be had from within a sandbox.
    assert [text for text in problems if "ERR_BLOCKED_BY_RESPONSE" not in text and "404" not in text] == []


@pytest.mark.parametrize(
    ("content_type", "length", "status"),
    [("text/plain", 10, 415), ("text/plain", 20_000_000, 415), ("application/json", 40_000_000, 413)],
)
def test_a_refusal_is_seen_however_much_is_being_sent(
    page: Page, served: Live, content_type: str, length: int, status: int
) -> None:
    """Browsers send all of a body before they look; an answer that comes early must not be lost by then."""
    page.goto(served.url + "/")
    answer = page.evaluate(
        """async ({ type, length }) => {
            const body = new Blob(["x".repeat(length)]);
            const headers = { "Content-Type": type };
            const response = await fetch("/paste", { method: "POST", headers, body });
            return [response.status, (await response.json()).error.code];
        }""",
        {"type": content_type, "length": length},
    )
    assert answer == [status, {413: "too_large", 415: "unsupported_media_type"}[status]]


@pytest.mark.parametrize("state", ["waiting", "paired", "failed", "no-extension"])
def test_the_pairing_page_shows_what_its_state_says(
    page: Page, served: Live, problems: list[str], state: str
) -> None:
    page.goto(served.url + "/pair#ABCD-EFGH")
    page.evaluate("state => { document.querySelector('#goldleaf-pair').dataset.state = state }", state)
    shown = page.locator("#goldleaf-pair > section:visible")
    assert shown.count() == 1
    assert shown.get_attribute("class") == f"when-{state}"
    assert problems == []


def test_the_help_on_the_pairing_page_is_there_at_once_and_waiting_has_an_end(
    page: Page, served: Live
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(served.url + "/pair")
    help_text = page.get_by_role("heading", name="Nothing happens?")
    help_text.wait_for(state="visible")
    stage = """seconds => { for (const animation of document.getAnimations()) {
        animation.pause();
        animation.currentTime = seconds * 1000;
    } }"""
    waiting, over = (
        page.get_by_text("Waiting for the extension"),
        page.get_by_text("No extension has answered"),
    )
    page.evaluate(stage, 0)
    assert (waiting.is_visible(), over.is_visible(), help_text.is_visible()) == (True, False, True)
    page.evaluate(stage, 20)
    assert (waiting.is_visible(), over.is_visible(), help_text.is_visible()) == (False, True, True)


def test_a_question_of_the_extension_takes_the_place_of_waiting(page: Page, served: Live) -> None:
    page.goto(served.url + "/pair")
    ask = "document.querySelector('#goldleaf-pair-message').textContent = 'Say in the new tab.'"
    page.evaluate(ask)
    assert page.get_by_text("Say in the new tab.").is_visible()
    assert page.locator("#goldleaf-pair > section:visible").count() == 0


ATTACKS = """async ({ url, body }) => {
    const send = (path, init) => fetch(url + path, init).then((r) => r.type + r.status, () => "failed");
    const answers = [];
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json"])
        for (const mode of ["no-cors", "cors"])
            answers.push(await send("/v1/read", { method: "POST", mode, body, headers: { "Content-Type": type
            } }));
    for (const path of ["/", "/pair", "/v1/status", "/v1/gold", "/gold/news--harbour/page", "/openapi.yaml"])
        for (const mode of ["no-cors", "cors"]) answers.push(await send(path, { mode, credentials: "include"
        }));
    answers.push(await send("/paste", { method: "POST", mode: "no-cors", body }));
    navigator.sendBeacon(url + "/v1/read", body);
    navigator.sendBeacon(url + "/v1/pair", JSON.stringify({ code: "AAAA-AAAA" }));
    for (const path of ["/", "/static/leaf.svg", "/v1/status"]) {
        const image = new Image();
        const done = new Promise((resolve) => {
            image.onload = () => resolve("loaded");
            image.onerror = () => resolve("failed");
        });
        image.src = url + path;
        answers.push(await done);
    }
    const frame = document.createElement("iframe");
    const framed = new Promise((resolve) => { frame.onload = resolve; });
    frame.src = url + "/";
    document.body.append(frame);
    await framed;
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: url + "/v1/read", enctype: "text/plain", target: "away" });
    form.append(Object.assign(document.createElement("input"), { name: body, value: "" }));
    const target = document.createElement("iframe");
    target.name = "away";
    document.body.append(target, form);
    const posted = new Promise((resolve) => { target.onload = resolve; });
    form.submit();
    await posted;
    return answers;
}"""


class EvilSite(BaseHTTPRequestHandler):
    """A page on another port of this machine."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>evil</title><body>")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def evil_site() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), EvilSite)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def lines_of(log: str) -> list[str]:
    return [line.split(" ", 2)[2] for line in log.splitlines()]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_another_port_reaches_nothing(page: Page, served: Live, evil_site: int, host: str) -> None:
    before = len(lines_of(served.log()))
    page.goto(f"http://{host}:{evil_site}/")
    answers = page.evaluate(ATTACKS, {"url": served.url, "body": json.dumps({"html": PAGE})})
    assert len(answers) > 20
    assert not [answer for answer in answers if answer not in ("failed", "opaque0")], "no answer can be read"
    lines = eventually(
        lambda: (found := lines_of(served.log())[before:]) and "POST - 403" in " ".join(found) and found,
        "the attacks did not reach the server, so nothing was tested",
    )
    assert [line for line in lines if " 403 " not in line] == []


def test_a_rebound_name_reaches_nothing(page: Page, served: Live) -> None:
    """A page that came from elsewhere, and whose name now leads here: to the browser they are of one
    origin."""
    before = len(lines_of(served.log()))
    start = f"http://rebound.example:{served.port}/start"
    page.route(start, lambda route: route.fulfill(content_type="text/html", body="<!doctype html><body>"))
    page.goto(start)
    for method, path in (
        ("GET", "/"),
        ("GET", "/gold/news--harbour/page"),
        ("POST", "/v1/read"),
        ("POST", "/paste"),
    ):
        answer = page.evaluate(
            """async ({ method, path }) => {
                const headers = method === "POST" ? { "Content-Type": "application/json" } : {};
                const body = method === "POST" ? "{}" : undefined;
                const response = await fetch(path, { method, headers, body });
                return [response.status, await response.text()];
            }""",
            {"method": method, "path": path},
        )
        assert answer == [421, ""]
    lines = lines_of(served.log())[before:]
    assert len(lines) >= 4
    assert [line for line in lines if " 421 " not in line] == []
