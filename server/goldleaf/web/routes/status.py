"""``GET /v1/status``: who answers here, and within which limits."""

from __future__ import annotations

import time

from flask import Flask
from werkzeug.wrappers import Response

from goldleaf._version import __version__
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.web.bodies import json_answer
from goldleaf.web.house import House


def add_routes(app: Flask, house: House) -> None:
    """Add this address."""

    @app.get("/v1/status")
    def status() -> Response:
        config = house.config
        return json_answer(
            {
                "name": "goldleaf",
                "version": __version__,
                "workers": config.workers,
                "limits": {
                    "max_body_bytes": config.max_body_bytes,
                    "max_page_bytes": DEFAULT_LIMITS.max_bytes,
                    "deadline_seconds": config.deadline,
                    "queue": config.queue,
                },
                "gold_set": house.shelf is not None,
                "extensions_paired": len(house.keys.pairings()),
                "uptime_seconds": round(time.monotonic() - house.began, 3),
            }
        )
