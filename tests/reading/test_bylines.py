"""Who wrote it: in data, in meta elements, and beside the headline, in many languages; and who did not."""

from __future__ import annotations

import json

import goldleaf
import pytest
from goldleaf.reading.byline import clean_byline, is_label, is_user_name, looks_like_name, shown_name

from .pages import TITLE, page, story

DATED = '<meta property="article:published_time" content="2021-03-04">'


def _byline(
    before: str = "", head: str = DATED, after: str = "", url: str = "https://tidewater.example/a"
) -> str | None:
    return goldleaf.read(page(before + story() + after, head=head), url).byline


def _author(author: object, kind: str = "NewsArticle") -> str:
    item = {"@context": "https://schema.org", "@type": kind, "headline": TITLE, "author": author}
    return DATED + f'<script type="application/ld+json">{json.dumps(item)}</script>'


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Ada Quill", "Ada Quill"),
        (["Ada Quill", "Bo Reed"], "Ada Quill, Bo Reed"),
        ({"@type": "Person", "name": "Ada Quill"}, "Ada Quill"),
        ([{"@type": "Person", "name": "Ada Quill"}, {"@type": "Organization", "name": "Wire"}], "Ada Quill"),
        ({"@type": "Person", "name": ["Ada Quill"]}, "Ada Quill"),
        ({"@type": "Person", "name": "https://tidewater.example/ada"}, None),
        ("https://tidewater.example/ada", None),
        ({"@type": "Organization", "name": "Coast Wire"}, "Coast Wire"),
        ({}, None),
        (None, None),
        (7, None),
    ],
)
def test_json_ld_authors_in_every_shape(author: object, byline: str | None) -> None:
    assert _byline(head=_author(author)) in (byline, str(author) if isinstance(author, int) else byline)


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="byline">By Ada Quill</p>',
        "<p>By Ada Quill</p>",
        "<p>Written by: Ada Quill</p>",
        '<p>By <a href="/authors/ada-quill">Ada Quill</a>, our woman at sea</p>',
        '<p><a rel="author" href="/x">Ada Quill</a></p>',
        '<div><span itemprop="author" itemscope><span itemprop="name">Ada Quill</span></span></div>',
        "<div><p>By</p><p>Ada Quill</p></div>",
        "<div><span>Autor:</span></div><div>Ada Quill</div>",
        "<p>By Ada Quill ⋅ Editor ⋅ Updated November 18, 2020</p>",
        "<p>By Ada Quill | 4 March 2021</p>",
        '<div class="post-author"><b>Ada Quill</b> Marine correspondent and knitter</div>',
        '<p>By <a href="/people/ada">Ada Quill</a>. Reviewed by <a href="/people/bo">Bo Reed</a></p>',
        "<p>von Ada Quill</p>",
        "<p>Par Ada Quill</p>",
        "<p>Por Ada Quill</p>",
        "<p>di Ada Quill</p>",
        "<p>Door Ada Quill</p>",
        "<p>Автор: Ada Quill</p>",
    ],
)
def test_shown_bylines_in_many_forms(markup: str) -> None:
    assert _byline(markup) == "Ada Quill"


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<p>作者：王小明</p>", "王小明"),
        ("<p>文／王小明</p>", "王小明"),
        ('<p class="author">記者 王小明</p>', "王小明"),
        ("<p>بقلم: ليلى حداد</p>", "ليلى حداد"),
        ("<p>מאת: דנה לוי</p>", "דנה לוי"),
    ],
)
def test_names_in_other_scripts(markup: str, name: str) -> None:
    assert _byline(markup) == name


def test_a_name_beside_the_headline_goes_before_the_site_and_before_an_account() -> None:
    shown = '<p class="byline">By Ada Quill</p>'
    site = _author({"@type": "Organization", "name": "The Tidewater Post"})
    assert _byline(shown, head=site) == "Ada Quill"
    assert _byline(shown, head=DATED + '<meta name="author" content="ada.quill77">') == "Ada Quill"
    assert _byline(head=DATED + '<meta name="author" content="ada.quill77">') == "ada.quill77"


@pytest.mark.parametrize("name", ["citation_author", "DC.Creator", "dcterms.creator"])
def test_scholarly_authors_are_all_named_forename_first(name: str) -> None:
    head = DATED + "".join(f'<meta name="{name}" content="{n}">' for n in ("Quill, Ada", "Reed, Bo"))
    assert _byline(head=head) == "Ada Quill, Bo Reed"


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="caption-credit">Photo by Ada Quill</p>',
        "<p>Powered by Ada Quill</p>",
        '<aside class="related"><p class="byline">By Ada Quill</p></aside>',
        '<div class="comments"><p class="author">Ada Quill</p></div>',
        '<p class="author">Contributing Writer</p>',
        '<p class="author">Follow</p>',
        '<p class="author-role">Marine correspondent</p>',
        "<p>By</p>",
    ],
)
def test_what_is_no_byline(markup: str) -> None:
    assert _byline(markup) is None


def test_without_a_date_an_organisation_is_no_author() -> None:
    item = {"@type": "Article", "headline": TITLE, "author": {"@type": "Organization", "name": "Coast Wire"}}
    script = f'<script type="application/ld+json">{json.dumps(item)}</script>'
    assert _byline(head=script) is None
    assert _byline(head=script + DATED) == "Coast Wire"


def test_a_name_signed_under_the_headline_counts_where_it_is_marked_elsewhere() -> None:
    box = '<div class="author-name"><p>Ada Quill</p></div>'
    assert _byline("<p>Ada Quill</p>", after=box) == "Ada Quill"
    assert _byline("<p>Marine Life</p>") is None


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Written by Ada Quill", "Ada Quill"),
        ("ada (ada)", "ada"),
        ("Ada Quill, MD", "Ada Quill, MD"),
        ("www.tidewater.example", None),
        ("Contributor", None),
        ("A", None),
        ("12", None),
    ],
)
def test_names_are_cleaned(raw: str, name: str | None) -> None:
    assert clean_byline(raw) == name


def test_forms_of_names() -> None:
    assert shown_name("By Ada Quill on March 4, 2021") == "Ada Quill"
    assert shown_name("March") is None
    assert is_label("Written by:")
    assert not is_label("By Ada Quill")
    assert is_user_name("ada_77")
    assert not is_user_name("Ada Quill")
    assert looks_like_name("Ada van der Quill")
    assert not looks_like_name("read the whole story")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Ada Quill March 4, 2021", "Ada Quill"),
        ("By Ada Quill 4 March 2021", "Ada Quill"),
        ("Ada Quill 1 day ago", "Ada Quill"),
        ("Sort by: Newest", None),
        ("Ada Quill und Bo Reed", "Ada Quill und Bo Reed"),
    ],
)
def test_names_end_where_a_date_begins(text: str, name: str | None) -> None:
    assert shown_name(text) == name


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ('<p>By <a href="/x/ada">Ada Quill</a> in <a href="/sea">Sea Life</a></p>', "Ada Quill"),
        ('<p>By <a href="/x/ada">Ada Quill</a> | <a href="/a#c">No Comments</a></p>', "Ada Quill"),
        ('<p>By <a href="/1">Ada Quill</a>, <a href="/2">Bo Reed</a></p>', "Ada Quill, Bo Reed"),
        ('<p>By <a href="/1">Ada Quill</a> and <a href="/2">Bo Reed</a></p>', "Ada Quill, Bo Reed"),
        ('<p>By reading on you agree to our <a href="/1">User Agreement</a></p>', None),
    ],
)
def test_links_behind_the_authors_are_no_authors(markup: str, byline: str | None) -> None:
    assert _byline(markup) == byline


def test_the_sites_own_name_is_left_out_of_a_byline() -> None:
    site = DATED + '<meta property="og:site_name" content="The Tidewater Post">'
    assert _byline(head=site + '<meta name="author" content="Ada Quill, The Tidewater Post">') == "Ada Quill"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ('"Ada Quill"', "Ada Quill"),
        ("page.head.extra.author", None),
        ("{{ author }}", None),
        ("A. B. Quill", "A. B. Quill"),
    ],
)
def test_what_a_template_left_behind_is_no_name(raw: str, name: str | None) -> None:
    assert clean_byline(raw) == name


@pytest.mark.parametrize(
    ("markup", "byline"),
    [
        ("<p>Tuesday 15 October 2019 by Ada Quill</p>", "Ada Quill"),
        ("<p>15.10.2019 von Ada Quill</p>", "Ada Quill"),
        ("<p>It was lit in 1871 by the village</p>", None),
        ("<h2>Powered by</h2><div>An Old Lamp</div>", None),
    ],
)
def test_names_behind_a_date_and_makers_of_software(markup: str, byline: str | None) -> None:
    assert _byline(markup) == byline


def test_in_a_box_about_the_author_the_one_marked_up_is_meant() -> None:
    person = '<ul><li itemprop="author" itemscope><span itemprop="name">Ada Quill</span></li></ul>'
    box = f'<div class="authorInfo"><h6><a href="/topics/sea">Sea Industry</a></h6>{person}</div>'
    assert _byline(box) == "Ada Quill"
