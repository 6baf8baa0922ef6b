"""The outermost layer: a number for each request, the doors, the headers of each answer, one line in the
log."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from goldleaf.web.doors import Knock, Watch, pass_doors
from goldleaf.web.headers import ALWAYS
from goldleaf.web.refusals import Refusal, refusal_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

access_log = logging.getLogger("goldleaf.access")

REQUEST_ID = "goldleaf.request_id"
ROUTE = "goldleaf.route"
# Routes of stylesheets, scripts and icons.
PARTS = "/static/"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})


def new_request_id() -> str:
    """Names one request in its answer and in the log."""
    return secrets.token_hex(8)


def log_access(method: str, route: str, status: str, began: float, request_id: str) -> None:
    """One line: method, the route's template, status, milliseconds, request id. Never an address, never a
    page.

    Args:
        method: as sent; one that HTTP does not know is left out of the log.
        route: the template of the address, ``-`` where the request was not routed.
        status: three digits.
        began: ``time.perf_counter()`` at the start.
        request_id: see :func:`new_request_id`.
    """
    milliseconds = (time.perf_counter() - began) * 1000
    known = method if method in METHODS else "OTHER"
    access_log.info("%s %s %s %.0fms %s", known, route, status, milliseconds, request_id)


class Frontage:
    """WSGI middleware around the whole application."""

    def __init__(self, application: WSGIApplication, watch: Watch) -> None:
        """Stand in front of an application."""
        self._application = application
        self._watch = watch

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        began = time.perf_counter()
        request_id = environ[REQUEST_ID] = new_request_id()
        # An address without a path is the root (RFC 9110, 4.2.3); the router would redirect there, by the
        # Host header.
        environ["PATH_INFO"] = environ.get("PATH_INFO") or "/"

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            route = environ.get(ROUTE, "-")
            # The parts of our own pages come by the handful with each; only one that fails is news.
            if not (route.startswith(PARTS) and status < "4"):
                log_access(environ["REQUEST_METHOD"], route, status[:3], began, request_id)
            return start_response(status, with_always(headers), *([exc_info] if exc_info else []))

        application = self._application
        try:
            pass_doors(Knock.from_environ(environ), self._watch)
        except Refusal as refusal:
            application = refusal.response(request_id)
        except Exception as error:
            application = refusal_of(error, request_id).response(request_id)
        return application(environ, start)


def with_always(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers of an answer with those that every answer has; a stated policy stands."""
    stated = {name.lower() for name, _ in headers}
    kept = [(name, value) for name, value in headers if name.lower() != "server"]
    return kept + [(name, value) for name, value in ALWAYS.items() if name.lower() not in stated]
