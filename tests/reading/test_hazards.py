"""What is known to make readability-lxml raise, hang or lose text; here each comes out as an article.

Speed is not timed: for the shapes that are quadratic in readability-lxml, the tests look at what it is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import goldleaf
import pytest
from goldleaf.reading.decode import decode
from goldleaf.reading.limits import DEFAULT_LIMITS
from goldleaf.reading.parse import parse
from goldleaf.reading.propose import propose, tree_for_readability
from goldleaf.reading.reveal import reveal
from goldleaf.reading.segment import segment
from lxml import etree
from lxml.html import HTMLParser, fromstring

from .pages import LAST, PARAGRAPHS, TITLE, page, select, story, whole


def _attributes(html: str) -> set[str]:
    return {str(name) for element in fromstring(html).iter(etree.Element) for name in element.attrib}


def test_inert_text_does_not_become_a_live_attribute() -> None:
    trap = """<p>Inert: &lt;img src=x style="' onerror=alert(1) x='" &gt; and
    <b title="<img src=x onerror=alert(2) style='y'>">bold</b>.</p>"""
    article = goldleaf.read(page(story(trap)))
    assert whole(article.text)
    assert not {name for name in _attributes(article.html) if name.startswith("on")}
    assert "<img" not in article.html


@pytest.mark.parametrize(
    "label",
    [
        "nonsense-8",
        "utf-7",
        "rot13",
        "zlib",
        "unicode_escape",
        "x-user-defined",
        "iso-2022-kr",
        "hz-gb-2312",
        "=",
        "utf-32",
    ],
)
def test_an_odd_charset_does_not_raise(label: str) -> None:
    raw = page(head=f'<meta charset="{label}">').encode()
    assert whole(goldleaf.read(raw).text)
    assert whole(goldleaf.read(page().encode(), content_type=f"text/html; charset={label}").text)


def test_a_run_of_unclosed_meta_tags_is_no_charset_search() -> None:
    article = goldleaf.read(("<meta " * 50_000 + ">" + page()).encode())
    assert whole(article.text)


@pytest.mark.parametrize("depth", [300, 1_000, 2_500, 20_000])
@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "section", "span"])
def test_deep_nesting_loses_nothing(tag: str, depth: int) -> None:
    deep = (
        f"<{tag}>" * depth
        + "<p>Down here, under it all, there is a sentence, and it is to be read.</p>"
        + f"</{tag}>" * depth
    )
    article = goldleaf.read(page(story(deep)))
    assert whole(article.text)
    assert "Down here, under it all" in article.text


def test_a_text_over_ten_megabytes_hides_nothing_behind_it() -> None:
    giant = "The wind went on and on, and then it went on. " * 230_000
    article = goldleaf.read(page(story(f"<p>{giant}</p>")))
    assert len(article.text) > 10_000_000
    assert article.text.endswith(LAST)


@pytest.mark.parametrize(
    ("html", "body"),
    [
        (" hidden", ""),
        (' style="display:none"', ""),
        ("", " hidden"),
        ("", ' style="opacity: 0 !important"'),
        (' style="visibility: hidden"', ' style="visibility:hidden"'),
    ],
)
def test_a_hidden_root_is_shown(html: str, body: str) -> None:
    assert whole(goldleaf.read(page(html=html, body_attributes=body)).text)


@pytest.mark.parametrize(
    "style",
    [
        "visibility:hidden",
        "display: none",
        "opacity:0",
        "color:red; opacity: 0.0;",
        "content-visibility: hidden",
    ],
)
def test_a_wrapper_hidden_until_a_script_runs_is_shown(style: str) -> None:
    assert whole(goldleaf.read(page(f'<div style="{style}">{story()}</div>')).text)


def test_what_is_small_and_hidden_stays_hidden() -> None:
    article = goldleaf.read(
        page(
            story(
                '<p style="display:none">A secret offer that was not for readers, '
                "at least not yet, sorry.</p>"
            )
        )
    )
    assert whole(article.text)
    assert "secret offer" not in article.text + article.html


def test_form_feeds_and_control_characters_are_no_obstacle() -> None:
    spoilt = (
        page().replace("sea", "s\x00e\x01a").replace("<p>", "\x0c<p>\x1b\x8f").replace("</p>", "\x0b</p>")
    )
    assert whole(goldleaf.read(spoilt).text)
    article = goldleaf.read(
        page(
            story(
                "<p>A <a href='http://exa\x0cmple.org/\x01a\x0bb'>link</a> with "
                "more words, as links have.</p>"
            )
        ),
        "http://\x0c\x00bad",
    )
    assert whole(article.text)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://[",
        "http://[::1",
        "not an address",
        "javascript:alert(1)",
        "https://e.example:99999/x",
        "\ud800",
    ],
)
def test_a_bad_address_is_no_obstacle(url: str) -> None:
    article = goldleaf.read(
        page(
            story(
                '<p>See <a href="/next">the next one</a>, <a href="http://[bad">or '
                "that</a>, if you like that.</p>"
            )
        ),
        url,
    )
    assert whole(article.text)
    assert "javascript" not in article.html


def test_lone_surrogates_are_taken_out() -> None:
    article = goldleaf.read(page().replace("sea", "se\ud800a").replace("field", "fie\udfffld"))
    assert whole(article.text)
    assert article.html.encode("utf-8")


_SHAPES: dict[str, Callable[[int], str]] = {
    "gallery without text": lambda n: "".join(
        f'<div><a href="/{i}"><img src="/{i}.jpg"></a></div>' for i in range(n)
    ),
    "tails behind siblings": lambda n: "".join(f"<div></div>tail {i} " for i in range(n)),
    "hidden elements with tails": lambda n: "".join(f"<i hidden>x</i>tail {i} " for i in range(n)),
    "comments with tails": lambda n: "".join(f"<!-- x -->tail {i} " for i in range(n)),
    "scripts with tails": lambda n: "".join(f"<script>1</script>tail {i} " for i in range(n)),
    "attributes": lambda n: (
        "<p "
        + " ".join(f'data-a{i}="1"' for i in range(n))
        + ">A paragraph with much to say of itself, it seems.</p>"
    ),
    "empty containers": lambda n: "<section><div></div></section>" * n,
}


@pytest.mark.parametrize("name", _SHAPES)
def test_readability_is_given_nothing_that_it_is_quadratic_in(name: str) -> None:
    root = parse(decode(page(story(_SHAPES[name](3_000))), None, DEFAULT_LIMITS), DEFAULT_LIMITS)
    reveal(root)
    given = tree_for_readability(segment(root))
    elements = list(given.iter())
    assert all(element.tail is None for element in elements)
    assert all(
        isinstance(element.tag, str) and element.tag not in ("img", "script", "style") for element in elements
    )
    assert all(len(element.attrib) <= 6 for element in elements)
    # All elements hold text or lead to some: nothing empty to be looped over.
    assert all("".join(element.itertext()).strip() for element in elements)
    assert whole(goldleaf.read(page(story(_SHAPES[name](3_000)))).text)


def test_a_long_title_and_many_headings_are_not_compared_with_each_other() -> None:
    body = story(
        "".join(
            f"<h2>{TITLE}</h2><p>Part {i}, which has a few words of its own, and a comma.</p>"
            for i in range(1_500)
        )
    )
    article = goldleaf.read(page(body, head=f"<title>{TITLE * 500}</title>"))
    assert whole(article.text)


def test_the_page_is_not_changed_by_the_proposal() -> None:
    root = parse(decode(page(), None, DEFAULT_LIMITS), DEFAULT_LIMITS)
    before = etree.tostring(root)
    segmented = segment(root)
    first, second = propose(segmented), propose(segmented)
    assert etree.tostring(root) == before
    assert first.blocks == second.blocks != frozenset()


def test_a_page_beyond_readabilitys_means_is_read_without_it() -> None:
    body = story(
        "".join(
            f"<p>Entry {i} of a very long list of days, each with its weather, and its wind.</p>"
            for i in range(4_500)
        )
    )
    root = parse(decode(page(body), None, DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert propose(segment(root)).failure == "too_large"
    assert whole(goldleaf.read(page(body)).text)


_TABLE = "<table><tr><th>Year</th><th>Lamps</th></tr><tr><td>1871</td><td>1</td></tr></table>"


@pytest.mark.parametrize(
    ("markup", "selector", "text"),
    [
        (_TABLE, "table th", "Year"),
        ("<pre><code>lamp on\n  wait 5\nlamp off</code></pre>", "pre code", "lamp on\n  wait 5\nlamp off"),
        (
            "<ul><li><a href='/a'>The first keeper of the light</a></li><li>The "
            "second, who was her son</li></ul>",
            "ul li",
            "The second, who was her son",
        ),
        (
            "<aside><blockquote><p>It was only ever a lamp, she said, and we were only ever "
            "people who lit it.</p></blockquote></aside>",
            "blockquote",
            "only ever a lamp",
        ),
        (
            "<dl><dt>Lens</dt><dd>A glass that gathers light, and sends it out to sea.</dd></dl>",
            "dl dd",
            "gathers light",
        ),
    ],
)
def test_structures_inside_a_long_article_are_kept(markup: str, selector: str, text: str) -> None:
    article = goldleaf.read(page(story(markup)))
    assert whole(article.text)
    assert text in article.text
    assert fromstring(article.html).xpath("//" + selector.replace(" ", "//"))


def test_footnotes_are_kept_with_links_that_work_both_ways() -> None:
    body = story(
        '<p>It weighed four tons.<sup><a id="ref1" href="#note1">1</a></sup> The lorry '
        "did not, nor did it like the hill.</p>"
    )
    body += (
        '<section class="footnotes"><ol><li id="note1">By the keeper\'s own scales, which were '
        'meant for fish. <a href="#ref1">↩</a></li></ol></section>'
    )
    article = goldleaf.read(page(body), "https://tidewater.example/light")
    [there] = select(article.html, "//sup/a/@href")
    [back] = select(article.html, "//li//a/@href")
    assert there.startswith("#gl-")
    assert select(article.html, f"//li[@id='{there[1:]}']")
    assert select(article.html, f"//*[@id='{back[1:]}']")
    assert "meant for fish" in article.text


def test_the_only_copy_of_an_image_in_noscript_is_kept() -> None:
    article = goldleaf.read(
        page(
            story(
                '<figure><img class="lazy" '
                'src="data:image/gif;base64,R0lGODlhAQAB"><noscript><img src="/tower.jpg" alt="The tower" '
                'width="800" height="600"></noscript><figcaption>The tower, before.</figcaption></figure>'
            )
        ),
        "https://tidewater.example/a",
    )
    images = fromstring(article.html).xpath("//img/@src")
    assert images == ["https://tidewater.example/tower.jpg"]
    assert "The tower, before." in article.html
    assert "The tower, before." not in article.text


def test_the_only_copy_of_a_text_in_noscript_is_kept_and_a_second_is_not() -> None:
    only = goldleaf.read(
        f"<html><title>{TITLE}</title><body><div id='app'></div><noscript>{story()}</noscript></body></html>"
    )
    assert whole(only.text)
    twice = goldleaf.read(page(story() + f"<noscript>{story()}</noscript>"))
    assert whole(twice.text)
    assert twice.text.count(LAST) == 1


def test_the_heading_in_a_header_is_the_title() -> None:
    raw = page().replace(f"<h1>{TITLE}</h1>", f"<header><h1>{TITLE}</h1></header>")
    article = goldleaf.read(raw)
    assert article.title == TITLE
    assert TITLE not in article.text
    assert article.html.count(TITLE) == 1


def test_lazy_images_get_their_source() -> None:
    article = goldleaf.read(
        page(story('<p><img data-src="https://cdn.example/wide.jpg" src="/blank.gif" alt="Wide"></p>'))
    )
    assert fromstring(article.html).xpath("//img/@src") == ["https://cdn.example/wide.jpg"]


def test_language_and_direction_are_kept() -> None:
    body = story(
        '<p lang="ar" dir="rtl">كان الضوء هنا قبل أن يكون هناك من يراه، هكذا قال الصياد العجوز لابنته.</p>'
    )
    article = goldleaf.read(page(body, html=' lang="en-GB" dir="ltr"'))
    tree = fromstring(article.html)
    assert (article.lang, article.dir) == ("en-GB", "ltr")
    assert tree.xpath("//p[@lang='ar'][@dir='rtl']")
    assert (tree.get("lang"), tree.get("dir")) == ("en-GB", "ltr")


@pytest.mark.parametrize(
    "raw",
    [
        page(),
        f"<title>{TITLE}</title>{story()}",
        story(),
        f"<frameset><frame src=x></frameset>{story()}",
        f"<table><tr><td>{story()}</table>",
        f"<svg><foreignObject>x</foreignObject></svg>{story()}",
    ],
)
def test_the_result_has_one_root(raw: str) -> None:
    article = goldleaf.read(raw)
    parsed = etree.fromstring(f"<html><body>{article.html}</body></html>", HTMLParser())
    body = parsed.find("body")
    assert body is not None
    assert [child.tag for child in body] == ["article"]
    assert not (body[0].tail or "").strip()
    assert whole(article.text)


def test_a_page_without_a_title_has_none() -> None:
    article = goldleaf.read(f"<body>{story()}</body>")
    assert article.title is None
    assert "no-title" not in article.html
    assert PARAGRAPHS[0] in article.text


def test_sanitised_html_has_nothing_but_the_allow_list() -> None:
    nasty = """<p onclick="x()" style="color:red" id="location" name="y">Click
    <a href="javascript:alert(1)" onmouseover=x>here</a>, or <a href=" java\nscript:alert(1)">there</a>,
    <a href="data:text/html,x">or there</a>, it makes no odds to anyone.</p>
    <svg onload=alert(1)><script>alert(1)</script></svg><math><mi href="javascript:x">x</mi>
    <annotation-xml encoding="text/html"><img src=x onerror=y></annotation-xml></math>
    <iframe src="https://evil.example/"></iframe><object data=x></object>
    <form action=x><input value=y></form><img src=x onerror=alert(1)>"""
    html = goldleaf.read(page(story(nasty)), "https://tidewater.example/").html
    assert not re.search(
        r"javascript:|<script|<iframe|<object|<form|<input|<svg|onerror|onload|onclick|style=|annotation-xml|data:text",
        html,
        re.IGNORECASE,
    )
    assert 'id="location"' not in html
