"""Errors for a person who opened an address in a browser: the same facts as the JSON, as a page."""

from __future__ import annotations

from flask import render_template
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from goldleaf.web.doors.knock import Knock
from goldleaf.web.headers import PAIR_POLICY
from goldleaf.web.refusals import Refusal

# Refusal.code: the heading of its page
HEADINGS = {
    "not_found": "There is nothing here",
    "no_gold_set": "There is no gold set here",
    "no_article": "No article here",
    "busy": "Too much to read at once",
}
OTHER_HEADING = "That did not work"
# What is said to programs names the description of the API, which helps nobody who followed a link.
MESSAGES = {
    "not_found": "Goldleaf has no page at this address. It may have been mistyped, or the page has gone.",
}


def is_for_a_person(knock: Knock) -> bool:
    """Whether a browser shows the answer to a person: it opens an address outside ``/v1``.

    A browser that opens an address names ``text/html`` and likes it best; programs name other types or take
    all (``*/*``), which counts as JSON.
    """
    if knock.is_api or knock.method not in ("GET", "HEAD"):
        return False
    if knock.headers.get("sec-fetch-mode", "navigate") != "navigate":
        return False
    accepted = parse_accept_header(knock.headers.get("accept", ""), MIMEAccept)
    named = "text/html" in (value.lower() for value in accepted.values())
    return named and accepted.quality("text/html") > accepted.quality("application/json")


def page_of(refusal: Refusal, request_id: str) -> Response:
    """A refusal as a page in the look of the start page, with the same status and headers.

    Args:
        refusal: what was raised.
        request_id: names the request in the log.
    """
    page = render_template(
        "problem.html",
        heading=HEADINGS.get(refusal.code, OTHER_HEADING),
        message=MESSAGES.get(refusal.code, refusal.message),
        request_id=request_id,
    )
    headers = {**refusal.headers, "Content-Security-Policy": PAIR_POLICY, "Vary": "Accept"}
    return Response(page, refusal.status, headers, content_type="text/html; charset=utf-8")
