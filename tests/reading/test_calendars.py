"""Dates of other calendars, and years of which two digits are written."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import goldleaf
import pytest
from goldleaf.reading.calendars import other_calendar_date
from goldleaf.reading.written_dates import date_in

from .pages import page, story


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 มีนาคม 2566", "2023-03-12"),
        ("เผยแพร่ 5 ม.ค. 67 10:30", "2024-01-05"),
        ("12 มีนาคม พ.ศ. 2566", "2023-03-12"),
        ("12 มีนาคม ค.ศ. 2023", "2023-03-12"),
        ("12/03/2566", "2023-03-12"),
        ("令和5年3月4日(土)", "2023-03-04"),
        ("平成元年 12月31日", None),
        ("平成31年4月30日", "2019-04-30"),
        ("中華民國112年3月4日", "2023-03-04"),
        ("۱۴ مرداد ۱۴۰۲", "2023-08-05"),
        ("1 فروردین 1403", "2024-03-20"),
        ("۱۴۰۳/۱۲/۳۰", "2025-03-20"),
        ("۱۴۰۲/۱۲/۳۰", None),
        ("1400-01-01", "2021-03-21"),
        ("32 มีนาคม 2566", None),
        ("令和5年13月4日", None),
        ("2566 lamps in 12/03", None),
    ],
)
def test_dates_of_other_calendars(text: str, day: str | None) -> None:
    assert date_in(text) == day


def test_every_day_of_the_persian_calendar_follows_the_one_before() -> None:
    days = [
        other_calendar_date(f"{year}/{month}/{day}")
        for year in range(1380, 1420)
        for month in range(1, 13)
        for day in range(1, 32)
    ]
    known = [day for day in days if day is not None]
    assert known[0] == date(2001, 3, 21)
    assert {(later - earlier).days for earlier, later in pairwise(known)} == {1}


@pytest.mark.parametrize(
    ("text", "lang", "day"),
    [
        ("12.03.21", "de", "2021-03-12"),
        ("12.03.21", "en", None),
        ("12.03.21", None, None),
        ("9/26/23", "en", "2023-09-26"),
        ("3/4/21", "en", None),
        ("3/4/21", "en-US", "2021-03-04"),
        ("3/4/21", "fr", "2021-04-03"),
        ("4-Mar-21", "en", "2021-03-04"),
        ("4 March ’21", "en", "2021-03-04"),
        ("4/5/99", "fr", "1999-05-04"),
        ("2024.4.4 is out", "en", None),
        ("2024.4.4", "ko", "2024-04-04"),
        ("2024.04.04", "en", "2024-04-04"),
        ("3-4-21-5", "fr", None),
        ("Ada Quill•Oct 20, 2025", "en", "2025-10-20"),
    ],
)
def test_years_of_two_digits_where_nothing_else_can_be_meant(
    text: str, lang: str | None, day: str | None
) -> None:
    assert date_in(text, lang) == day


def test_a_page_in_thai_has_the_date_that_it_shows() -> None:
    article = goldleaf.read(page('<p class="date">12 มีนาคม 2566</p>' + story(), html=' lang="th"'))
    assert article.published == "2023-03-12"
