"""Structures of running text come out as they went in."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import page, select, story, whole


def body(extra: str) -> str:
    """The body of the story's article with something between its paragraphs."""
    article = goldleaf.read(page(story(extra)), "https://t.example/")
    assert whole(article.text)
    return article.html


@pytest.mark.parametrize(
    "kept",
    [
        "<dl><dt>Lamp</dt><dd>The light that burned for years.</dd><dd>Also a name.</dd></dl>",
        "<details><summary>How the stones were numbered</summary><p>In chalk, and twice.</p></details>",
        '<ul><li>Stones of the tower:<ol start="3"><li>Granite<ul><li>grey</li><li>red</li></ul></li>'
        "<li>Slate</li></ol></li><li>Wood</li></ul>",
        "<p>It is called <ruby>灯台<rt>とうだい</rt></ruby> there, H<sub>2</sub>O, and m<sup>2</sup>.</p>",
        "<figure><blockquote><p>The light was ours.</p></blockquote><figcaption>Edda</figcaption></figure>",
        "<blockquote><p>The light was ours.</p><blockquote><p>It never was.</p></blockquote></blockquote>",
    ],
)
def test_what_is_well_formed_is_left_as_it_is(kept: str) -> None:
    assert kept in body(kept)


def test_a_list_straight_inside_a_list_belongs_to_the_item_before() -> None:
    html = body("<ul><li>Stones of the tower</li><ul><li>Granite of the hill</li></ul><li>Wood</li></ul>")
    assert "<ul><li>Stones of the tower<ul><li>Granite of the hill</li></ul></li><li>Wood</li></ul>" in html


def test_a_quotation_keeps_whose_it_is() -> None:
    html = body(
        "<blockquote><p>The light was ours.</p><footer>— <cite>Edda Marsh</cite></footer></blockquote>"
    )
    assert select(html, "//blockquote/p[2]/cite/text()") == ["Edda Marsh"]


def test_a_table_in_a_figure_has_the_figures_caption() -> None:
    table = "<table><tr><th>Course</th><th>Stones</th></tr><tr><td>1</td><td>40</td></tr></table>"
    html = body(f"<figure>{table}<figcaption>Stones by course</figcaption></figure>")
    assert select(html, "//figure[.//td]/figcaption/text()") == ["Stones by course"]


def test_a_gallery_keeps_each_caption_with_its_picture() -> None:
    pictures = "".join(
        f'<figure><img src="/{name}-of-the-tower.jpg"><figcaption>{name}</figcaption></figure>'
        for name in ("north", "south")
    )
    html = body(f"<figure>{pictures}<figcaption>Both sides</figcaption></figure>")
    for name in ("north", "south"):
        [figure] = select(html, f"//figure/figure[figcaption='{name}']")
        assert figure[0].get("src") == f"https://t.example/{name}-of-the-tower.jpg"
    assert select(html, "//div[@class='gl-body']/figure/figcaption/text()") == ["Both sides"]


def test_formulas_nested_beyond_reason_keep_their_letters() -> None:
    deep = "<math>" + "<mrow>" * 300 + "<mi>x</mi><mo>+</mo><mi>y</mi>" + "</mrow>" * 300 + "</math>"
    html = body(f"<p>The light falls with {deep} of the way that it has to go.</p>")
    assert select(html, "//math/mtext/text()") == ["x+y"]
