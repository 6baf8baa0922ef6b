"""Headlines in wrappers that are called something else, with the site's name in them, or beside slogans."""

from __future__ import annotations

import goldleaf
import pytest
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.parse import parse
from goldleaf.reading.segment import segment
from goldleaf.reading.site_name import SiteNames
from goldleaf.reading.sources import Sources
from goldleaf.reading.titles import choose_title

from .pages import PARAGRAPHS, TITLE, story

ADDRESS = "https://forums.tidewater.example/sea/light"


def _title(h1: str, title: str, head: str = "", wrap: str = "{}", url: str = ADDRESS) -> str | None:
    body = wrap.format(f"<h1>{h1}</h1>{story()}")
    html = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return goldleaf.read(html, url).title


@pytest.mark.parametrize(
    "wrap",
    ['<div class="popup-outer">{}</div>', '<div class="off-canvas overlay">{}</div>', "<main>{}</main>"],
)
def test_a_wrapper_of_the_whole_page_is_no_dialog(wrap: str) -> None:
    assert _title(TITLE, "A lighthouse that moves inland | The Post", wrap=wrap) == TITLE


def test_the_heading_of_a_dialog_is_not_the_title() -> None:
    dialog = f'<div class="modal" role="dialog"><h1>Subscribe to us</h1><p>{PARAGRAPHS[0]}</p></div>'
    assert _title(TITLE, f"{TITLE} - Post", wrap=dialog + "{}") == TITLE


def test_the_sites_name_is_cut_off_a_heading_too() -> None:
    site = '<meta property="og:site_name" content="The Tidewater Post">'
    named = f"{TITLE} – The Tidewater Post"
    assert _title(named, named, site) == TITLE
    other = f"{TITLE} – a report"
    assert _title(other, other + " | The Tidewater Post", site) == other


@pytest.mark.parametrize(
    ("h1", "title", "head"),
    [
        ("tidewater.example", f"{TITLE} - tidewater.example", ""),
        ("Marsh notes", f"Marsh notes: {TITLE}", f'<meta property="og:title" content="{TITLE}">'),
        ("Marsh notes", f"{TITLE} | Marsh notes", f'<meta property="og:title" content="{TITLE}">'),
        ("light", f"{TITLE} of the light", ""),
    ],
)
def test_a_heading_that_names_the_site_or_a_section_is_not_the_title(h1: str, title: str, head: str) -> None:
    assert (_title(h1, title, head) or "").startswith(TITLE)


def test_what_stands_before_the_stated_title_in_a_heading_is_left_out() -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    assert _title(f"Dec 18 2025 {TITLE}", f"{TITLE} | Post", head) == TITLE


def test_characters_that_were_escaped_twice_are_read() -> None:
    head = '<meta property="og:title" content="The keeper&amp;#8217;s lamp &amp;amp; lorry">'
    assert _title("", "Lamps", head) == "The keeper’s lamp & lorry"
    head = '<meta property="og:image" content="https://t.example/a.jpg?x=1&copy=2">'
    html = f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{story()}</body></html>"
    assert goldleaf.read(html).lead_image == "https://t.example/a.jpg?x=1&copy=2"


@pytest.mark.parametrize(
    ("h1", "page_type", "wanted"),
    [
        ("Messaging that scales and never slows you down, lamp oil", "service", "Lamp oil messaging"),
        (
            "Messaging that scales and never slows you down, lamp oil",
            "article",
            "Messaging that scales and never slows you down, lamp oil",
        ),
        ("Messaging of lamp oil", "service", "Messaging of lamp oil"),
    ],
)
def test_on_a_page_of_offers_a_heading_has_to_say_more_of_the_same(
    h1: str, page_type: str, wanted: str
) -> None:
    text = f"<html><head><title>Lamp oil messaging</title></head><body><h1>{h1}</h1>{story()}</body></html>"
    page = segment(parse(text, DEFAULT_LIMITS))
    sources = Sources(page.root)
    assert choose_title(page, sources, SiteNames(sources, ADDRESS), ADDRESS, page_type)[0] == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        (f"{TITLE} | News, weather, sports and more from all along the coast", TITLE),
        (f"{TITLE} - a report from the field of a farmer", f"{TITLE} - a report from the field of a farmer"),
        ("Lamps &#x26;amp; lorries", "Lamps & lorries"),
    ],
)
def test_what_follows_an_upright_line_is_no_headline(title: str, wanted: str) -> None:
    assert _title("", title, url="https://tidewater.example/sea/x") == wanted
