"""A hostile article in the reader: nothing of it runs, and it can reach nothing."""

from __future__ import annotations

import pytest

from .harness.base import Browser, until
from .harness.http import FakeGoldleaf, Site, reply
from .pages import story
from .sample import PICTURE, answer_with, sample_article

pytestmark = pytest.mark.browser

RUN = "globalThis.ran = (globalThis.ran || 0) + 1"
HOSTILE = f"""<article class="gl-article stolen"><h1 class="gl-title" id="close">Hostile</h1>
<script>{RUN}</script><img src=x onerror="{RUN}"><svg onload="{RUN}"><script>{RUN}</script></svg>
<a id="gl-js" href="javascript:{RUN}">x</a><a id="gl-data" href="data:text/html,<script>{RUN}</script>">x</a>
<a id="gl-out" href="https://example.invalid/there" target="_top" ping="/p">out</a>
<iframe srcdoc="<script>{RUN}</script>"></iframe><object data="javascript:{RUN}"></object><embed
src="javascript:{RUN}">
<form action="https://example.invalid/"><input autofocus onfocus="{RUN}"><button>send</button></form>
<style>body {{ display: none }}</style><link rel="stylesheet" href="https://example.invalid/x.css"><base href="https://example.invalid/">
<meta http-equiv="refresh" content="0;url=https://example.invalid/"><p style="position:fixed;inset:0"
data-x="1" onclick="{RUN}">text</p>
<details open ontoggle="{RUN}"><summary>s</summary></details><video src=x onerror="{RUN}"></video>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1
onerror={RUN}&gt;"></table></mtext></math>
<template><script>{RUN}</script></template><noscript><p title="</noscript><img src=x
onerror={RUN}>"></noscript></article>"""


def show(browser: Browser, site: Site) -> None:
    browser.open(site.add("/story", story()))
    browser.click()
    browser.wait_view()


def test_nothing_of_a_hostile_article_runs_or_stays(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    goldleaf.behaviour.read = lambda request: reply(200, {"html": HOSTILE, "title": "Hostile"})
    show(browser, site)
    browser.view(
        "document.querySelectorAll('#view *').forEach(e => { if (e.id !== 'gl-out') e.click?.(); "
        "e.focus?.() })"
    )
    assert browser.view("globalThis.ran ?? 0") == 0
    left = browser.view("[...new Set([...document.querySelectorAll('#view *')].map(e => e.localName))]")
    banned = (
        "script svg iframe object embed form input button style link base meta video template noscript mglyph"
    )
    assert not set(left) & set(banned.split())
    attributes = browser.view(
        "[...new Set([...document.querySelectorAll('#view *')].flatMap(e => e.getAttributeNames()))]"
    )
    assert not [
        name for name in attributes if name.startswith("on") or name in ("style", "ping", "data-x", "srcdoc")
    ]
    assert browser.view("[...document.querySelectorAll('#gl-js, #gl-data')].filter(a => a.href).length") == 0
    # The article's id does not stand for the bar's button.
    assert browser.view("document.querySelectorAll('#close').length") == 1
    assert browser.view("document.querySelector('.stolen')") is None


def test_links_leave_with_no_trace_of_the_reader(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    goldleaf.behaviour.read = lambda request: reply(200, {"html": HOSTILE, "title": "Hostile"})
    show(browser, site)
    link = browser.view(
        "(a => [a.href, a.target, a.rel, a.referrerPolicy])(document.getElementById('gl-out'))"
    )
    assert link == ["https://example.invalid/there", "_blank", "noopener noreferrer", "no-referrer"]


def test_pictures_are_fetched_without_a_referrer(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    picture = site.add("/picture.svg", PICTURE, Content_Type="image/svg+xml")
    goldleaf.behaviour.read = answer_with(sample_article(picture))
    show(browser, site)
    browser.view("document.images[0].scrollIntoView()")
    asked = until(
        lambda: [request for request in site.requests if request.path == "/picture.svg"],
        "nobody asks for the picture",
    )
    assert all("referer" not in request.headers for request in asked)


def test_the_formats_own_markup_survives(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    html = (
        '<article class="gl-article" lang="en" dir="ltr"><div class="gl-body"><pre>'
        '<code class="language-python">x</code></pre>'
        '<div class="gl-table"><table><tbody><tr><td colspan="2">c</td></tr></tbody></table></div>'
        '<figure class="gl-video"><a href="https://example.invalid/v">'
        '<img alt="v" width="4" height="3"></a></figure>'
        '<ruby>漢<rt>kan</rt></ruby><math display="block"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'
        "<details open><summary>s</summary></details><sup>1</sup><time datetime='2025-01-01'>t</time>"
        '<picture><source srcset="https://example.invalid/a.png" type="image/png"></picture>'
        '<ol start="3"><li value="4">l</li></ol>'
        "</div></article>"
    )
    goldleaf.behaviour.read = answer_with(html)
    show(browser, site)
    for selector in (
        "article.gl-article[lang=en][dir=ltr]",
        "code.language-python",
        ".gl-table[tabindex='0'] td[colspan='2']",
        "figure.gl-video > a > img[alt=v][width='4'][height='3']",
        "ruby > rt",
        "math[display=block] > mfrac > mn",
        "details[open] > summary",
        "time[datetime='2025-01-01']",
        "picture > source[srcset][type='image/png']",
        "ol[start='3'] > li[value='4']",
    ):
        assert browser.view(f'!!document.querySelector("#view {selector}")'), selector
    fraction = "document.querySelector('mfrac').namespaceURI"
    assert browser.view(fraction) == "http://www.w3.org/1998/Math/MathML"


def test_a_footnote_is_followed_inside_the_view(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    goldleaf.behaviour.read = answer_with(sample_article(""))
    show(browser, site)
    before = (browser.page("history.length"), browser.view("location.hash"))
    browser.view("document.getElementById('gl-ref-1').click()")
    assert browser.view("document.activeElement.id") == "gl-note-1"
    assert (browser.page("history.length"), browser.view("location.hash")) == before
    assert len(browser.tabs()) == 1
