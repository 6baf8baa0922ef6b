"""Two small servers on the loopback: a site whose pages are read, and a stand-in for ``goldleaf serve``."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Request:
    """What came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class LocalServer:
    """Serves on 127.0.0.1 from a thread until it is closed; each request is kept in ``requests``."""

    def __init__(self, port: int = 0) -> None:
        """Bind and start; ``port`` 0 takes a free one."""
        self.requests: list[Request] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def respond(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.command, self.path, headers, self.rfile.read(length))
                outer.requests.append(request)
                status, extra, body = outer.answer(request)
                try:
                    self.send_response(status)
                    for name, value in extra.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    # The browser gave up first: some tests make it do just that.
                    self.close_connection = True

            do_GET = do_POST = respond  # noqa: N815 - the base class looks for these names

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def answer(self, request: Request) -> Answer:
        """What to send back; subclasses say."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Site(LocalServer):
    """Pages to read, on a host that the extension has no permission for.

        Browsers resolve every name under ``localhost`` to the loopback, and ``http://localhost/*`` does not
    cover them:
        what reads these pages was granted by the click alone.
    """

    def __init__(self) -> None:
        """Start with no pages."""
        self.pages: dict[str, tuple[dict[str, str], bytes]] = {}
        super().__init__()

    def add(self, path: str, html: str | bytes, **headers: str) -> str:
        """Put a page up; underscores in header names stand for hyphens. Returns its address."""
        body = html.encode() if isinstance(html, str) else html
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (
            {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"} | given,
            body,
        )
        return self.url(path)

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://news.localhost:{self.port}{path}"

    def answer(self, request: Request) -> Answer:
        """The page, or a 404."""
        headers, body = self.pages.get(request.path.split("?")[0], ({"Content-Type": "text/plain"}, b""))
        return (200 if request.path.split("?")[0] in self.pages else 404), headers, body


PAIR_PAGE = b"""<!doctype html><title>Pair</title>
<main id="goldleaf-pair" data-state="waiting"><h1>Pairing</h1><p id="goldleaf-pair-message"></p></main>"""

CODE = "ABCD-2345"
TOKEN = "t" * 43


def default_article(request: Request) -> Answer:
    """An article that repeats what it was given, so that a test can tell one page's view from another's."""
    page = request.json()
    title = page["html"].split("<title>")[1].split("</title>")[0] if "<title>" in page["html"] else "No title"
    html = (
        f'<article class="gl-article" lang="en" dir="ltr"><header class="gl-header">'
        f'<h1 class="gl-title">{title}</h1>'
        '</header><div class="gl-body"><p>The body of the article.</p></div></article>'
    )
    return reply(200, {"html": html, "title": title, "lang": "en", "dir": "ltr", "url": page["url"]})


def reply(status: int, data: object) -> Answer:
    """A JSON answer."""
    return status, {"Content-Type": "application/json"}, json.dumps(data).encode()


def refusal(status: int, code: str, message: str = "A message from the server.") -> Answer:
    """An error in the server's one shape."""
    error = {"code": code, "message": message, "detail": {}, "request_id": "req-4711"}
    return reply(status, {"error": error})


@dataclass
class Behaviour:
    """How the stand-in answers; a test may change any of it."""

    read: Callable[[Request], Answer] = default_article
    codes: set[str] = field(default_factory=lambda: {CODE})
    token: str = TOKEN


class FakeGoldleaf(LocalServer):
    """Speaks the server's protocol as far as the extension uses it."""

    def __init__(self, port: int = 0) -> None:
        """Start well-behaved."""
        self.behaviour = Behaviour()
        super().__init__(port)

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def link(self, code: str = CODE) -> str:
        """The pairing link."""
        return f"{self.origin}/pair#{code}"

    def reads(self) -> list[Request]:
        """The pages that were sent to be read."""
        return [request for request in self.requests if request.path == "/v1/read"]

    def answer(self, request: Request) -> Answer:
        """Route."""
        if request.path == "/pair":
            return 200, {"Content-Type": "text/html"}, PAIR_PAGE
        if request.path == "/v1/pair":
            if request.json().get("code") not in self.behaviour.codes:
                return refusal(403, "bad_code")
            return reply(200, {"token": self.behaviour.token, "name": "goldleaf", "version": "0"})
        if request.path == "/v1/status":
            if request.headers.get("authorization") != f"Bearer {self.behaviour.token}":
                return refusal(401, "unauthorized")
            return reply(200, {"name": "goldleaf", "version": "0"})
        if request.path == "/v1/read":
            if request.headers.get("authorization") != f"Bearer {self.behaviour.token}":
                return refusal(401, "unpaired")
            return self.behaviour.read(request)
        return 200, {"Content-Type": "text/html"}, b"<!doctype html><title>Goldleaf</title>"
