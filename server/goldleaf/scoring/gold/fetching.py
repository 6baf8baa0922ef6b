"""Fetching what a person asked for by its address: one page, or one archive."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from goldleaf._version import __version__
from goldleaf.scoring.errors import FetchFailed

_PIECE = 64 * 1024
# zlib's own number for: gzip or zlib, told by the first bytes.
_ANY_WRAPPER = 47


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        data: the body, unpacked.
        url: the address that gave it in the end.
        hosts: the hosts on the way, from the one asked to the one that answered.
        content_type: as the server says, without parameters; empty where it says none.
        charset: as the server says; None where it says none.
    """

    data: bytes
    url: str
    hosts: tuple[str, ...]
    content_type: str
    charset: str | None


def fetch(url: str, *, most: int, timeout: float, accept: str = "text/html,*/*;q=0.5") -> Fetched:
    """Fetch one address over HTTP or HTTPS, redirects followed.

    Args:
        url: the address.
        most: bytes that the body may have, packed or unpacked.
        timeout: seconds without a sign of life from the server.
        accept: kinds of content to ask for.

    Raises:
        FetchFailed: there is no such address, no connection, another status than 200, or too large a body.
    """
    if not is_address(url):
        raise FetchFailed(f"{url} is no address. Give one with http:// or https:// in front.", address=url)
    way = _Way()
    opener = OpenerDirector()
    # Only these: an opener of urllib's own would follow a redirect to ftp: as well.
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        way,
    ):
        opener.add_handler(handler)
    opener.addheaders = [
        ("User-Agent", f"goldleaf/{__version__}"),
        ("Accept", accept),
        ("Accept-Encoding", "gzip, deflate"),
    ]
    try:
        answer = opener.open(url, timeout=timeout)
        if answer is None:
            raise FetchFailed(f"{url} can't be fetched: its scheme is not supported.", address=url)
        with answer:
            data = _body(answer, url, most)
            headers: HTTPMessage = answer.headers
            return Fetched(
                data,
                answer.url,
                (_host(url), *way.hosts),
                headers.get_content_type() if "Content-Type" in headers else "",
                headers.get_content_charset(),
            )
    except HTTPError as error:
        with error:
            raise FetchFailed(
                f"{url} answered {error.code} {error.reason}. Where a browser shows the page, save it there "
                "and name the file.",
                address=url,
                status=error.code,
            ) from None
    except TimeoutError:
        raise FetchFailed(
            f"{url} did not answer within {timeout:g} s. Try again, or raise --timeout.", address=url
        ) from None
    except URLError as error:
        raise _no_connection(url, error.reason, timeout) from None
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise _no_connection(url, error, timeout) from None


def is_address(text: str) -> bool:
    """Whether a text is the address of something on the web, rather than a file's name."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


class _Way(HTTPRedirectHandler):
    """Follows redirects and remembers where to."""

    def __init__(self) -> None:
        self.hosts: list[str] = []

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        found = super().redirect_request(req, fp, code, msg, headers, newurl)
        if found is not None and not is_address(newurl):
            raise FetchFailed(
                f"{req.full_url} leads on to {newurl}, which is no page on the web.", address=req.full_url
            )
        self.hosts.append(_host(newurl))
        return found


def _body(answer: Any, url: str, most: int) -> bytes:
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise FetchFailed(f"{url} came packed as {coding!r}, which nobody asked for.", address=url)
    unpacker = zlib.decompressobj(_ANY_WRAPPER) if coding not in ("identity", "") else None
    parts: list[bytes] = []
    size = 0
    while piece := answer.read(_PIECE):
        unpacked = unpacker.decompress(piece, most + 1 - size) if unpacker else piece
        parts.append(unpacked)
        size += len(unpacked)
        if size > most:
            raise FetchFailed(f"{url} is over {most:,} bytes, the most that is taken.", address=url)
    if unpacker and not unpacker.eof:
        raise FetchFailed(f"{url} broke off before its end. Try again.", address=url)
    return b"".join(parts)


def _no_connection(url: str, reason: object, timeout: float) -> FetchFailed:
    if isinstance(reason, TimeoutError):
        return FetchFailed(
            f"{url} did not answer within {timeout:g} s. Try again, or raise --timeout.", address=url
        )
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return FetchFailed(f"{url} can't be fetched: {said}.", address=url)


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()
