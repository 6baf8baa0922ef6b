"""Languages, directions and signs inside the text stay with it."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import LAST, PARAGRAPHS, page, select, story

ARABIC = "كانت المنارة تضيء الخليج كل ليلة"


def test_a_span_keeps_its_language_and_direction() -> None:
    text = f'<p>The sign said <span lang="ar" dir="rtl">{ARABIC}</span> and nothing else for years.</p>'
    article = goldleaf.read(page(story(text)))
    [span] = select(article.html, "//p/span[@lang]")
    assert (span.get("lang"), span.get("dir"), span.text) == ("ar", "rtl", ARABIC)


@pytest.mark.parametrize("tag", ["bdo", "bdi"])
def test_elements_of_direction_are_kept(tag: str) -> None:
    text = (
        f'<p>Backwards it reads <{tag} dir="rtl">thgil eht</{tag}>, which the keepers thought very funny.</p>'
    )
    article = goldleaf.read(page(story(text)))
    assert select(article.html, f"//p/{tag}[@dir='rtl']/text()") == ["thgil eht"]


def test_paragraphs_keep_what_their_containers_say() -> None:
    box = f'<div dir="rtl" lang="ar"><div><p>{ARABIC}، {ARABIC}، {ARABIC}.</p></div></div>'
    article = goldleaf.read(page(story(box)))
    [paragraph] = select(article.html, "//div[@class='gl-body']/p[@lang]")
    assert (paragraph.get("lang"), paragraph.get("dir")) == ("ar", "rtl")


def test_what_the_whole_page_says_is_not_said_again() -> None:
    html = page(html=' lang="en" dir="ltr"').replace("<article>", '<article lang="en" dir="ltr">')
    assert not select(goldleaf.read(html).html, "//div[@class='gl-body']//*[@lang or @dir]")


def test_a_quote_says_it_once() -> None:
    quote = (
        f'<blockquote dir="rtl" lang="ar"><p>{ARABIC}، {ARABIC}.</p><p>{ARABIC}، {ARABIC}!</p></blockquote>'
    )
    article = goldleaf.read(page(story(quote)))
    assert len(select(article.html, "//div[@class='gl-body']//*[@dir]")) == 1
    assert select(article.html, "//blockquote/@dir") == ["rtl"]


@pytest.mark.parametrize(
    ("image", "sign"),
    [
        ('<img class="emoji" alt="🐑" src="/e/1f411.svg">', "🐑"),
        ('<img alt="🎉" src="/e/1f389.png">', "🎉"),
        ('<img class="wp-smiley" alt="❤️" src="/e/2764.svg">', "❤️"),
    ],
)
def test_emoji_drawn_as_images_are_characters(image: str, sign: str) -> None:
    text = f"<p>The sheep, as the children wrote, were all in favour {image} of the lighthouse.</p>"
    article = goldleaf.read(page(story(text)), "https://t.example/")
    assert f"in favour {sign} of the lighthouse" in article.text


@pytest.mark.parametrize("alt", ["A", "1", "1871", "…", "–", "Ok", "*", "灯"])
def test_other_short_alternative_texts_stay_with_their_image(alt: str) -> None:
    image = f'<p><img src="/tower.jpg" alt="{alt}" width="600" height="400"></p>'
    article = goldleaf.read(page(story(image)), "https://t.example/")
    assert select(article.html, "//img/@alt") == [alt]


def test_a_plain_text_document_keeps_its_links_and_lines() -> None:
    lines = "\n".join(
        f'   {number}.  {text} <a href="/ref/{number}">[{number}]</a>'
        for number, text in enumerate((*PARAGRAPHS, LAST), 1)
    )
    article = goldleaf.read(page(f"<pre>\n{lines}\n</pre>"), "https://t.example/")
    assert select(article.html, "//pre//a/@href") == [f"https://t.example/ref/{n}" for n in range(1, 7)]
    assert "\n   2.  It had burned" in article.text
    assert LAST in article.text
