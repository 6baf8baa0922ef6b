"""Pictures stay where the text around them stays, whatever stands around them in the page."""

from __future__ import annotations

import goldleaf
import pytest

from .pages import LAST, PARAGRAPHS, page, select, story, whole

URL = "https://tidewater.example/sea/lighthouse"


def sources(body: str, head: str = "") -> list[str]:
    """The sources of the pictures in the article of a page with this body."""
    article = goldleaf.read(page(body, head=head), URL)
    assert whole(article.text)
    return [str(source) for source in select(article.html, "//div//img/@src")]


def test_a_label_beside_a_picture_does_not_take_it_along() -> None:
    figure = (
        '<figure><div><span class="css-1ly">Image</span><img alt="" src="/tower.jpg"></div>'
        "<figcaption>The tower in crates.</figcaption></figure>"
    )
    article = goldleaf.read(page(story(figure)), URL)
    assert select(article.html, "//figure[img]/figcaption/text()") == ["The tower in crates."]


def test_a_figure_that_opens_on_a_click_is_no_dialog() -> None:
    figure = (
        '<figure><div class="modal-opener"><button><img src="/tower.jpg" alt="The tower"></button></div>'
        "<figcaption>The tower in crates.</figcaption></figure>"
    )
    assert sources(story(figure)) == ["https://tidewater.example/tower.jpg"]


def test_a_figure_that_waits_for_a_script_is_filled() -> None:
    figure = (
        '<figure itemid="https://img.tidewater.example/2031/field.jpg?q=90"><div style="height:257px"></div>'
        "<figcaption>The field before the tower came.</figcaption></figure>"
    )
    assert sources(story(figure)) == ["https://img.tidewater.example/2031/field.jpg?q=90"]


@pytest.mark.parametrize("tag", ["og:image", "twitter:image"])
def test_the_picture_that_the_page_names_leads_the_article(tag: str) -> None:
    head = f'<meta property="{tag}" name="{tag}" content="https://img.example/u/lamp-on-lorry-1200x630.jpg">'
    hero = '<div class="hero"><img src="/u/lamp-on-lorry-800x600.jpg" alt="The lamp"></div>'
    html = page(head=head).replace("<article>", f"{hero}<article>")
    article = goldleaf.read(html, URL)
    assert select(article.html, "//div[@class='gl-body']//img/@alt") == ["The lamp"]
    assert not select(goldleaf.read(html.replace(head, ""), URL).html, "//img")


def test_the_picture_of_a_box_goes_with_the_box() -> None:
    box = (
        '<div class="card"><div><a href="/b"><img src="/b.jpg" width="300" height="200" alt=""></a></div>'
        '<div class="related"><a href="/b">Another lighthouse, and why it stayed where it was</a></div></div>'
    )
    assert sources(story(box)) == []


def test_a_picture_for_narrow_and_one_for_wide_windows_are_one() -> None:
    def figure(width: int) -> str:
        return (
            f'<figure><img src="/i/lamp-on-lorry-{width}x400.jpg" alt="The lamp">'
            "<figcaption>The lamp leaves.</figcaption></figure>"
        )

    article = goldleaf.read(page(story(figure(320) + figure(1280))), URL)
    assert select(article.html, "//figcaption/text()") == ["The lamp leaves."]
    assert len(select(article.html, "//div[@class='gl-body']//img")) == 1


def test_pictures_behind_the_last_paragraph_are_kept() -> None:
    rows = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS, LAST))
    pictures = "".join(f'<p><img src="/step-{number}-of-the-move.jpg" alt=""></p>' for number in range(8))
    assert len(sources(rows + pictures)) == 8


def test_a_relative_base_without_an_address_keeps_pictures() -> None:
    article = goldleaf.read(page(story('<p><img src="tower.jpg" alt=""></p>'), head='<base href="/u/">'))
    assert select(article.html, "//img/@src") == ["/u/tower.jpg"]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/bar-of-wood.gif" width="400" height="8" alt="">',
        '<img class="user-avatar" src="/keeper-of-the-light.jpg" alt="Ada">',
        '<img class="avatar avatar-96 photo" src="/keeper.jpg" width="96" height="96" alt="">',
    ],
)
def test_bars_and_avatars_are_no_pictures(image: str) -> None:
    assert sources(story(f"<p>{image}</p>")) == []


@pytest.mark.parametrize(
    ("image", "source"),
    [
        (
            '<picture><source srcset="/t-400.webp 400w, /t-1200.webp 1200w" type="image/webp"></picture>',
            "t-1200.webp",
        ),
        ('<img srcset="/t-400.jpg 400w, /t-1600.jpg 1600w, /t-4000.jpg 4000w">', "t-1600.jpg"),
        ('<img data-srcset="/t.jpg 1x, /t@2x.jpg 2x, /t@4x.jpg 4x">', "t@2x.jpg"),
        ('<img srcset="/t-3000.jpg 3000w, /t-5000.jpg 5000w">', "t-3000.jpg"),
        (
            '<picture><source srcset="/t-1.jpg"></picture><noscript><img src="/t-2.jpg"></noscript>',
            "t-2.jpg",
        ),
    ],
)
def test_the_best_candidate_is_taken(image: str, source: str) -> None:
    assert sources(story(f"<figure>{image}</figure>")) == [f"https://tidewater.example/{source}"]
