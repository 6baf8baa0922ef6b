"""The headline: which of the page's lines it is, and what of it is the site's name."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import TITLE, story


def _title(
    title: str, body: str, head: str = "", url: str = "https://www.tidewater.example/sea/a"
) -> str | None:
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return goldleaf.read(page, url).title


def _in_article(heading: str) -> str:
    return f"<article>{heading}{story()}</article>"


@pytest.mark.parametrize(
    "body",
    [
        f'<header><h1><a href="/">Salt</a></h1></header><article><h2>{TITLE}</h2>{story()}</article>',
        f"<header><h1>Tidewater</h1></header><article><h2>{TITLE}</h2>{story()}</article>",
        f'<div class="related-header"><h1>{TITLE}</h1></div><article>{story()}</article>',
        f"<article><h1>{TITLE.upper()}</h1>{story()}</article>",
        f'<article><h1>{TITLE}<a href="#top">¶</a></h1>{story()}</article>',
        f"<article><h1>{TITLE[:14]}\u00ad{TITLE[14:]}\ue0c1</h1>{story()}</article>",
    ],
    ids=["links home", "is the host", "odd class", "capitals", "link to itself", "invisible marks"],
)
def test_the_headline_is_found_whatever_the_first_heading_is(body: str) -> None:
    assert _title(f"{TITLE} | Salt", body) == TITLE


def test_a_heading_in_other_words_is_what_people_see() -> None:
    head = '<meta property="og:title" content="This lighthouse moved inland, and the sea came after it">'
    body = _in_article("<h1>The lighthouse that moved inland as the sea came after</h1>")
    assert _title("Lighthouse", body, head) == "The lighthouse that moved inland as the sea came after"


def test_between_two_titles_the_address_decides() -> None:
    body = _in_article("<h1>You deserve better</h1>")
    head = '<meta property="og:title" content="Second-hand lighthouses">'
    shop = _title("x", body, head, "https://tidewater.example/second-hand-lighthouses")
    slogan = _title("x", body, head, "https://tidewater.example/you-deserve-better")
    assert (shop, slogan) == ("Second-hand lighthouses", "You deserve better")


def test_a_front_page_keeps_the_name_that_begins_its_title() -> None:
    body = f"<main><h1>Welcome</h1>{story()}</main>"
    head = '<meta property="og:site_name" content="Tidewater">'
    assert _title("Tidewater - News from the coast", body, head, "https://tidewater.example/") == (
        "Tidewater - News from the coast"
    )
    assert _title("News from the coast | Tidewater", body, head, "https://tidewater.example/") == (
        "News from the coast"
    )


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Rain is coming | Tidewater", "Rain is coming"),
        ("Tidewater: Rain is coming", "Rain is coming"),
        ("Rain | Tidewater.example", "Rain"),
        ("Sand: a history of the beach", "Sand: a history of the beach"),
        ("Low tide - high time", "Low tide - high time"),
    ],
)
def test_only_the_sites_name_is_cut_off(title: str, clean: str) -> None:
    assert _title(title, f"<div>{story()}</div>") == clean


def test_a_page_without_any_title_has_none() -> None:
    assert goldleaf.read(f"<body><div>{story()}</div></body>").title is None


def test_an_endless_title_is_cut_before_it_is_searched() -> None:
    # Each separator is looked at with what stands on both sides: 100,000 of them would take hours.
    title = _title("rain | sand | " * 50_000, f"<div>{story()}</div>")
    assert title is not None
    assert len(title) < 1000
