"""Dates as pages write them, made ISO 8601 where they are beyond doubt."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"^\s*(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?\b")
_YEAR_FIRST = re.compile(r"^\s*(\d{4})[./](\d{1,2})[./](\d{1,2})\b")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")


def iso_date(value: str | None) -> str | None:
    """A date, or date and time, in ISO 8601; None where the value is none or could mean two days.

    Args:
        value: an ISO, RFC 2822, compact or East Asian date as found in an attribute.
    """
    if not value:
        return None
    value = value.strip()
    match = _ISO.match(value) or _COMPACT.match(value) or _YEAR_FIRST.match(value) or _CJK.search(value)
    if match:
        return _checked(*match.groups())
    if re.match(r"^[A-Za-z]{3},? \d", value):
        try:
            parsed = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError):
            return None
        return parsed.isoformat() if _plausible(parsed.date()) else None
    for pattern in ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%b. %d, %Y"):
        try:
            day = datetime.strptime(value, pattern).date()
        except ValueError:
            continue
        return day.isoformat() if _plausible(day) else None
    return None


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
