"""Dates as people write them, in many languages, read only where they can mean one day.

Which of two numbers is the day is known by the order of the language, or by a number above twelve. English
without a country has both orders, and such a date is none.
"""

from __future__ import annotations

import re
from datetime import date

from goldleaf.reading.calendars import other_calendar_date
from goldleaf.reading.months import month_number

# A month's name may have marks that are no letters (Hindi's vowels); a full stop may end a short one.
_WORD = r"([^\W\d_][^\s\d.,;:/()|\[\]<>–—•·⋅∙●-]{1,13})\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|ère|re|e|º|°|ª|\.|-?(?:го|е|й))?"
_OF = r"(?:de\s+|of\s+|d[’']|du\s+|del\s+)?"
# Hebrew and Arabic write "in" before the month, the Hebrew one as a part of the word.
_DAY_FIRST = re.compile(
    rf"(?<![\d.,/-]){_DAY}[\s-]+{_OF}(?:ב(?=\w))?{_WORD}[\s,-]+(?:de\s+|del\s+|of\s+)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w){_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{{4}})(?!\d)", re.IGNORECASE
)
_YEAR_NAMED = re.compile(rf"(?<!\d)(\d{{4}})[\s,]+{_WORD}[\s,]+(\d{{1,2}})(?!\d)", re.IGNORECASE)
_EAST = re.compile(r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})(?!\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d{2})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.\s?(\d{1,2})\.\s?(\d{1,2}))(?![\d/-]|\.\d)"
)
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
# In English that is a version as often as a date.
_VERSION = re.compile(r"^\d{4}\.\d\.\d{1,2}$")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\.?\d)")
_SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])")
# With two digits a year is told by what stands around it: hyphens and a month's name, an apostrophe, dots in
# languages that write days so, slashes.
_DAY_FIRST_SHORT = re.compile(
    rf"(?<![\d.,/-])(\d{{1,2}})[-\s]{_WORD}(?:-|,?\s*[’'])(\d{{2}})(?![\w/.-])", re.IGNORECASE
)
_DOTTED_SHORT = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})(?!\.?\d)")
_SLASHED_SHORT = re.compile(r"(?<![\d/-])(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/-])")
# Of the languages that pages are in, only English, and only in these countries, puts the month first.
_MONTH_BEFORE_DAY = frozenset(("us", "ph", "fm", "mh", "pw"))
_EARLIEST = 1990


def date_in(text: str, lang: str | None = None) -> str | None:
    """The first date in a text that can be read in one way only.

    Args:
        text: for example ``Posted on 3 March 2021 by Ada``, ``12.10.2020`` or ``2019年2月15日``.
        lang: the language that the text is in, a BCP 47 tag, for the order of day and month.

    Returns:
        ISO 8601, or None; ``04/05/2020`` could mean two days and gives None in English without a country.
    """
    if not any(letter.isdigit() for letter in text):
        return None
    if not text.isascii():
        text = _FOREIGN_DIGIT.sub(lambda digit: str(int(digit.group())), text)
    if other := other_calendar_date(text):
        return other.isoformat() if _EARLIEST <= other.year <= date.today().year + 1 else None
    for match in _YEAR_FIRST.finditer(text):
        if (lang or "").lower().startswith("en") and _VERSION.match(match.group()):
            continue
        numbers = [number for number in match.groups() if number]
        if day := _made(numbers[0], int(numbers[1]), numbers[2]):
            return day
    for match in _DAY_FIRST.finditer(text):
        if day := _made(match.group(3), month_number(match.group(2)), match.group(1)):
            return day
    for match in _MONTH_FIRST.finditer(text):
        if day := _made(match.group(3), month_number(match.group(1)), match.group(2)):
            return day
    for match in _YEAR_NAMED.finditer(text):
        if day := _made(match.group(1), month_number(match.group(2)), match.group(3)):
            return day
    if east := _EAST.search(text):
        return _made(east.group(1), int(east.group(2)), east.group(3))
    if found := _VIETNAMESE.search(text) or _DOTTED.search(text):
        return _made(found.group(3), int(found.group(2)), found.group(1))
    if slashed := _SLASHED.search(text):
        return _ordered(int(slashed.group(1)), int(slashed.group(3)), slashed.group(4), lang)
    return _short_year(text, lang)


def _short_year(text: str, lang: str | None) -> str | None:
    """A date whose year has two digits, of this century or the end of the last."""
    for match in _DAY_FIRST_SHORT.finditer(text):
        if day := _made(_whole(match.group(3)), month_number(match.group(2)), match.group(1)):
            return day
    if (dotted := _DOTTED_SHORT.search(text)) and (lang or "en").lower()[:2] != "en":
        return _made(_whole(dotted.group(3)), int(dotted.group(2)), dotted.group(1))
    if slashed := _SLASHED_SHORT.search(text):
        return _ordered(int(slashed.group(1)), int(slashed.group(2)), _whole(slashed.group(3)), lang)
    return None


def _whole(year: str) -> str:
    """The four digits of a year that two are given of: the latest that is not to come."""
    latest = date.today().year + 1
    return str(latest - (latest - int(year)) % 100)


def _ordered(first: int, second: int, year: str, lang: str | None) -> str | None:
    """Day and month in the order that the numbers or the language give; None where neither does."""
    if first > 12 or first == second:
        return _made(year, second, str(first))
    if second > 12:
        return _made(year, first, str(second))
    parts = (lang or "").lower().replace("_", "-").split("-")
    country = next((part for part in parts[1:] if len(part) == 2), "")
    if country in _MONTH_BEFORE_DAY:
        return _made(year, first, str(second))
    if parts[0] not in ("", "en") or country:
        return _made(year, second, str(first))
    return None


def _made(year: str, month: int | None, day: str) -> str | None:
    if not month:
        return None
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found.isoformat() if _EARLIEST <= found.year <= date.today().year + 1 else None
