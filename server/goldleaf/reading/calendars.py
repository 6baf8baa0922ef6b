"""Dates of other calendars than the Gregorian, as pages write them: Buddhist, Japanese, Minguo and Persian.

Source of the Persian leap years: the rule of 33 years, which holds for the years 1178 to 1633 of that
calendar; of the rest, that their years begin with the Gregorian one and differ from it by a number.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_THAI_MONTHS = (
    "มกราคม ม.ค.|กุมภาพันธ์ ก.พ.|มีนาคม มี.ค.|เมษายน เม.ย.|พฤษภาคม พ.ค.|มิถุนายน มิ.ย.|กรกฎาคม ก.ค.|สิงหาคม ส.ค."
    "|กันยายน ก.ย.|ตุลาคม ต.ค.|พฤศจิกายน พ.ย.|ธันวาคม ธ.ค."
)
_PERSIAN_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_THAI = {
    name: number for number, names in enumerate(_THAI_MONTHS.split("|"), start=1) for name in names.split()
}
_PERSIAN = {name: number for number, name in enumerate(_PERSIAN_MONTHS.split(), start=1)}
_THAI_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*({'|'.join(map(re.escape, _THAI))})\s*(?:[พค]\.?ศ\.?\s*)?"
    r"(\d{4}|\d{2})(?!\d)"
)
_BUDDHIST_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(2[45]\d{2})(?![\d/-])")
_ERA_DATE = re.compile(rf"({'|'.join(_ERAS)})\s*(\d{{1,3}}|元)\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日?")
_PERSIAN_DATE = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(_PERSIAN)})(?:\s*ماه)?\s*[،,]?\s*(1[34]\d{{2}})(?!\d)"
)
_PERSIAN_NUMBERS = re.compile(r"(?<![\d/.-])(1[34]\d{2})([/-])(\d{1,2})\2(\d{1,2})(?![\d/-])")
# Years from the Buddhist calendar to the Gregorian one.
_BUDDHIST = 543
# The first day of a Persian year that began on a known day.
_KNOWN_YEAR, _KNOWN_DAY = 1403, date(2024, 3, 20)
_MONTHS_OF_31 = 6


def other_calendar_date(text: str) -> date | None:
    """The first date in a text that is of a calendar other than the Gregorian; None where there is none.

    Args:
        text: for example ``12 มีนาคม 2566``, ``令和5年3月4日`` or ``۱۴ مرداد ۱۴۰۲``.
    """
    try:
        if found := _THAI_DATE.search(text):
            return date(_of_thai_year(found[3]), _THAI[found[2]], int(found[1]))
        if found := _ERA_DATE.search(text):
            year = 1 if found[2] == "元" else int(found[2])
            return date(_ERAS[found[1]] + year, int(found[3]), int(found[4]))
        if found := _PERSIAN_DATE.search(text):
            return _of_persian(int(found[3]), _PERSIAN[found[2]], int(found[1]))
        if found := _BUDDHIST_NUMBERS.search(text):
            return date(int(found[4]) - _BUDDHIST, int(found[3]), int(found[1]))
        if found := _PERSIAN_NUMBERS.search(text):
            return _of_persian(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None
    return None


def _of_thai_year(digits: str) -> int:
    """A year that is Buddhist where it is that high, or written with its last two digits."""
    year = int(digits)
    if len(digits) == 2:
        return 2500 + year - _BUDDHIST
    return year - _BUDDHIST if year > 2400 else year


def _is_long(year: int) -> bool:
    """Whether a Persian year has 366 days."""
    return (25 * year + 11) % 33 < 8


def _of_persian(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Persian one.

    Raises:
        ValueError: there is no such day.
    """
    longest = 31 if month <= _MONTHS_OF_31 else 30 if month < 12 or _is_long(year) else 29
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        raise ValueError(f"The Persian year {year} has no day {day} in month {month}.")
    start = _KNOWN_DAY
    for between in range(min(year, _KNOWN_YEAR), max(year, _KNOWN_YEAR)):
        length = timedelta(days=366 if _is_long(between) else 365)
        start = start + length if year > _KNOWN_YEAR else start - length
    days = 31 * min(month - 1, _MONTHS_OF_31) + 30 * max(0, month - 1 - _MONTHS_OF_31) + day - 1
    return start + timedelta(days=days)
