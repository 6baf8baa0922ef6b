"""Bodies of requests, checked against their declared shape, and JSON answers."""

from __future__ import annotations

import json
from typing import Annotated, TypeVar

import msgspec
from flask import request
from werkzeug.wrappers import Response

from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.web.refusals import Refusal

T = TypeVar("T")
MAX_URL = 65_536
MAX_PAGES = DEFAULT_LIMITS.max_pages


class ReadOptions(msgspec.Struct, forbid_unknown_fields=True):
    """How to read a page.

    Attributes:
        content_type: the Content-Type the page was served with.
    """

    content_type: str | None = None


class FurtherPage(msgspec.Struct, forbid_unknown_fields=True):
    """A page on which the article goes on.

    Attributes:
        html: the page.
        url: its address; without it the page is known by its headline alone.
    """

    html: str
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse addresses that are none."""
        _check_address(self.url)


class ReadRequest(msgspec.Struct, forbid_unknown_fields=True):
    """Body of ``POST /v1/read`` and ``POST /paste``.

    Attributes:
        html: the page.
        url: its address, for links and metadata.
        pages: the pages on which the article goes on, in their order.
        options: how to read it.
    """

    html: str
    url: str | None = None
    pages: Annotated[list[FurtherPage], msgspec.Meta(max_length=MAX_PAGES)] = msgspec.field(
        default_factory=list
    )
    options: ReadOptions = msgspec.field(default_factory=ReadOptions)

    def __post_init__(self) -> None:
        """Refuse addresses that are none."""
        _check_address(self.url)

    @property
    def further(self) -> list[tuple[str, str | None]]:
        """The further pages as :func:`goldleaf.read` takes them."""
        return [(page.html, page.url) for page in self.pages]


def _check_address(url: str | None) -> None:
    if url is not None and len(url) > MAX_URL:
        raise ValueError(f"`url` is longer than {MAX_URL} characters")


class PairRequest(msgspec.Struct, forbid_unknown_fields=True):
    """Body of ``POST /v1/pair``.

    Attributes:
        code: from the link that the server printed, ``XXXX-XXXX``.
    """

    code: str


def body_as(shape: type[T]) -> T:
    """The JSON body of the current request.

    Raises:
        Refusal: 400, it is no JSON or has another shape; ``detail.reason`` says where.
    """
    data = request.get_data(cache=False)
    try:
        return msgspec.json.decode(data, type=shape)
    except msgspec.ValidationError as error:
        raise _bad(str(error)) from None
    except msgspec.DecodeError:
        pass
    # msgspec takes no half of a surrogate pair, but pages that hold one exist, and JSON.stringify writes it
    # as an escape. The reading pipeline cleans it.
    try:
        return msgspec.convert(json.loads(data), type=shape)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, msgspec.ValidationError) else "It is not JSON in UTF-8."
        raise _bad(reason) from None


def _bad(reason: str) -> Refusal:
    return Refusal(
        400,
        "bad_request",
        "The body is not what this address takes; `detail` says where. GET /openapi.yaml has the shape.",
        reason=reason,
    )


def json_answer(data: object, status: int = 200) -> Response:
    """Data as JSON in UTF-8."""
    body = json.dumps(data, ensure_ascii=False).encode()
    return Response(body, status, content_type="application/json")
