"""The gold set: its list for programs, and for people each page as captured and as it is read today."""

from __future__ import annotations

from flask import Flask
from werkzeug.wrappers import Response

from goldleaf.errors import NoArticle
from goldleaf.web.bodies import json_answer
from goldleaf.web.gold_shelf import GoldShelf
from goldleaf.web.headers import ARTICLE_POLICY, CAPTURE_POLICY
from goldleaf.web.house import House
from goldleaf.web.refusals import STATUS, Refusal
from goldleaf.web.render import HTML


def add_routes(app: Flask, house: House) -> None:
    """Add these addresses."""

    @app.get("/v1/gold")
    def gold_list() -> Response:
        return json_answer({"cases": listing(shelf_of(house))})

    @app.get("/gold/<case>/page")
    def gold_page(case: str) -> Response:
        page = shelf_of(house).case(case).page()
        # Without a charset: the browser finds the page's own, as it would have on the page's site.
        response = Response(page, headers={"Content-Security-Policy": CAPTURE_POLICY})
        response.headers["Content-Type"] = "text/html"
        return response

    @app.get("/gold/<case>/article")
    def gold_article(case: str) -> Response:
        found = shelf_of(house).case(case)
        try:
            data = house.read_as(HTML, found.page(), found.url)
        except NoArticle as error:
            verdict = (
                "That is right: this page is none."
                if found.is_no_article
                else "The gold set has one, so this counts as a miss."
            )
            message = f"Goldleaf finds no article here. {verdict}"
            raise Refusal(STATUS[error.code], error.code, message, **error.detail) from None
        return Response(
            data, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": ARTICLE_POLICY}
        )


def shelf_of(house: House) -> GoldShelf:
    """The gold set.

    Raises:
        Refusal: 404, the server was started without one.
    """
    if house.shelf is None:
        raise Refusal(
            404,
            "no_gold_set",
            "This server has no gold set. Start it with `goldleaf serve --goldset DIR`, "
            'or in Goldleaf\'s folder with `make serve ARGS="--goldset DIR"`.',
        )
    return house.shelf


def listing(shelf: GoldShelf) -> list[dict[str, str | None]]:
    """The cases as they are listed.

    Raises:
        BrokenGoldSet: the gold set can't be loaded.
    """
    return [
        {
            "name": case.name,
            "category": case.category,
            "url": case.url,
            "title": case.meta.title or None,
            "page_type": case.page_type,
            "lang": case.lang,
        }
        for case in shelf.cases()
    ]
