"""The one shape of every error answer, and which error becomes which status."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from goldleaf.errors import GoldleafError

log = logging.getLogger("goldleaf.server")

# GoldleafError.code: status
STATUS = {
    "no_article": 422,
    "unreadable": 422,
    "too_large": 413,
    "out_of_time": 504,
    "busy": 503,
    "worker_lost": 500,
    "missing_extra": 501,
}
RETRY_AFTER_SECONDS = 2

# status: (code, message) for what the framework and the HTTP parser refuse by themselves
PLAIN: dict[int, tuple[str, str]] = {
    400: ("bad_request", "This request is not well-formed HTTP."),
    404: ("not_found", "There is nothing at this address. GET /openapi.yaml lists the addresses."),
    405: ("method_not_allowed", "This address does not know this method. GET /openapi.yaml lists them."),
    408: ("too_slow", "The request did not arrive in time. Send it again."),
    413: ("too_large", "The request is larger than this server takes."),
    431: ("headers_too_large", "The headers of the request are larger than this server takes."),
    500: ("internal", "Something went wrong in the server. Its log has the place under this request_id."),
    501: ("not_implemented", "This server does not know this transfer encoding. Send a Content-Length."),
}


class Refusal(Exception):
    """An answer that is an error.

    Attributes:
        status: HTTP status.
        code: stable identifier.
        message: what was wrong and what to do.
        detail: JSON-serialisable facts.
        headers: further headers of the answer.
        empty: send no body at all (a stranger at the wrong Host learns nothing).
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        empty: bool = False,
        **detail: Any,
    ) -> None:
        """Keep the facts."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail
        self.headers = dict(headers or {})
        self.empty = empty

    def body(self, request_id: str) -> bytes:
        """The JSON of this error, UTF-8."""
        if self.empty:
            return b""
        error = {
            "code": self.code,
            "message": self.message,
            "detail": self.detail,
            "request_id": request_id,
        }
        return json.dumps({"error": error}, ensure_ascii=False).encode() + b"\n"

    def response(self, request_id: str) -> Response:
        """This error as an answer."""
        response = Response(self.body(request_id), self.status, self.headers, content_type="application/json")
        if self.empty:
            del response.headers["Content-Type"]
        return response


def plain(status: int) -> Refusal:
    """The refusal that stands for a bare status."""
    code, message = PLAIN[status]
    return Refusal(status, code, message)


def refusal_of(error: Exception, request_id: str) -> Refusal:
    """Any exception as a refusal; one that nobody foresaw is logged, its place only, for its text may be the
    page's.

    Args:
        error: what was raised while a request was answered.
        request_id: goes into the log, to find the place by.
    """
    if isinstance(error, Refusal):
        return error
    if isinstance(error, GoldleafError):
        headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if error.code == "busy" else {}
        return Refusal(
            STATUS.get(error.code, 500), error.code, error.message, headers=headers, **error.detail
        )
    if isinstance(error, HTTPException) and error.code in PLAIN and error.code != 500:
        refusal = plain(error.code)
        allowed = error.get_response().headers.get("Allow")
        if allowed:
            refusal.headers["Allow"] = allowed
        return refusal
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-4:]))
    log.error("%s %s at %s", request_id, type(error).__name__, places)
    return plain(500)
