"""``GET /``: the page for people."""

from __future__ import annotations

from flask import Flask, render_template
from werkzeug.wrappers import Response

from goldleaf._version import __version__
from goldleaf.errors import GoldleafError
from goldleaf.web.headers import home_policy
from goldleaf.web.house import House
from goldleaf.web.routes.gold import listing


def add_routes(app: Flask, house: House) -> None:
    """Add this address."""

    @app.get("/")
    def home() -> Response:
        cases, problem = [], None
        if house.shelf is not None:
            try:
                cases = listing(house.shelf)
            except GoldleafError as error:
                problem = error.message
        page = render_template(
            "home.html",
            address=house.config.address,
            cases=cases,
            extension=house.config.extension,
            gold_problem=problem,
            goldset=house.config.goldset,
            limit_bytes=house.config.max_body_bytes,
            pairings=house.keys.pairings(),
            paste_key=house.paste_key,
            version=__version__,
        )
        return Response(
            page, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": home_policy()}
        )
