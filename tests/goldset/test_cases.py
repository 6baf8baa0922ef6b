"""The gold set that is committed: whole, of one form, our own words, and as varied as it means to be."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from goldleaf.scoring.goldset import CASE, GOLD, LIST_FIELDS, PAGE, TEXT_FIELDS, GoldCase, load_goldset
from goldleaf.scoring.pagetext import PageText, decode_page
from goldleaf.scoring.plaintext import fold, html_to_text, lines
from goldleaf.scoring.validate import inspect
from lxml import etree
from lxml import html as lxml_html

_FOLDER = Path(__file__).resolve().parents[2] / "goldset"
_CASES = {case.name: case for case in load_goldset(_FOLDER)}
_ARTICLES = [name for name, case in _CASES.items() if not case.is_no_article]

_CATEGORIES = {
    "news",
    "blog",
    "documentation",
    "recipe",
    "forum",
    "longread",
    "rtl",
    "japanese",
    "oldweb",
    "classless",
    "streamed",
    "noarticle",
}
# What a page is called in a vocabulary or namespace, not where anything is loaded from.
_VOCABULARIES = {"schema.org", "www.w3.org", "ogp.me"}
_HOST = re.compile(r"https?:(?:\\?/){2}([a-z0-9.-]+)", re.IGNORECASE)
_GOLD_ELEMENTS = {
    *("article", "section", "header", "time", "h2", "h3", "h4", "h5", "h6", "p", "hr", "br"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "figure", "figcaption", "img"),
    *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
    *("a", "em", "strong", "b", "i", "s", "sup", "sub", "ruby", "rt", "rp", "cite", "abbr", "kbd", "mark"),
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mfrac", "msqrt", "msub", "msup", "msubsup", "munderover"),
}
_GOLD_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "code": {"class"},
    "article": {"id"},
    "li": {"id"},
    "math": {"alttext", "display"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}


def test_nothing_is_wrong_with_the_gold_set() -> None:
    _, findings = inspect(_FOLDER)
    assert [str(finding) for finding in findings] == []


def test_each_kind_of_page_is_there() -> None:
    assert {case.category for case in _CASES.values()} >= _CATEGORIES


@pytest.mark.parametrize("name", _CASES)
def test_the_fields_are_exactly_those_of_the_format(name: str) -> None:
    data = tomllib.loads((_FOLDER / name / CASE).read_text(encoding="utf-8"))
    assert set(data) == {*TEXT_FIELDS, *LIST_FIELDS}
    assert all(isinstance(data[field], str) for field in TEXT_FIELDS)
    assert data["licence"] == "CC0-1.0"
    assert data["tags"]


@pytest.mark.parametrize("name", _CASES)
def test_the_page_is_as_large_as_a_real_one(name: str) -> None:
    assert 20_000 <= (_FOLDER / name / PAGE).stat().st_size <= 200_000


@pytest.mark.parametrize("name", _CASES)
def test_all_hosts_are_invented(name: str) -> None:
    """No page may send a reader, or a test that loads it, to a real site."""
    text = "".join((_FOLDER / name / part).read_bytes().decode("latin-1") for part in (PAGE, GOLD, CASE))
    hosts = {host.lower().rstrip(".") for host in _HOST.findall(text)} - _VOCABULARIES
    assert hosts
    assert {host for host in hosts if not host.endswith(".example")} == set()


@pytest.mark.parametrize("name", _ARTICLES)
def test_each_line_of_the_gold_stands_in_the_page(name: str) -> None:
    page = _as_read((_FOLDER / name / PAGE).read_bytes())
    written = lines(html_to_text(_CASES[name].gold_html, headers=False, marks=False))
    assert [line for line in written if not page.holds(line)] == []


@pytest.mark.parametrize("name", _ARTICLES)
def test_what_must_be_kept_is_spread_over_the_article(name: str) -> None:
    case = _CASES[name]
    text = fold(case.reference.text or "")
    places = sorted(text.index(fold(snippet)) / len(text) for snippet in case.meta.must_keep)
    assert len(places) >= 6
    assert places[0] < 0.15
    assert places[-1] > 0.85
    assert max(after - before for before, after in pairwise(places)) < 0.4


@pytest.mark.parametrize("name", _CASES)
def test_there_is_enough_to_drop(name: str) -> None:
    assert len(_CASES[name].meta.must_drop) >= 6


@pytest.mark.parametrize("name", _ARTICLES)
def test_the_gold_is_semantic_html(name: str) -> None:
    root = lxml_html.fragment_fromstring(_CASES[name].gold_html, create_parent="div")
    strange = [
        f"{node.tag} {key}"
        for node in root.iterdescendants()
        for key in (node.attrib or {"": ""})
        if node.tag not in _GOLD_ELEMENTS or (key and key not in _GOLD_ATTRIBUTES.get(node.tag, set()))
    ]
    assert strange == []
    addresses = [
        node.get(key) or "" for node in root.iter("a", "img") for key in ("href", "src") if key in node.attrib
    ]
    assert [at for at in addresses if not re.match(r"https?://|#", at)] == []


@pytest.mark.parametrize("name", _ARTICLES)
def test_the_gold_has_one_block_a_line(name: str) -> None:
    """A change to a paragraph should be one line of a diff."""
    ends = re.compile(r"</(?:p|h[2-6]|li|tr|pre|figure|dt|dd)>(?!\n|$)")
    inside = re.sub(r"<figure>.*?</figure>", "<p></p>", _CASES[name].gold_html)
    assert ends.findall(inside) == []


def test_only_the_page_without_an_article_has_empty_gold() -> None:
    assert {name.partition("--")[0] for name in set(_CASES) - set(_ARTICLES)} == {"noarticle"}


@pytest.mark.parametrize(("category", "encoding"), [("japanese", "shift_jis"), ("oldweb", "cp1252")])
def test_the_old_encodings_are_real(category: str, encoding: str) -> None:
    """These pages are there to test the decoding: an editor that saved them as UTF-8 would end that."""
    data = _page_of(category)
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert b"\r\n" in data
    assert _only(category).meta.must_keep[0] in data.decode(encoding)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("streamed--ten-years-in-sixty-pools", "div[hidden][id^='S:']"),
        ("streamed--the-train-that-stops-on-request", "template:not([id^='pl-'])"),
    ],
)
def test_the_streamed_pages_need_their_scripts(name: str, parts: str) -> None:
    """The story stands in hidden parts, out of its place and out of order."""
    root = lxml_html.document_fromstring((_FOLDER / name / PAGE).read_bytes())
    (main,) = root.iter("main")
    inside = fold("".join(map(str, main.itertext())))
    assert [snippet for snippet in _CASES[name].meta.must_keep if snippet in inside] == []
    assert len(root.cssselect(parts)) >= 4


def _as_read(page: bytes) -> PageText:
    """The page without what is in an article's HTML but not in its text: the readings beside Japanese words,
    the source of a formula and its second drawing."""
    parser = lxml_html.HTMLParser(encoding="utf-8")
    root = lxml_html.document_fromstring(decode_page(page).encode(), parser=parser)
    for drawing in root.iter("span"):
        if drawing.get("class") == "katex-html":
            drawing.tag = "annotation"
    etree.strip_elements(root, "rt", "rp", "annotation", with_tail=False)
    return PageText(lxml_html.tostring(root, encoding="utf-8"))


def _only(category: str) -> GoldCase:
    (case,) = [case for case in _CASES.values() if case.category == category]
    return case


def _page_of(category: str) -> bytes:
    return (_FOLDER / _only(category).name / PAGE).read_bytes()
