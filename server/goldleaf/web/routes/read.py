"""``POST /v1/read``: a page in, the article out, in the form that ``Accept`` asks for."""

from __future__ import annotations

import re

from flask import Flask, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from goldleaf.web.bodies import ReadRequest, body_as
from goldleaf.web.house import House
from goldleaf.web.refusals import Refusal
from goldleaf.web.render import EPUB, FORMS


def add_routes(app: Flask, house: House) -> None:
    """Add this address."""

    @app.post("/v1/read")
    def read() -> Response:
        media_type = wanted_form()
        body = body_as(ReadRequest)
        data = house.read_as(media_type, body.html, body.url, body.options.content_type, body.further)
        response = Response(data, content_type=content_type_of(media_type))
        response.headers["Vary"] = "Accept"
        if media_type == EPUB:
            # Without the title: a file name is no place for what a page says.
            response.headers["Content-Disposition"] = 'attachment; filename="article.epub"'
        return response


def wanted_form() -> str:
    """The form that the client likes best among those there are, by the q-values of its Accept.

    Raises:
        Refusal: 406, it takes none of them.
    """
    # All text is UTF-8: a charset that is asked for says nothing about the form.
    accept = re.sub(r";\s*charset=[^;,]*", "", request.headers.get("Accept", ""), flags=re.IGNORECASE)
    accepted = parse_accept_header(accept, MIMEAccept)
    if not accept.strip():
        return next(iter(FORMS))
    best = accepted.best_match(FORMS)
    if best is None:
        raise Refusal(
            406,
            "not_acceptable",
            f"An article can be had as {', '.join(FORMS)}. Name one of them in Accept, or leave Accept out.",
            available=list(FORMS),
        )
    return best


def content_type_of(media_type: str) -> str:
    """With its charset where it is text."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
