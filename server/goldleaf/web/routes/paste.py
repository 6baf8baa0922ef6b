"""``POST /paste``: the paste box of our own page. ``/v1`` stays shut to web origins, this one's included."""

from __future__ import annotations

import hmac

from flask import Flask, request
from werkzeug.wrappers import Response

from goldleaf.web.bodies import ReadRequest, body_as, json_answer
from goldleaf.web.house import House
from goldleaf.web.refusals import Refusal
from goldleaf.web.render import HTML

PASTE_HEADER = "X-Goldleaf-Paste"


def add_routes(app: Flask, house: House) -> None:
    """Add this address."""

    @app.post("/paste")
    def paste() -> Response:
        check_paste_key(house)
        body = body_as(ReadRequest)
        page = house.read_as(HTML, body.html, body.url, body.options.content_type, body.further)
        return json_answer({"page": page.decode()})


def check_paste_key(house: House) -> None:
    """The key that only our own page holds. Its Origin was looked at by the door.

    Raises:
        Refusal: 403.
    """
    sent = request.headers.get(PASTE_HEADER, "").encode("utf-8", "surrogatepass")
    if not hmac.compare_digest(sent, house.paste_key.encode()):
        raise Refusal(403, "page_outdated", "This page is from an earlier start of the server. Reload it.")
