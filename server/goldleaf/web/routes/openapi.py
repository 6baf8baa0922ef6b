"""``GET /openapi.yaml``: the description of this API, a file of the package."""

from __future__ import annotations

from importlib.resources import files

from flask import Flask
from werkzeug.wrappers import Response

from goldleaf.web.house import House


def add_routes(app: Flask, house: House) -> None:
    """Add this address."""
    text = files("goldleaf.web").joinpath("openapi.yaml").read_bytes()

    @app.get("/openapi.yaml")
    def openapi() -> Response:
        return Response(text, content_type="application/yaml")
