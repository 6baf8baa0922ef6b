"""Boxes among the paragraphs go, told by what they are made of, in whatever language; the author's stay."""

from __future__ import annotations

import goldleaf
import pytest

TEXTS = {
    "en": (
        "The ferryman of Lower Wick has rowed the same four hundred yards for thirty-one years, and he has "
        "never once "
        "been asked where he lives.",
        "He answers the bell on either bank, whatever the hour, and charges what the board has said since "
        "his father "
        "painted it.",
        "This spring the county measured the river for a bridge, found it narrower than the plans had said, "
        "and went "
        "home to think.",
        "Until they come back he rows, and the board says what it said, though nobody has carried a sheep "
        "across in "
        "twenty years.",
    ),
    "de": (
        "Der Fährmann von Unterwiek rudert seit einunddreißig Jahren dieselben vierhundert Meter, und noch "
        "nie hat ihn "
        "jemand gefragt, wo er wohnt.",
        "Er hört auf die Glocke an beiden Ufern, zu jeder Stunde, und nimmt, was auf der Tafel steht, die "
        "sein Vater "
        "gemalt hat.",
        "Im Frühjahr hat der Kreis den Fluss für eine Brücke vermessen, ihn schmaler gefunden als auf den "
        "Plänen, und "
        "ist wieder gegangen.",
        "Bis sie wiederkommen, rudert er, und auf der Tafel steht, was dort immer stand, obwohl seit "
        "zwanzig Jahren "
        "kein Schaf mehr übersetzt.",
    ),
    "ru": (
        "Паромщик из Нижнего Вика тридцать один год гребёт через одни и те же четыреста метров, и никто ни "
        "разу не "
        "спросил, где он живёт.",
        "Он выходит на звон колокола с любого берега в любой час и берёт столько, сколько написал на доске "
        "ещё его "
        "отец.",
        "Весной округ измерил реку под мост, нашёл её уже, чем на чертежах, и уехал домой подумать.",
        "Пока они не вернулись, он гребёт, а на доске написано то же, что и всегда, хотя овец здесь не "
        "возили двадцать "
        "лет.",
    ),
    "ar": (
        "منذ إحدى وثلاثين سنة يجذف معدّي القرية السفلى المسافة نفسها بين الضفتين ولم يسأله أحد قط أين يسكن "
        "حين يحل "
        "الليل على النهر.",
        "يلبي نداء الجرس من أي ضفة جاء وفي أي ساعة كان ويأخذ من الأجر ما كتبه أبوه على اللوح الخشبي قبل زمن "
        "بعيد.",
        "في الربيع قاست البلدية عرض النهر من أجل جسر فوجدته أضيق مما في الخرائط وعادت إلى مكاتبها لتفكر في "
        "الأمر.",
        "وإلى أن يعودوا يبقى المعدي على مجدافيه ويبقى اللوح كما كان مع أن أحدا لم يعبر بخروف منذ عشرين سنة "
        "كاملة.",
    ),
    "zh": (
        "下游渡口的船夫在同一段四百米的水面上划了三十一年，从来没有人问过他住在哪里，他也从来没有主动说起过"
        "这件事，"
        "因为没有人会在船上待那么久。",
        "不管哪一岸的铃响，不管是几点钟，他都会把船划过去，收的钱是他父亲当年写在木板上的那个数，木板上的漆"
        "已经补过"
        "四回，数字一回也没有改过。",
        "今年春天，县里的人来量河，想在这里造一座桥，量出来的河面比图纸上窄了许多，于是他们收起尺子，说要回"
        "去再想一想，"
        "到现在还没有回来。",
        "在他们回来之前，他照样划船，木板上写的也照样是那些字，虽然这二十年里，再也没有谁牵着一只羊过河，连"
        "问一问价钱的"
        "人也没有。",
    ),
    "hi": (
        "निचले घाट का मल्लाह इकतीस साल से उसी चार सौ गज़ पानी पर नाव चला रहा है और आज तक किसी ने उससे नहीं "
        "पूछा कि वह रहता कहाँ है।",
        "घंटी किसी भी किनारे की बजे और कोई भी पहर हो, वह नाव लेकर पहुँचता है और उतना ही लेता है जितना उसके "
        "पिता ने तख़्ते पर लिखा था।",
        "इस बसंत में ज़िले के लोग पुल के लिए नदी नापने आए, नदी नक़्शे से कम चौड़ी निकली और वे सोचने के लिए वापस चले गए।",
        "जब तक वे लौटते नहीं, वह नाव चलाता है और तख़्ते पर वही लिखा है जो हमेशा से लिखा था, हालाँकि बीस साल "
        "से कोई भेड़ पार नहीं गई।",
    ),
}
WORDS = {
    "en": (
        "Advertisement",
        "Also of interest",
        "The well that hums",
        "A letter each Sunday",
        "No news, one story.",
    ),
    "de": (
        "Anzeige",
        "Auch lesenswert",
        "Der Brunnen, der summt",
        "Jeden Sonntag ein Brief",
        "Eine Geschichte.",
    ),
    "ru": ("Реклама", "Читайте также", "Колодец, который гудит", "Письмо по воскресеньям", "Одна история."),
    "ar": ("إعلان", "قد يهمك أيضا", "البئر التي تهمهم في الليل", "رسالة كل أحد", "قصة واحدة بلا أخبار."),
    "zh": ("广告", "延伸阅读", "会哼歌的那口老井", "每个星期天一封信", "一个故事，没有新闻。"),
    "hi": ("विज्ञापन", "यह भी पढ़ें", "वह कुआँ जो गुनगुनाता है", "हर रविवार एक चिट्ठी", "एक कहानी, कोई ख़बर नहीं।"),
}
LANGUAGES = list(TEXTS)

FURNITURE = {
    "a label over a hole": "<div class='qz'><small>{0}</small><div id='u-77' class='x1'></div></div>",
    "a label over a slot": "<div class='qz'><span>{0}</span><ins data-n='4'></ins></div>",
    "a card with a link laid over it": (
        "<div class='k4'><span>{1}</span><article class='k5'><a href='/s/16875' aria-label='{2}'></a>"
        "<div><img src='https://i.example/w.jpg' width='320' height='200' alt=''></div><div><h4>{2}</h4>"
        "<p>{4}</p></div></article></div>"
    ),
    "a linked picture and headline": (
        "<div class='k4'><b>{1}</b><a href='/s/16875'><img src='https://i.example/w.jpg' width='320' "
        "height='200' "
        "alt=''><span>{2}</span></a></div>"
    ),
    "a picture, a linked headline and a teaser": (
        "<aside class='k4'><figure><a href='/s/16875'><img src='https://i.example/w.jpg' width='320' "
        "height='200' "
        "alt=''></a></figure><h3><a href='/s/16875'>{2}</a></h3><p>{4}</p></aside>"
    ),
    "words and a field": (
        "<section class='k7'><h4>{3}</h4><p>{4}</p><form><input type='email' "
        "placeholder='@'><button>{3}</button>"
        "</form></section>"
    ),
    "words and a call": (
        "<div class='k8'><h3>{3}</h3><p>{4}</p><div class='k9'><a class='k10' "
        "href='/support'>{0}</a></div></div>"
    ),
    "a film that a script plays": (
        "<div class='k2'><div "
        "style='background:url(https://i.example/w.jpg)'></div><span>{2}</span><em>01:14</em>"
        "</div>"
    ),
}


def _read(language: str, between: str) -> goldleaf.Article:
    first, second, third, fourth = TEXTS[language]
    return goldleaf.read(
        f"<!doctype html><html "
        f"lang='{language}'><head><title>{first[:30]}</title></head><body><main><article>"
        f"<h1>{first[:30]}</h1><div "
        f"class='t'><p>{first}</p><p>{second}</p>{between}<p>{third}</p><p>{fourth}</p>"
        "</div></article></main></body></html>"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture_between_paragraphs_goes(kind: str, language: str) -> None:
    article = _read(language, FURNITURE[kind].format(*WORDS[language]))
    assert article.text.split("\n\n") == list(TEXTS[language])
    assert "w.jpg" not in article.html


OWN = {
    "a picture with its caption": (
        "<figure class='k4'><a href='https://i.example/w.jpg'><img src='https://i.example/w.jpg' width='900' "
        "height='600' alt=''></a><figcaption>{2}</figcaption></figure>",
        "w.jpg",
    ),
    "a box with a heading and facts": ("<div class='k4'><h3>{3}</h3><p>{4}</p></div>", "{4}"),
    "a heading with an anchor": ("<div class='k4'><h2>{2}</h2><div id='sec-2'></div></div>", "{2}"),
    "a paragraph that is a link's place": ("<p><span id='s4'></span>{4} {2}:</p>", "{4}"),
    "a sentence with a link": ("<p class='k4'>{4} <a href='/s/1'>{2}</a> {4} {4} {3}.</p>", "{2}"),
    "an answer that opens": (
        "<div class='k4'><button aria-expanded='false'>{2}?</button><p>{4} {4} {3}.</p></div>",
        "{4} {4}",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OWN)
def test_what_the_author_put_there_stays(kind: str, language: str) -> None:
    markup, wanted = OWN[kind]
    article = _read(language, markup.format(*WORDS[language]))
    assert wanted.format(*WORDS[language]) in article.html
    assert all(text in article.text for text in TEXTS[language])


def test_what_repeats_is_what_the_page_is_about() -> None:
    entries = "".join(
        f"<div class='pick'><h2>Boat number {number}</h2><p>{text}</p><div><a href='/boats/{number}'>To the "
        f"boat</a>"
        "</div></div>"
        for number, text in enumerate(TEXTS["en"], 1)
    )
    article = _read("en", entries)
    assert all(f"Boat number {number}" in article.text for number in range(1, 5))


def test_a_box_behind_the_text_may_say_where_somebody_is_found() -> None:
    box = "<div><h2>Contact</h2><p>The ferry house, Lower Wick</p><a href='/post'>Write to us</a></div>"
    first, second, third, fourth = TEXTS["en"]
    article = goldleaf.read(
        f"<title>Ferry</title><main><h1>The "
        f"ferry</h1><p>{first}</p><p>{second}</p><p>{third}</p><p>{fourth}</p>"
        f"{box}</main>"
    )
    assert "The ferry house, Lower Wick" in article.text
