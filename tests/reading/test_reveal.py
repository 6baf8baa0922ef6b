"""What a browser would have shown is made visible: shadow roots, streamed parts, lazy images, formulas."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import LAST, TITLE, page, select, story, whole


def test_a_declarative_shadow_root_takes_its_hosts_children_into_its_slots() -> None:
    raw = page(
        "<story-body><template shadowrootmode='open'><div><slot name='lead'>No lead</slot></div>"
        "<div><slot>Nothing yet</slot></div></template>"
        f"<p slot='lead'>A sentence that leads in, and that stands last of all the sentences "
        f"in the page's own source.</p>{story()}"
        "<p slot='nowhere'>A sentence for a slot that does not exist, so "
        "nobody ever sees it.</p></story-body>"
    )
    article = goldleaf.read(raw)
    assert whole(article.text)
    assert article.text.startswith("A sentence that leads in")
    assert "No lead" not in article.text
    assert "Nothing yet" not in article.text
    assert "nobody ever sees" not in article.text


def test_shadow_roots_in_shadow_roots_are_flattened() -> None:
    inner = (
        f"<x-inner><template "
        f"shadowrootmode='open'><section><slot></slot></section></template>{story()}</x-inner>"
    )
    raw = page(f"<x-outer><template shadowrootmode='closed'><main>{inner}</main></template></x-outer>")
    assert whole(goldleaf.read(raw).text)


def test_an_inert_template_stays_inert() -> None:
    article = goldleaf.read(
        page(story("<template><p>A template that no script has used, and may never use.</p></template>"))
    )
    assert "no script has used" not in article.text


def test_streamed_parts_take_the_place_of_their_fallbacks() -> None:
    half = story().split("\n")
    raw = (
        f"<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{''.join(half[:3])}"
        "<!--$?--><template id='B:0'></template><p>Loading the rest of the story, "
        "please wait a little.</p><!--/$-->"
        "</main><footer>The end of the page.</footer>"
        f"<div hidden id='S:0'>{half[3]}<template id='P:1'></template></div><script>$RC('B:0','S:0')</script>"
        f"<div hidden id='S:1'>{''.join(half[4:])}</div><script>$RS('S:1','P:1')</script></body></html>"
    )
    article = goldleaf.read(raw)
    assert whole(article.text)
    assert "Loading the rest" not in article.text
    assert article.text.endswith(LAST)


def test_a_streamed_part_without_a_placeholder_is_shown() -> None:
    assert whole(
        goldleaf.read(f"<title>{TITLE}</title><div id='root'></div><div hidden id='S:3'>{story()}</div>").text
    )


@pytest.mark.parametrize(
    ("image", "source"),
    [
        (
            '<img src="data:image/gif;base64,R0lGOD" data-original="/far.jpg" alt="x">',
            "https://t.example/far.jpg",
        ),
        (
            '<img data-lazy-src="https://cdn.example/a?w=800" src="/img/placeholder.png">',
            "https://cdn.example/a?w=800",
        ),
        ('<img class="lazyload" data-srcset="/s.jpg 400w, /l.jpg 1200w">', "https://t.example/l.jpg"),
        (
            '<picture><source srcset="/p.webp 1x" type="image/webp"><img alt="x"></picture>',
            "https://t.example/p.webp",
        ),
        ('<amp-img src="/amp.jpg" width="800" height="400"></amp-img>', "https://t.example/amp.jpg"),
        ('<img src="/plain.jpg">', "https://t.example/plain.jpg"),
    ],
)
def test_images_have_their_real_source(image: str, source: str) -> None:
    article = goldleaf.read(page(story(f"<figure>{image}</figure>")), "https://t.example/story")
    assert select(article.html, "//img/@src") == [source]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/pixel.gif" width="1" height="1">',
        '<img src="/icon.png" width="16" height="16">',
        '<img src="data:image/svg+xml,%3Csvg%3E%3C/svg%3E">',
        '<img alt="nothing">',
        '<img src="javascript:alert(1)">',
    ],
)
def test_icons_pixels_and_stand_ins_are_no_images(image: str) -> None:
    article = goldleaf.read(page(story(f"<p>{image}</p>")), "https://t.example/story")
    assert "<img" not in article.html
    assert "<figure" not in article.html


def test_every_candidate_of_a_srcset_becomes_absolute() -> None:
    article = goldleaf.read(
        page(story('<figure><img src="/a.jpg" srcset="/a.jpg 1x, b,c.jpg 2x"></figure>')),
        "https://t.example/x/",
    )
    assert select(article.html, "//img/@srcset") == [
        "https://t.example/a.jpg 1x, https://t.example/x/b,c.jpg 2x"
    ]


@pytest.mark.parametrize(
    ("frame", "link"),
    [
        (
            '<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk?rel=0"></iframe>',
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ('<iframe data-src="//player.vimeo.com/video/123456"></iframe>', "https://vimeo.com/123456"),
        (
            '<iframe src="https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d"></iframe>',
            "https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        ),
        ('<video poster="/still.jpg"><source src="/film.mp4"></video>', "https://t.example/film.mp4"),
    ],
)
def test_videos_become_a_link(frame: str, link: str) -> None:
    article = goldleaf.read(page(story(f"<div>{frame}</div>")), "https://t.example/story")
    assert select(article.html, "//figure[@class='gl-video']/a/@href") == [link]
    assert "<iframe" not in article.html
    assert "<video" not in article.html


def test_other_frames_are_left_out() -> None:
    article = goldleaf.read(page(story('<iframe src="https://ads.example/frame"></iframe>')))
    assert "ads.example" not in article.html


def test_formulas_are_kept_once() -> None:
    formula = (
        '<p>The light falls with <span class="katex"><span '
        'class="katex-mathml"><math><semantics><mrow><msup><mi>d</mi><mn>2</mn>'
        "</msup></mrow><annotation "
        'encoding="application/x-tex">d^2</annotation></semantics></math></span><span class="katex-html"'
        ' aria-hidden="true"><span>d2</span></span></span>, as every keeper knows.</p>'
    )
    article = goldleaf.read(page(story(formula)))
    assert select(article.html, "//p/math//msup/mi/text()") == ["d"]
    assert "falls with d2, as every" in article.text
    assert "d^2" not in article.text


def test_line_numbers_and_permalinks_are_not_text() -> None:
    body = story(
        '<h2>The code<a class="headerlink" href="#c">¶</a></h2><div '
        'class="highlight" data-lang="python"><pre>'
        '<span class="lineno">1</span><span>import</span> lamp\n<span '
        'class="lineno">2</span>lamp.on()</pre></div>'
    )
    article = goldleaf.read(page(body))
    assert "The code\n\nimport lamp\nlamp.on()" in article.text
    assert select(article.html, "//code/@class") == ["language-python"]
