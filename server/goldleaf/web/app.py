"""The application: doors in front, then these routes."""

from __future__ import annotations

from collections.abc import Callable

import flask
from flask import Flask, request

from goldleaf.web.config import ServerConfig
from goldleaf.web.doors import Knock
from goldleaf.web.frontage import REQUEST_ID, ROUTE, Frontage
from goldleaf.web.house import House, Pool
from goldleaf.web.pairing import Reason
from goldleaf.web.people import is_for_a_person, page_of
from goldleaf.web.refusals import refusal_of
from goldleaf.web.routes import assets, gold, home, openapi, pair, paste, read, status

ROUTES = (home, pair, read, status, gold, paste, openapi, assets)


def create_app(
    config: ServerConfig,
    *,
    announce: Callable[[str, Reason], None] = lambda code, reason: None,
    pool: Pool | None = None,
) -> Flask:
    """The Flask application of one server.

    Args:
        config: its settings; ``port`` must be the port that clients will use.
        announce: called with each new pairing code, to show it to the person at the terminal.
        pool: reads pages; a new WorkerPool by default. ``house_of(app).close()`` ends it.

    Raises:
        BrokenKeys: the settings folder can't be used.
    """
    house = House(config, announce, pool)
    app = Flask("goldleaf.web", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    # Both would answer with a redirect, whose address is built from the Host header.
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = True
    app.extensions["goldleaf"] = house
    for module in ROUTES:
        module.add_routes(app, house)
    app.before_request(_note_route)
    app.register_error_handler(Exception, _answer_error)
    app.wsgi_app = Frontage(app.wsgi_app, house)  # type: ignore[method-assign]
    return app


def house_of(app: Flask) -> House:
    """The state of an application made by :func:`create_app`."""
    house = app.extensions["goldleaf"]
    assert isinstance(house, House)
    return house


def _note_route() -> None:
    """For the log: the template of the address, which holds nothing of what was asked for."""
    if request.url_rule is not None:
        request.environ[ROUTE] = request.url_rule.rule


def _answer_error(error: Exception) -> flask.typing.ResponseReturnValue:
    """The one handler of every error: JSON, or a page where a person opened the address."""
    request_id = request.environ[REQUEST_ID]
    refusal = refusal_of(error, request_id)
    if is_for_a_person(Knock.from_environ(request.environ)):
        return page_of(refusal, request_id)
    return refusal.response(request_id)
