"""Site, language, direction, summary and image of a page, from each place that has them."""

from __future__ import annotations

import json

import goldleaf
import pytest

from .pages import PARAGRAPHS, TITLE, page, story


def _read(head: str = "", body: str | None = None, **kwargs: str) -> goldleaf.Article:
    return goldleaf.read(page(body, head=head, **kwargs), "https://tidewater.example/sea/light")


def _item(**fields: object) -> str:
    item = {"@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def test_the_articles_own_publisher_names_the_site_best() -> None:
    slogan = '<meta property="og:site_name" content="Tidewater - all the news that floats">'
    assert _read(slogan).site_name == "Tidewater - all the news that floats"
    publisher = _item(publisher={"@type": "Organization", "name": "Tidewater"})
    assert _read(slogan + publisher).site_name == "Tidewater"
    assert _read('<meta name="application-name" content="Tidewater">').site_name == "Tidewater"
    assert _read().site_name is None


def test_the_summary_is_the_articles_then_the_pages_then_the_first_paragraph() -> None:
    meta = '<meta name="description" content="A lamp on a lorry.">'
    assert _read(meta + _item(description="It burned for a hundred years.")).excerpt == (
        "It burned for a hundred years."
    )
    assert _read(meta).excerpt == "A lamp on a lorry."
    assert _read().excerpt == PARAGRAPHS[0]


def test_a_long_first_paragraph_is_cut_behind_a_sentence() -> None:
    long = " ".join(PARAGRAPHS)
    excerpt = _read(body=f"<p>{long}</p>{story()}").excerpt or ""
    assert len(excerpt) < len(long)
    assert long.startswith(excerpt)
    assert excerpt.endswith(".")
    endless = "lighthouse " * 200
    assert (_read(body=f"<p>{endless}</p>{story()}").excerpt or "").endswith("lighthouse …")


@pytest.mark.parametrize(
    ("sentence", "lang", "direction"),
    [
        ("灯台は海から二マイル離れた野原に移され、羊たちは黙ってそれを見ていました。", "ja", "ltr"),
        ("등대는 바다에서 두 마일 떨어진 들판으로 옮겨졌고 양들은 말없이 그것을 바라보았다. ", "ko", "ltr"),
        ("灯塔被搬到离海两英里的田野上，羊群默默地看着它，什么也没有说。", "zh", "ltr"),
        ("Маяк перевезли вглубь страны, и овцы молча смотрели на него целый день. ", "ru", "ltr"),
        ("Маяк перевезли вглиб країни, і вівці мовчки дивилися на нього цілий день. ", "uk", "ltr"),
        ("نُقلت المنارة إلى الداخل بعيدا عن البحر وكانت الأغنام تنظر إليها بصمت طويل. ", "ar", "rtl"),
        ("فانوس دریایی را به دشت بردند و گوسفندها چند روز پشت سر هم آن را نگاه کردند. ", "fa", "rtl"),
        ("המגדלור עבר אל תוך היבשה, והכבשים הביטו בו בתמיהה גדולה ובשתיקה. ", "he", "rtl"),
        ("प्रकाशस्तंभ को समुद्र से दो मील दूर खेत में ले जाया गया और भेड़ें उसे देखती रहीं। ", "hi", "ltr"),
    ],
)
def test_letters_tell_the_language(sentence: str, lang: str, direction: str) -> None:
    body = f"<p>{sentence * 6}</p>" * 4
    unstated = goldleaf.read(f"<html><body><main>{body}</main></body></html>")
    assert (unstated.lang, unstated.dir) == (lang, direction)
    template = goldleaf.read(f'<html lang="en-US"><body><main>{body}</main></body></html>')
    assert template.lang == lang


def test_a_stated_language_is_believed_where_letters_are_shared() -> None:
    assert _read(html=' lang="de-AT"').lang == "de-AT"
    assert _read('<meta property="og:locale" content="pt_BR">').lang == "pt-BR"
    assert _read('<meta http-equiv="content-language" content="de">').lang in (None, "de")
    assert _read().lang is None


@pytest.mark.parametrize(
    "stand_in",
    [
        "/img/logo.png",
        "/img/tidewater-logo-600.jpg",
        "/img/placeholder.jpg",
        "/img/default-og-image.png",
        "/img/no-image.png",
        "/img/light.svg",
    ],
)
def test_a_logo_does_not_stand_for_the_article(stand_in: str) -> None:
    first = f'<meta property="og:image" content="{stand_in}">'
    assert _read(first).lead_image is None
    second = '<meta name="twitter:image" content="/img/logjam-at-the-light.jpg">'
    assert _read(first + second).lead_image == "https://tidewater.example/img/logjam-at-the-light.jpg"


def test_the_image_of_the_data_is_taken_where_meta_has_none() -> None:
    assert _read(_item(image=["/a.jpg", "/b.jpg"])).lead_image == "https://tidewater.example/a.jpg"
    assert _read('<link rel="image_src" href="c.jpg">').lead_image == "https://tidewater.example/sea/c.jpg"
    assert _read('<meta property="og:image" content="javascript:alert(1)">').lead_image is None
