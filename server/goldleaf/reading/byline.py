"""Names of people as pages write them, cleaned of "By" before them and of what follows."""

from __future__ import annotations

import re

from goldleaf.reading.months import month_number

# The words before a name, in the languages that write one.
_BY = re.compile(
    r"^(?!(?:sort|filter|order|group|shop|view|browse|search|list|rank|stand|step|side|nearby)\w*\b)"
    r"(?:(?:[\w&’'-]+\s+){0,3}by(?:\s+line)?\s*[:：]?\s+"
    r"|(?:geschrieben\s+von|text\s+von|von|écrit\s+par|publié\s+par|propos\s+recueillis\s+par|par|escrito\s+por"
    r"|publicado\s+por|por|scritto\s+da|pubblicato\s+da|a\s+cura\s+di|di|da|door|geschreven\s+door|av|af|skrevet\s+av"
    r"|skriven\s+av|kirjoittanut|autor(?:in|a|ka)?|author|auteure?|autore|autrice|auteur|redaktion|redakteur(?:in)?"
    r"|yazan|yazar|oleh|penulis|tác\s+giả|napisał(?:a)?|napsal(?:a)?|írta|de|автор|автори|от|текст"
    r"|بقلم|كتب|كتبت"
    r"|نویسنده|מאת|लेखक|作者|文|記者|记者|撰文|撰稿|取材|文責|執筆|글|기자|글쓴이)(?:\s*[:：/／]\s*|\s+))",
    re.IGNORECASE,
)
# Credits of other things than the text.
_CREDIT = re.compile(
    r"^\W*(?:powered|sponsored|presented|designed|developed|built|hosted|supported|images?|photos?|photograph\w*"
    r"|illustrat\w*|video|medically|fact[- ]checked|edited|trusted|theme|website|foto|bild)\b"
    r".*\b(?:by|von|par|:)\s",
    re.IGNORECASE,
)
_EAST_BY = re.compile(r"^(?:作者|文|记者|記者|取材|文責|執筆|撰文|글)\s*[:：/／]\s*")
# "By", "Written by:" and so on, with the name in the next block.
_LABEL = re.compile(
    r"^(?!\W*(?:sort|filter|order|group|shop|view|browse|search|list|rank|powered|sponsored|presented|hosted"
    r"|supported|designed|developed|photo|image|illustrat)\w*\b)"
    r"\W*(?:(?:[\w&’'-]+\s+){0,2}by|von|par|por|door|av|af|oleh|author(?:\(?s\)?)?|autor(?:in|es|a)?|auteurs?"
    r"|автор|مؤلف|بقلم|מאת|लेखक|作者|記者|记者|著者|글쓴이)\s*[:：]?\W*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:[|•·⋅●/—–►»]|\s-\s|,?\s+(?:on|am|le|el|il|op|den|em|dnia)\s+(?=\d|[A-Z][a-z]{2,8}\.?\s+\d)"
    r"|[,.;]?\s*\b(?:medically\s+|fact[- ]|last\s+)?"
    r"(?:published|updated|posted|modified|reviewed|edited|checked)\b"
    r"|\(?\b\d{1,2}[./:-]\d{1,2}|\b(?:19|20)\d{2}\b).*$",
    re.IGNORECASE | re.DOTALL,
)
# A date and then who: "Tuesday 15 October 2019 by Ada Quill".
_DATE_BY = re.compile(
    r"^(?=.{0,40}\d).{4,40}?\d{1,4},?\s+((?:by|von|par|por|di|door|av|af)\s+[^\d\W].*)$", re.IGNORECASE
)
_NOT_A_NAME = re.compile(
    r"^(?:the\s+)?(?:admin\w*|editors?|staff|users?|guest|root|webmaster|unknown|none|null|n/?a|authors?|by|anonymous"
    r"|undefined|written|posted|view all.*|all posts.*|more.*|about.*|follow.*|share|sign in|log ?in|read.*"
    r"|comments?|home|contact.*|menu|search|subscribe|topic author|original poster|op|tags?|topics?"
    r"|categor\w*"
    r"|.*\b(?:by|from|of)"
    r"|(?:(?:contributing|staff|senior|guest|freelance|news|managing|chief)\s+)*(?:writer|editor|reporter|author"
    r"|contributor|journalist|columnist|correspondent)s?|[a-z])$",
    re.IGNORECASE,
)
# What a template was to put a name in the place of, and a name in quotes.
_PLACEHOLDER = re.compile(r"^(?:\w+\.){2,}\w+$|^[{%$<\[].*[}%$>\]]$")
_QUOTED = re.compile(r"^([\"'“‘«]).*[\"'”’»]$")
# "Ada (Ada)": forums give the full name and the user's.
_TWICE = re.compile(r"^(.+?)\s*\((?:@?\1)\)$", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"\d|[:!?<>{}\[\]=@#%*_]|[.](?=\s+[A-Z][a-z]+\s+[a-z])|https?:")
_USER_NAME = re.compile(r"^[a-z0-9._-]+$|^\w*\d{2,}\w*$")
_LONGEST = 100
_MOST_WORDS = 12
_NAME_WORDS = 6


def clean_byline(value: str | None) -> str | None:
    """A byline without the word "by" and what follows the name; None for what is no name.

    Args:
        value: the byline as the page has it.
    """
    if not value:
        return None
    value = " ".join(value.split())
    if len(value) > 2 and _QUOTED.match(value):
        value = value[1:-1].strip()
    if value.startswith(("http://", "https://", "@", "www.")) or "://" in value or len(value) > 3 * _LONGEST:
        return None
    value = _EAST_BY.sub("", _BY.sub("", value.strip(" ,;:|·•-–—"), count=1)).strip(" ,;:|·•-–—")
    twice = _TWICE.match(value)
    if twice:
        value = twice.group(1)
    if (
        not value
        or _NOT_A_NAME.match(value)
        or _PLACEHOLDER.match(value)
        or len(value) > _LONGEST * 2
        or value.isdigit()
    ):
        return None
    if ("@" in value and " " not in value) or not any(letter.isalpha() for letter in value):
        return None
    return value


def shown_name(text: str) -> str | None:
    """The name in a line that is classed or worded as a byline: cut off where a date or a role begins.

    Args:
        text: for example ``By Ada Quill | 4 March 2021``.
    """
    text = " ".join(text.split())
    if _CREDIT.match(text):
        return None
    if dated := _DATE_BY.match(text):
        text = dated.group(1)
    name = clean_byline(_before_date(_AFTER.sub("", _BY.sub("", text))))
    if not name or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or _NOT_IN_NAMES.search(name):
        return None
    if month_number(name.split()[0].rstrip(".,")) is not None and len(name.split()) == 1:
        return None
    return name


def _before_date(text: str) -> str:
    """The words before a date that follows a name without a sign between: ``Ada Quill March 4, 2021``."""
    words = text.split()
    for index, word in enumerate(words[1:], start=1):
        if word[0].isdigit():
            month = index > 1 and month_number(words[index - 1].strip(".,")) is not None
            return " ".join(words[: index - 1 if month else index])
    return text


def is_byline(text: str) -> bool:
    """Whether a short text is the word "by", in one of many languages, and a name.

    Args:
        text: for example ``By Ada Quill`` or ``von Ada Quill``.
    """
    name = _BY.sub("", text)
    return name != text and bool(name) and name[0].isupper() and not re.search(r"\d|[.!?]", name)


def starts_with_by(text: str) -> bool:
    """Whether a text begins with the word "by" in one of many languages, a name or not behind it."""
    return _BY.match(text) is not None and not _CREDIT.match(text)


def is_dated_byline(text: str) -> bool:
    """Whether a text is a date with the word "by" and a name behind it."""
    return _DATE_BY.match(text) is not None


def is_label(text: str) -> bool:
    """Whether a text is only what stands before a name: ``By``, ``Written by:``, ``Autor``."""
    return len(text) <= 30 and _LABEL.match(text) is not None


def looks_like_name(text: str) -> bool:
    """Whether a line may be a person's name by its form alone: few words, capitals or no case, no digits."""
    words = text.split()
    if not words or len(words) > _NAME_WORDS or len(text) > _LONGEST // 2 or _NOT_IN_NAMES.search(text):
        return False
    return all(not word[0].islower() or len(word) <= 3 for word in words) and not words[0][0].islower()


def is_user_name(text: str) -> bool:
    """Whether a name is one that people log in with (``ada.quill``, ``quill_77``) rather than sign with."""
    return _USER_NAME.match(text) is not None
