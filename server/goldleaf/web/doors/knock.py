"""A request as the doors see it: method, path and headers, nothing of the body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from goldleaf.web.config import ServerConfig
from goldleaf.web.keys import KeyRing


class Watch(Protocol):
    """What the doors need to know of the house."""

    config: ServerConfig
    keys: KeyRing


@dataclass(frozen=True, slots=True)
class Knock:
    """One request before its body.

    Attributes:
        method: upper case.
        path: percent-decoded, without the query.
        headers: names in lower case with hyphens; a header sent twice has its values joined by a comma.
        chunked: the body comes in chunks, without a length.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    chunked: bool = False

    @property
    def is_api(self) -> bool:
        """Whether it asks for an address of programs (``/v1/…``), not for a page for people."""
        return self.path == "/v1" or self.path.startswith("/v1/")

    @classmethod
    def from_environ(cls, environ: Mapping[str, Any]) -> Knock:
        """From a WSGI environment."""
        headers = {
            name[5:].replace("_", "-").lower(): value
            for name, value in environ.items()
            if name.startswith("HTTP_")
        }
        for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            if environ.get(name):
                headers[name.replace("_", "-").lower()] = environ[name]
        chunked = "transfer-encoding" in headers
        return cls(environ["REQUEST_METHOD"], environ.get("PATH_INFO") or "/", headers, chunked)

    @classmethod
    def from_waitress(cls, parser: Any) -> Knock:
        """From waitress's parser, once it has the headers."""
        headers = {name.replace("_", "-").lower(): value for name, value in parser.headers.items()}
        # The same fold that waitress makes when it calls the application.
        path = "/" + parser.path.lstrip("/") if parser.path.startswith("/") else parser.path
        return cls(parser.command, path, headers, bool(parser.chunked))
