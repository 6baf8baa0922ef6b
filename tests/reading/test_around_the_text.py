"""What stands above, behind and below: the way to the page, who wrote it, times to click on, captions."""

from __future__ import annotations

import goldleaf
import pytest

from .test_boxes_in_the_text import LANGUAGES, TEXTS, WORDS

NAMES = {
    "en": (
        "Mina Ostrander",
        "Writes about rivers and those who live by them, mostly from a boat of her own.",
    ),
    "de": (
        "Mina Ostrander",
        "Schreibt über Flüsse und über alle, die von ihnen leben, meist vom eigenen Boot aus.",
    ),
    "ru": ("Мина Острандер", "Пишет о реках и о тех, кто ими живёт, чаще всего сидя в собственной лодке."),
    "ar": ("مينا أوستراندر", "تكتب عن الأنهار وعن الذين يعيشون منها وغالبا ما تكتب وهي جالسة في قاربها."),
    "zh": ("林若水", "写河，也写靠河吃饭的人，多半是坐在自己的船上写的。"),
    "hi": ("मीना ओस्त्रांदर", "नदियों और उनके सहारे जीने वालों पर लिखती हैं, अक्सर अपनी ही नाव में बैठकर।"),
}


def _read(language: str, above: str = "", between: str = "", behind: str = "") -> goldleaf.Article:
    first, second, third, fourth = TEXTS[language]
    return goldleaf.read(
        f"<!doctype html><html lang='{language}'><head><title>{first[:30]}</title><main><article>"
        f"{above}<h1>{first[:30]}</h1><p>{first}</p><p>{second}</p>{between}<p>{third}</p>"
        f"<p>{fourth}</p>{behind}</article></main></body></html>"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "way",
    [
        "<p class='q1'><a href='/'>{0}</a> › <a href='/a'>{1}</a> › {2}</p>",
        "<div><a href='/'>{0}</a> &gt; <a href='/a'>{1}</a> &gt; {2}</div>",
        "<p><a href='/a'>{0}</a> / <a href='/a/b'>{1}</a> / <a href='/a/b/c'>{2}</a></p>",
    ],
)
def test_the_way_to_the_page_is_no_text(way: str, language: str) -> None:
    article = _read(language, above=way.format(*WORDS[language]))
    assert article.text.split("\n\n") == list(TEXTS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_way_in_the_text_stays(language: str) -> None:
    label, title = WORDS[language][0], WORDS[language][2]
    article = _read(language, between=f"<p>{title} &gt; {label} &gt; {title}: {TEXTS[language][1]}</p>")
    assert f"{title} > {label}" in article.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_wrote_it_is_introduced_behind_the_text(language: str) -> None:
    name, bio = NAMES[language]
    says = WORDS[language]
    behind = (
        f"<div class='q2'><img src='https://i.example/p.jpg' width='64' height='64' alt=''><div><b>{name}</b>"
        f"<p>{bio}</p></div></div><div class='q3'><h4>{says[1]}</h4><div class='q4'><b>{name}</b> <i>2</i>"
        f"<p>{says[4]}</p></div><div class='q4'><b>{says[0]}</b> <i>3</i><p>{says[2]}</p></div></div>"
    )
    article = _read(language, behind=behind)
    assert article.text.split("\n\n") == list(TEXTS[language])
    assert "p.jpg" not in article.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_that_the_text_is_about_stay(language: str) -> None:
    name, bio = NAMES[language]
    people = "".join(
        f"<div class='q2'><img src='https://i.example/{number}.jpg' width='150' height='150' alt=''>"
        f"<h3>{name} {number}</h3><p>{bio} {text}</p></div>"
        for number, text in enumerate(TEXTS[language])
    )
    article = _read(language, behind=people)
    assert all(f"{name} {number}" in article.text for number in range(4))


def test_notes_behind_an_introduction_stay() -> None:
    first, second, third, fourth = TEXTS["en"]
    name, bio = NAMES["en"]
    mark = "<sup><a id='r1' href='#n1'>1</a></sup>"
    article = goldleaf.read(
        f"<title>The ferry</title><main><article><h1>The ferry</h1><p>{first}{mark}</p><p>{second}</p>"
        f"<p>{third}</p><p>{fourth}</p><div><img src='https://i.example/p.jpg' width='64' height='64' alt=''>"
        f"<b>{name}</b><p>{bio}</p></div><ol><li id='n1'>The board was repainted in the year of the flood, "
        "in a green that nobody liked. <a href='#r1'>↩</a></li></ol></article></main>"
    )
    assert "in a green that nobody liked" in article.text
    assert bio not in article.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cue", ["<button class='q5'>{0}</button>", "<div class='q5'>{0}</div>"])
def test_times_above_what_is_said_are_no_text(cue: str, language: str) -> None:
    times = ("0:00", "0:58", "2:30", "1:04:10")
    said = "".join(
        f"<div class='q6'>{cue.format(time)}<p>{text}</p></div>"
        for time, text in zip(times, TEXTS[language], strict=True)
    )
    first = TEXTS[language][0]
    article = goldleaf.read(f"<title>{first[:30]}</title><main><h1>{first[:30]}</h1>{said}</main>")
    assert article.text.split("\n\n") == list(TEXTS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_hours_of_a_day_stay(language: str) -> None:
    hours = ("06:15", "09:40", "13:05", "18:30")
    told = "".join(f"<h3>{hour}</h3><p>{text}</p>" for hour, text in zip(hours, TEXTS[language], strict=True))
    first = TEXTS[language][0]
    article = goldleaf.read(f"<title>{first[:30]}</title><main><h1>{first[:30]}</h1>{told}</main>")
    assert all(hour in article.text for hour in hours)


PICTURE = "<img src='https://i.example/boat.jpg' width='720' height='480' alt=''>"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "shape",
    [
        "<p align='center'>{picture}</p><p style='text-align: center;'><span>{words}</span></p>",
        "<p>{picture}</p><p class='has-text-align-center'>{words}</p>",
        "<center>{picture}<br><br>{words}</center>",
        "<table><tr><td>{picture}</td></tr><tr><td align='center'><i>{words}</i></td></tr></table>",
    ],
)
def test_a_line_in_the_middle_below_a_picture_is_its_caption(shape: str, language: str) -> None:
    words = WORDS[language][2]
    article = _read(language, between=shape.format(picture=PICTURE, words=words))
    assert article.text.split("\n\n") == list(TEXTS[language])
    assert f"<figcaption>{words}</figcaption>" in article.html.replace("<i>", "").replace("</i>", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_the_text_below_a_picture_is_text(language: str) -> None:
    words = WORDS[language][4]
    article = _read(language, between=f"<p align='center'>{PICTURE}</p><p>{words}</p>")
    assert words in article.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("colon", [":", "："])
def test_a_label_and_a_link_between_paragraphs_lead_away(colon: str, language: str) -> None:
    says = WORDS[language]
    line = f"<p class='q7'><strong>{says[1]}{colon}</strong> <a href='/s/77-x'>{says[2]} {says[3]}</a></p>"
    assert _read(language, between=line).text.split("\n\n") == list(TEXTS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_ends_in_a_link_stays(language: str) -> None:
    says = WORDS[language]
    line = f"<p>{says[4]} {says[3]}: <a href='/s/77-x'>{says[2]} {says[3]}</a></p>"
    assert says[2] in _read(language, between=line).text
