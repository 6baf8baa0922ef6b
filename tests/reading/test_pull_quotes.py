"""A sentence set large beside the text it comes from goes; the one in the text, and real quotations, stay."""

from __future__ import annotations

import goldleaf
import pytest

# Around the sentence that is repeated: what comes before and behind it in its paragraph.
STORIES = {
    "en": ("A rope remembers every hand that has pulled it.", "The rope maker has a rule for apprentices. "),
    "fr": (
        "« Une corde se souvient de toutes les mains. »",
        "Le cordier n'a qu'une règle, et il la répète. ",
    ),
    "ru": ("Верёвка помнит каждую руку, которая её тянула.", "У канатчика есть одно правило для учеников. "),
    "he": ("חבל זוכר כל יד שמשכה אותו מן הבוקר ועד הערב.", "לקולע החבלים יש כלל אחד לשוליות. "),
    "ja": ("縄は引いた人の手をひとつ残らずおぼえているものだ。", "縄師が弟子に教えることはひとつしかない。"),
    "hi": ("रस्सी हर उस हाथ को याद रखती है जिसने उसे खींचा।", "रस्सी बटने वाले का एक ही नियम है। "),
}
FILLERS = {
    "en": "He has worked in the long shed behind the harbour since he was nine, walking backwards, a mile "
    "each day.",
    "fr": "Il travaille depuis l'âge de neuf ans dans le long hangar du port, à reculons, un kilomètre par "
    "jour.",
    "ru": "Он работает в длинном сарае за гаванью с девяти лет и каждый день проходит задом наперёд "
    "километр.",
    "he": "הוא עובד במחסן הארוך שמאחורי הנמל מאז שהיה בן תשע והולך שם לאחור קילומטר שלם בכל יום מימות השנה.",
    "ja": "九つの年から港の裏の長い小屋で働いていて、毎日うしろ向きに一里ほども歩く。そのあいだ前を見ること"
    "は一度もなく、"
    "足の裏だけで道をおぼえているのだと人は言う。",
    "hi": "वह नौ साल की उम्र से बंदरगाह के पीछे वाले लंबे छप्पर में काम करता है और रोज़ एक मील उलटे पाँव चलता है।",
}
MARKS = "«»\u00a0 .。।"
LANGUAGES = list(STORIES)
SHAPES = {
    "blockquote": "<blockquote><p>{}</p></blockquote>",
    "with whose words they are": "<blockquote class='x1'><div>{}</div><cite>A. B.</cite></blockquote>",
    "figure": "<figure class='x2'><blockquote><p>{}</p></blockquote></figure>",
    "aside": "<aside><p>{}</p></aside>",
    "a box for the eye": "<div class='x3' aria-hidden='true'>{}</div>",
    "a paragraph of its own kind": "<p class='x4'>{}</p>",
}


def _read(language: str, between: str, *, said: bool = True) -> str:
    sentence, lead = STORIES[language]
    filler = FILLERS[language]
    told = f"{lead}{sentence}" if said else lead * 3
    return goldleaf.read(
        f"<!doctype html><html "
        f"lang='{language}'><head><title>{lead}</title></head><body><main><article><h1>{lead}"
        f"</h1><p>{filler}</p><p>{told} {filler}</p>{between}<p>{filler} {lead}</p><p>{lead} {filler}</p>"
        "</article></main></body></html>"
    ).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_repeated_sentence_is_there_once(shape: str, language: str) -> None:
    sentence = STORIES[language][0].strip(MARKS)
    text = _read(language, SHAPES[shape].format(sentence))
    assert text.count(sentence) == 1
    assert "A. B." not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quotation_that_stands_nowhere_else_stays(language: str) -> None:
    sentence = STORIES[language][0]
    assert _read(language, SHAPES["blockquote"].format(sentence), said=False).count(sentence) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quotation_with_a_word_of_its_own_stays(language: str) -> None:
    sentence, lead = STORIES[language]
    assert sentence + lead.strip() in _read(
        language, SHAPES["blockquote"].format(sentence + lead.strip() + " " + sentence)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quotation_that_the_text_announces_stays(language: str) -> None:
    sentence, lead = STORIES[language]
    announced = f"<p>{FILLERS[language]} {lead.strip(MARKS)}:</p>"
    assert _read(language, announced + SHAPES["blockquote"].format(sentence)).count(sentence) == 2


def test_a_refrain_stays() -> None:
    sentence = STORIES["en"][0]
    assert _read("en", f"<p>{sentence}</p>").count(sentence) == 2


def test_a_part_of_a_sentence_is_no_sentence() -> None:
    part = "A rope remembers every hand"
    assert _read("en", SHAPES["blockquote"].format(part)).count(part) == 2
