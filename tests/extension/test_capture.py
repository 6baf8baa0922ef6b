"""What is sent to the server: the page as it is seen, nothing that was typed, and nothing of it changed."""

from __future__ import annotations

import re

import pytest

from .harness.base import Browser
from .harness.http import FakeGoldleaf, Site
from .pages import LIVE_IN_IT, LIVED_IN, story

pytestmark = pytest.mark.browser

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\r"
    b"IDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def captured(browser: Browser, goldleaf: FakeGoldleaf) -> str:
    """Click, wait for the view, and take what the server was sent."""
    browser.click()
    browser.wait_view()
    return str(goldleaf.reads()[-1].json()["html"])


def tag(html: str, mark: str) -> str:
    """The start tag that contains a mark."""
    found = re.search(rf"<[^<>]*{re.escape(mark)}[^<>]*>", html)
    assert found, f"no tag with {mark} in {html}"
    return found[0]


def test_the_page_comes_whole(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    head = '<link rel="canonical" href="/c"><link rel="stylesheet" href="/s.css"><base href="/deep/">'
    page = story(
        '<p title=\'a "b" &amp; c\'>x &lt; y&nbsp;z</p><!-- note --><svg viewBox="0 0 1 1">'
        '<path d="M0 0"/></svg>'
    )
    browser.open(site.add("/whole", page.replace("<head>", f"<head>{head}")))
    html = captured(browser, goldleaf)
    assert html.startswith('<!DOCTYPE html><html lang="en"><head>')
    assert "<title>The clock on the corn exchange</title>" in html
    assert '<base href="/deep/">' in html
    assert 'rel="canonical"' in html
    assert "stylesheet" not in html
    assert '<p title="a &quot;b&quot; &amp; c">x &lt; y&nbsp;z</p>' in html
    assert '<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>' in html
    assert html.endswith("</body></html>")


def test_only_scripts_that_are_data_come(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    browser.open(
        site.add(
            "/scripts",
            story(
                "<script>window.secretCode = 1</script>"
                '<script type="application/ld+json">{"@type":"Article"}</script>'
                '<script type="math/tex">x^2</script><script type="application/json">{"state":"big"}</script>'
                "<style>.hide { color: red }</style><p onclick='go()'>text</p><noscript>"
                "<img src='/n.jpg'></noscript>"
            ),
        )
    )
    html = captured(browser, goldleaf)
    assert '<script type="application/ld+json">{"@type":"Article"}</script>' in html
    assert '<script type="math/tex">x^2</script>' in html
    assert "<noscript><img src='/n.jpg'></noscript>" in html
    for absent in ("secretCode", "state", "color: red", "onclick", "<style"):
        assert absent not in html


def test_nothing_typed_leaves_the_browser(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    browser.open(
        site.add(
            "/typed",
            story(
                '<form><input id="a"><input id="b" type="password" value="prefilled-password">'
                '<input type="hidden" value="csrf-token"><textarea id="c">draft-from-server</textarea>'
                '<div id="grow"></div><select><option selected>one<option id="o">two</select>'
                '<output id="out"></output></form>'
                '<div id="editor" contenteditable><p>a-letter-being-written</p></div>'
            ),
        )
    )
    browser.page(
        """(() => { const $ = id => document.getElementById(id); $('a').value = 'typed-name';
        $('a').setAttribute('value', 'typed-name'); $('b').value = 'typed-password'; $('c').value =
'typed-thought';
        $('grow').dataset.replicatedValue = 'typed-thought'; $('o').selected = true; $('out').value =
'typed-sum';
        $('editor').append('typed-letter'); return true })()"""
    )
    html = captured(browser, goldleaf)
    for secret in (
        "typed-",
        "prefilled-password",
        "csrf-token",
        "draft-from-server",
        "a-letter-being-written",
        " selected",
        " value=",
    ):
        assert secret not in html
    assert "For eleven years" in html


def test_the_page_is_not_touched(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    browser.open(site.add("/lived-in", LIVED_IN))
    browser.page(LIVE_IN_IT)
    browser.page("void (window.html = document.documentElement.outerHTML)")
    captured(browser, goldleaf)
    # Only the view's own element came, on the root; the capture before it left no trace.
    assert set(browser.page("window.seen")) <= {"childList:HTML", "attributes:GOLDLEAF-VIEW"}
    browser.click()
    browser.wait_closed()
    assert browser.page("document.documentElement.outerHTML === window.html")


SHADOWS = """
<open-one><i>slotted</i></open-one><closed-one></closed-one><div id="plain"></div>
<script>
function define(name, mode, html) {
  customElements.define(name, class extends HTMLElement {
    constructor() {
      super();
      window.made = (window.made || 0) + 1;
      this.attachShadow({mode}).innerHTML = html;
    }
  });
}
define("open-one", "open", "<p>in the open root</p><slot></slot><inner-one></inner-one>");
define("inner-one", "open", "<p>two roots deep</p>");
define("closed-one", "closed", "<p>in the closed root</p>");
document.getElementById("plain").attachShadow({mode: "open"}).innerHTML = "<p>in a plain div</p>";
</script>"""


def test_shadow_roots_come_as_declarative_ones(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    browser.open(site.add("/shadows", story(SHADOWS)))
    html = captured(browser, goldleaf)
    assert (
        '<open-one><template shadowrootmode="open"><p>in the open root</p><slot></slot>'
        '<inner-one><template shadowrootmode="open"><p>two roots deep</p></template></inner-one>'
        "</template><i>slotted</i></open-one>"
    ) in html
    assert '<template shadowrootmode="closed"><p>in the closed root</p></template>' in html
    assert '<div id="plain"><template shadowrootmode="open"><p>in a plain div</p></template></div>' in html
    # No element of the page was made a second time.
    assert browser.page("window.made") == 3


def test_frames_of_the_same_origin_come_as_blocks(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    site.add(
        "/deep/frame",
        '<p>in the frame</p><a href="next">on</a><img srcset="a.png 1x, b.png 2x"><input value="v">',
    )
    browser.open(
        site.add(
            "/frames",
            story(
                '<iframe src="/deep/frame"></iframe><iframe srcdoc="<p>in the source</p>"></iframe>'
                f'<iframe src="http://127.0.0.1:{site.port}/deep/frame" title="other"></iframe>'
            ),
        )
    )
    html = captured(browser, goldleaf)
    assert f'<div data-goldleaf-frame="{site.url("/deep/frame")}"><p>in the frame</p>' in html
    assert f'href="{site.url("/deep/next")}"' in html
    assert f'srcset="{site.url("/deep/a.png")} 1x, {site.url("/deep/b.png")} 2x"' in html
    assert "<p>in the source</p></div>" in html
    assert f'<iframe src="http://127.0.0.1:{site.port}/deep/frame" title="other"></iframe>' in html
    assert html.count("in the frame") == 1
    assert 'value="v"' not in html


def test_images_come_with_the_source_that_was_chosen(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    for name in ("one", "two", "wide"):
        site.add(f"/{name}.png", PIXEL, Content_Type="image/png")
    browser.open(
        site.add(
            "/images",
            story(
                '<img id="i1" src="one.png" srcset="two.png 1x"><picture>'
                '<source media="(min-width: 1px)" srcset="wide.png">'
                '<img id="i2" src="one.png" alt="a &quot;b&quot;"></picture>'
                '<img id="i3" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/lazy.jpg" '
                'data-srcset="/lazy2.jpg 2x">'
            ),
        )
    )
    html = captured(browser, goldleaf)
    assert f'src="{site.url("/two.png")}"' in tag(html, 'id="i1"')
    assert 'srcset="two.png 1x"' in tag(html, 'id="i1"')
    assert f'src="{site.url("/wide.png")}"' in tag(html, 'id="i2"')
    assert 'data-src="/lazy.jpg"' in tag(html, 'id="i3"')
    assert 'data-srcset="/lazy2.jpg 2x"' in tag(html, 'id="i3"')


def test_what_is_hidden_is_marked_and_kept(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    browser.open(
        site.add(
            "/hidden",
            story(
                "<style>.off { display: none } .dim { visibility: hidden } .back { visibility: visible }"
                ".as-if { display: contents }</style>"
                '<div id="d1" class="off"><p id="d2">gone</p></div><div id="d3" class="dim">'
                '<p id="d4" class="back">seen</p></div>'
                '<div id="d5" class="as-if"><p id="d6">seen</p></div><details><p id="d7">folded</p></details>'
                '<div id="d8" hidden="until-found"><p id="d9">found later</p></div>'
                '<div id="d10" hidden>attribute</div>'
                '<p id="d11" style="opacity:0">fading in</p>'
            ),
        )
    )
    html = captured(browser, goldleaf)
    marks = {n: re.search(r'data-goldleaf-hidden="(\w+)"', tag(html, f'id="d{n}"')) for n in range(1, 12)}
    assert {n: found[1] for n, found in marks.items() if found} == {
        1: "display",
        3: "visibility",
        10: "display",
    }
    assert ' hidden=""' in tag(html, 'id="d10"')
    assert '<p id="d2">gone</p>' in html


GROW_DEEP = """<script>let e = document.body;
for (let i = 0; i < 700; i++) e = e.appendChild(document.createElement('div'));
e.textContent = 'at the bottom'</script>"""


def test_a_large_and_deep_page_is_read_whole(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    many = "".join(f"<p><b>{n}</b></p>" for n in range(10_000))
    browser.open(site.add("/large", story(many + GROW_DEEP)))
    html = captured(browser, goldleaf)
    assert html.count("<b>") == 10_000
    assert html.count("<div>") == 700
    assert "at the bottom</div>" in html


def test_the_address_goes_without_secrets(browser: Browser, site: Site, goldleaf: FakeGoldleaf) -> None:
    site.add("/app", story())
    browser.open(site.url("/app?page=2#access_token=abc"))
    captured(browser, goldleaf)
    assert goldleaf.reads()[-1].json()["url"] == site.url("/app?page=2")


def test_the_call_carries_the_token_and_no_referrer(
    browser: Browser, site: Site, goldleaf: FakeGoldleaf
) -> None:
    browser.open(site.add("/story", story()))
    captured(browser, goldleaf)
    headers = goldleaf.reads()[-1].headers
    assert headers["authorization"].startswith("Bearer ")
    assert headers["content-type"] == "application/json"
    assert re.match(r"(chrome|moz)-extension://", headers["origin"])
    assert "referer" not in headers
    assert "cookie" not in headers
