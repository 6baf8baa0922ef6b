"""``GET /static/<name>``: the stylesheets and the script of our own pages, read once from the package."""

from __future__ import annotations

from importlib.resources import files

from flask import Flask
from werkzeug.wrappers import Response

from goldleaf.web.house import House
from goldleaf.web.refusals import plain

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


def add_routes(app: Flask, house: House) -> None:
    """Add this address."""
    folder = files("goldleaf.web").joinpath("static")
    # Names are looked up among these; no path is made of what was asked for.
    found = {
        entry.name: (entry.read_bytes(), content_type)
        for entry in folder.iterdir()
        for suffix, content_type in TYPES.items()
        if entry.name.endswith(suffix)
    }

    @app.get("/static/<name>")
    def asset(name: str) -> Response:
        if name not in found:
            raise plain(404)
        data, content_type = found[name]
        return Response(data, content_type=content_type)
