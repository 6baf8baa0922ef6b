"""``GET /pair``, the page that a pairing link opens, and ``POST /v1/pair``, where the extension trades the
code in."""

from __future__ import annotations

from flask import Flask, render_template, request
from werkzeug.wrappers import Response

from goldleaf._version import __version__
from goldleaf.web.bodies import PairRequest, body_as, json_answer
from goldleaf.web.headers import PAIR_POLICY
from goldleaf.web.house import House


def add_routes(app: Flask, house: House) -> None:
    """Add these addresses."""

    @app.get("/pair")
    def pair_page() -> Response:
        # Who comes with an old link finds a fresh one in the terminal.
        house.desk.offer()
        page = render_template("pair.html", extension=house.config.extension, address=house.config.address)
        return Response(
            page, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": PAIR_POLICY}
        )

    @app.post("/v1/pair")
    def pair() -> Response:
        house.desk.redeem(body_as(PairRequest).code)
        # The door has made sure that there is an origin, and that it is an extension's.
        token = house.keys.pair(request.headers["Origin"])
        return json_answer({"token": token, "name": "goldleaf", "version": __version__})
