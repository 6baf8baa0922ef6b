"""Dates as attributes state them, made ISO 8601 where they are beyond doubt."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from goldleaf.reading.written_dates import date_in

_ISO = re.compile(
    r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?\b")
_EPOCH = re.compile(r"^\s*(\d{10})(?:\d{3})?\s*$")
_RFC_2822 = re.compile(r"^[A-Za-z]{3},? \d")
_LONGEST = 120


def iso_date(value: str | None, lang: str | None = None) -> str | None:
    """A date, or date and time, in ISO 8601; None where the value is none or could mean two days.

    Args:
        value: as found in an attribute: ISO, RFC 2822, compact, seconds or milliseconds since 1970, or
            written out.
        lang: the page's language, for the order of day and month.
    """
    if not value:
        return None
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    if match := _EPOCH.match(value):
        day = datetime.fromtimestamp(int(match.group(1)), UTC)
        return day.isoformat() if _plausible(day.date()) else None
    if match := _ISO.match(value) or _COMPACT.match(value):
        return _checked(*match.groups())
    if _RFC_2822.match(value):
        try:
            parsed = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError):
            return date_in(value, lang)
        return parsed.isoformat() if _plausible(parsed.date()) else None
    return date_in(value, lang)


def _plausible(day: date) -> bool:
    return 1900 <= day.year <= datetime.now().year + 2


def _checked(
    year: str,
    month: str,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> str | None:
    try:
        parsed = date(int(year), int(month), int(day))
    except ValueError:
        return None
    if not _plausible(parsed):
        return None
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return parsed.isoformat()
    text = f"{parsed.isoformat()}T{hour}:{minute}:{second or '00'}"
    if zone:
        zone = zone.upper()
        text += "+00:00" if zone in ("Z", "UTC", "GMT") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return text
