"""Dates as people know them: a day, a month, a year, a span of these, or "about" one of them.

The texts are a part of ISO 8601-2 (EDTF): `2025`, `2025-08`, `2025-08-19`, an interval
`2025-08-18/2025-08-22`, and a `~` after the whole for "about". Each text covers the days from `low` to
`high`, both included.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

RULE = "edtf/v1"

EXPECTED = (
    "expected YYYY, YYYY-MM, YYYY-MM-DD or two of these with / between them, and ~ at the end for 'about'"
)

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """What a date text covers: the days `low` to `high`, both included; `approximate` means "about"."""

    text: str
    low: date
    high: date
    approximate: bool


def parse(text: str) -> Span:
    """Read a date text. Raises ValueError with a sentence that says what is wrong and what was expected."""
    approximate = text.endswith("~")
    parts = (text[:-1] if approximate else text).split("/")
    if len(parts) > 2:
        raise ValueError(f"{text!r} is not a date: {EXPECTED}")
    days = [_days(part, text) for part in parts]
    low, high = days[0][0], days[-1][1]
    if low > high:
        raise ValueError(f"{text!r} ends before it begins: expected the earlier date before the /")
    return Span(text=text, low=low, high=high, approximate=approximate)


def _days(part: str, text: str) -> tuple[date, date]:
    """The first and the last day of one date of any precision."""
    match = _DATE.fullmatch(part)
    if match is None:
        raise ValueError(f"{text!r} is not a date: {EXPECTED}")
    year = int(match[1])
    if year == 0:
        raise ValueError(f"{text!r} is not a date: expected a year from 0001 to 9999")
    if match[2] is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match[2])
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r} is not a date: expected a month from 01 to 12")
    last = monthrange(year, month)[1]
    if match[3] is None:
        return date(year, month, 1), date(year, month, last)
    day = int(match[3])
    if not 1 <= day <= last:
        raise ValueError(f"{text!r} is not a date: expected a day from 01 to {last} in {year:04}-{month:02}")
    return date(year, month, day), date(year, month, day)
