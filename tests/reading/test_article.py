"""What an article offers: fields, text, Markdown, removals, the reading page."""

from __future__ import annotations

import json
import pickle

import goldleaf
import pytest
from goldleaf.errors import GoldleafError, TooLarge
from goldleaf.reading.page import reading_page
from goldleaf.reading.text import count_words
from lxml.html import fromstring

from .pages import LAST, TITLE, page, select, story, whole

_RICH = story(
    "<h2>What was moved</h2>",
    "<ul><li>The lamp<ul><li>its lens</li></ul></li><li>The stairs</li></ul>",
    "<table><tr><th>Part</th><th>Tons</th></tr><tr><td>Tower</td><td>90</td></tr></table>",
    "<pre><code class='language-basic'>10 LIGHT\n20 GOTO 10</code></pre>",
    "<blockquote><p>A lamp is a lamp wherever you put it down, said the farmer.</p></blockquote>",
    "<figure><img src='/a.jpg' alt='Tower' width='900' height='600'><figcaption>The tower "
    "at noon. Photo: B. Reed</figcaption></figure>",
)


@pytest.fixture(scope="module")
def article() -> goldleaf.Article:
    return goldleaf.read(page(_RICH, html=' lang="en"'), "https://tidewater.example/light")


def test_text_has_blocks_with_blank_lines_and_no_captions(article: goldleaf.Article) -> None:
    blocks = article.text.split("\n\n")
    assert "What was moved" in blocks
    assert "- The lamp\n  - its lens\n- The stairs" in blocks
    assert "Part | Tons\nTower | 90" in blocks
    assert "10 LIGHT\n20 GOTO 10" in blocks
    assert blocks[-1] == LAST
    assert "Photo" not in article.text
    assert TITLE not in article.text


def test_html_has_what_the_text_has_and_captions(article: goldleaf.Article) -> None:
    tree = fromstring(article.html)
    assert tree.tag == "article"
    assert tree.xpath("string(header/h1)") == TITLE
    assert tree.xpath("//figure/img/@src") == ["https://tidewater.example/a.jpg"]
    assert tree.xpath("string(//figcaption)") == "The tower at noon. Photo: B. Reed"
    assert tree.xpath("//code/@class") == ["language-basic"]
    assert tree.xpath("//div[@class='gl-table']/table//td/text()") == ["Tower", "90"]
    assert tree.xpath("//ul/li/ul/li/text()") == ["its lens"]


def test_markdown_keeps_the_structure(article: goldleaf.Article) -> None:
    assert "## What was moved" in article.markdown
    assert "```basic\n10 LIGHT\n20 GOTO 10\n```" in article.markdown
    assert "| Part" in article.markdown
    assert "> A lamp is a lamp" in article.markdown
    assert "![Tower](https://tidewater.example/a.jpg)" in article.markdown
    assert TITLE not in article.markdown


def test_fields_are_json(article: goldleaf.Article) -> None:
    data = json.loads(json.dumps(article.as_dict()))
    assert set(data) >= {
        "html", "text", "markdown", "title", "byline", "published", "site_name", "excerpt", "lead_image",
        "lang", "dir", "word_count", "confidence", "removals", "page_type",
    }  # fmt: skip
    assert data["word_count"] == count_words(article.text)
    assert 0.0 <= data["confidence"] <= 1.0


def test_removals_say_what_why_and_where(article: goldleaf.Article) -> None:
    by_reason = {removal.reason: removal for removal in article.removals}
    assert by_reason["navigation"].text == "Front page Sea"
    assert by_reason["navigation"].where.endswith("nav")
    assert by_reason["footer"].text.startswith("Printed on the coast")
    assert all(0.0 <= removal.score <= 1.0 and len(removal.text) <= 300 for removal in article.removals)


def test_the_reading_page_is_one_safe_document(article: goldleaf.Article) -> None:
    document = reading_page(article)
    assert document.startswith("<!doctype html>")
    assert article.html in document
    assert "<script" not in document
    tree = fromstring(document)
    assert tree.xpath("//title/text()") == [TITLE]
    assert tree.get("lang") == "en"
    assert "default-src 'none'" in select(document, "//meta[contains(@http-equiv, 'Policy')]/@content")[0]


def test_a_hostile_title_stays_text() -> None:
    raw = page().replace(TITLE, "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; lamps")
    document = reading_page(goldleaf.read(raw))
    assert "<script>" not in document


def test_an_article_and_its_errors_can_be_sent_between_processes(article: goldleaf.Article) -> None:
    assert pickle.loads(pickle.dumps(article)) == article
    error = pickle.loads(pickle.dumps(TooLarge("Too much.", size=3)))
    assert (type(error), error.message, error.detail, error.code) == (
        TooLarge,
        "Too much.",
        {"size": 3},
        "too_large",
    )
    assert isinstance(error, GoldleafError)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one two", 2), ("don't stop", 3), ("灯台は光る", 5), ("ประภาคาร", 8), ("소리 없는 빛", 3)],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    "raw",
    [
        "<html><body><nav><a href=/a>Home</a> <a href=/b>News</a></nav></body></html>",
        "<form><label>User <input></label><label>Password <input "
        "type=password></label><button>Log in</button></form>",
        "<p>404</p>",
        '{"json": true}',
        "<svg><path d='M0 0'/></svg>",
        "<script>document.write('x')</script>",
    ],
)
def test_a_page_with_nothing_to_read_says_so(raw: str) -> None:
    with pytest.raises(goldleaf.NoArticle, match="no article"):
        goldleaf.read(raw)


def test_the_story_is_whole_between_ads_and_labels() -> None:
    label = "<p>ADVERTISEMENT</p>"
    body = story(label, '<div class="ad-slot">Buy a lamp</div>').replace("</p>\n<p>", f"</p>{label}<p>")
    article = goldleaf.read(page(body))
    assert whole(article.text)
    assert "ADVERTISEMENT" not in article.html
    assert "Buy a lamp" not in article.html
    assert {removal.reason for removal in article.removals} >= {"label", "ad"}
