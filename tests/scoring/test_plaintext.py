"""HTML to text: what is text, where lines end, and that pages of any depth are read."""

from __future__ import annotations

import pytest
from goldleaf.scoring.plaintext import fold, html_to_text, lines


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<h2>A <b>bold</b> head</h2>text after it", "A bold head\n\ntext after it"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>a\n   b&nbsp; c</p>", "a b c"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n\n- b\n\n- c"),
        ("<ol><li>a</li><li>b</li></ol>", "- a\n- b"),
        ("<ul><li><img src=a.png></li></ul><p>after</p>", "after"),
        ("<div><li>stray</li></div>", "stray"),
        ("<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>", "x | y\n1 | 2"),
        ("<table><tr><td></td><td>y</td><td></td></tr><tr><td></td></tr></table>", "| y |"),
        ("<pre><code>def f():\n\n    return 1\n</code></pre>", "def f():\n    return 1"),
        ("<pre>if x:\n  <b>go</b>  on</pre>", "if x:\n  go  on"),
        ("<p>in <ruby>漢<rt>かん</rt></ruby>字</p>", "in 漢字"),
        ("<blockquote><p>said</p></blockquote>", "said"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "t\n\nd"),
        ("<p>word</p>tail<p>word</p>", "word\n\ntail\n\nword"),
        ("", ""),
        ("<!-- nothing -->", ""),
        ("<img src=a.png alt='A boat'>", ""),
    ],
)
def test_text_of(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<figcaption>no</figcaption>",
        "<table><caption>no</caption><tr><td>yes</td></tr></table>",
        "<script>no</script><style>no</style><template>no</template><noscript>no</noscript>",
        "<button>no</button><select><option>no</option></select><textarea>no</textarea>",
        '<h1 class="gl-title">no</h1><p class="gl-meta big">no</p><figure class="gl-video">no</figure>',
        "<math><semantics><mi>x</mi><annotation>no</annotation></semantics></math>",
    ],
)
def test_what_is_no_text(html: str) -> None:
    assert "no" not in html_to_text(f"<div><p>yes</p>{html}<p>yes</p></div>")


def test_text_after_something_dropped_stays() -> None:
    assert html_to_text("<p>a<script>x</script>b</p>") == "ab"


def test_headers_belong_to_the_text_of_pages_and_not_of_gold() -> None:
    html = "<header>By Ann, 1 March</header><p>Text</p>"
    assert html_to_text(html) == "By Ann, 1 March\n\nText"
    assert html_to_text(html, headers=False) == "Text"


def test_marks_can_be_left_out() -> None:
    html = "<ul><li>a</li></ul><table><tr><td>x</td><td>y</td></tr></table>"
    assert html_to_text(html, marks=False) == "a\n\nx y"


def test_a_page_nested_thousands_deep_is_read() -> None:
    # Deeper than Python recurses; libxml2 itself ends at 2,048 levels.
    assert html_to_text("<div>" * 2_000 + "deep" + "</div>" * 2_000) == "deep"


def test_lone_surrogates_and_bytes_are_read() -> None:
    assert html_to_text("<p>a\ud800b</p>") == "a?b"
    assert html_to_text("<p>größer</p>".encode()) == "größer"


def test_lines_and_fold() -> None:
    assert lines("One\n\n  two   words \nthree\n") == ["One", "two words", "three"]
    assert fold(" a\u00a0b \n c ") == "a b c"
