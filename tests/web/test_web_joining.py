"""``POST /v1/read`` with ``pages``: an article on several pages, in each form of the answer."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from goldleaf.web.render import FORMS

from tests.web.house import EMPTY_PAGE, PAGE

URL = "https://example.org/harbour"
MORE = "At noon the ferry brought the post, a crate of lemons, and a piano that nobody had ordered."
SECOND = f"<title>The harbour wakes</title><body><article><p>{MORE}</p><p>{MORE[::-1]}</p></article></body>"


def body(*pages: object) -> dict[str, object]:
    """A request with the page and those behind it."""
    return {"html": PAGE, "url": URL, "pages": list(pages)}


def test_the_pages_come_back_as_one_article(client: FlaskClient, auth: dict[str, str]) -> None:
    sent = body(
        {"html": SECOND, "url": f"{URL}?page=2"}, {"html": EMPTY_PAGE, "url": f"{URL}?page=3"}, {"html": PAGE}
    )
    article = client.post("/v1/read", headers=auth, json=sent).get_json()
    assert article["text"].index("one boat after another") < article["text"].index(MORE)
    assert article["text"].count("Sentence number 0 ") == PAGE.count("Sentence number 0 ")
    assert article["pages"] == [
        {"url": f"{URL}?page=2", "joined": True, "reason": None},
        {"url": f"{URL}?page=3", "joined": False, "reason": "no_article"},
        {"url": None, "joined": False, "reason": "repeated"},
    ]


@pytest.mark.parametrize(
    "accept", [form for form in FORMS if form not in ("application/json", "application/epub+zip")]
)
def test_each_form_has_all_of_it(client: FlaskClient, auth: dict[str, str], accept: str) -> None:
    sent = body({"html": SECOND, "url": f"{URL}?page=2"})
    text = client.post("/v1/read", headers={**auth, "Accept": accept}, json=sent).text
    assert "one boat after another" in text
    assert MORE in text


def test_the_next_page_is_told(client: FlaskClient, auth: dict[str, str]) -> None:
    linked = PAGE.replace("</body>", '<p><a rel="next" href="?page=2">More</a></p></body>')
    assert client.post("/v1/read", headers=auth, json={"html": linked, "url": URL}).get_json()[
        "next_page"
    ] == (f"{URL}?page=2")
