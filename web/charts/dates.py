"""Dates as people read them. EDTF text in (`2025-08`, `2025-08-18/2025-08-22`, `2025-08~`), words out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from ledger.edtf import parse
from ledger.moments import local

_MONTHS: Final[tuple[Any, ...]] = (
    pgettext_lazy("month", "Jan"),
    pgettext_lazy("month", "Feb"),
    pgettext_lazy("month", "Mar"),
    pgettext_lazy("month", "Apr"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "Jun"),
    pgettext_lazy("month", "Jul"),
    pgettext_lazy("month", "Aug"),
    pgettext_lazy("month", "Sep"),
    pgettext_lazy("month", "Oct"),
    pgettext_lazy("month", "Nov"),
    pgettext_lazy("month", "Dec"),
)


class SpokenDate(NamedTuple):
    """A date in words, whether it is only about right, and the machine's form where HTML has one."""

    words: str
    approximate: bool
    machine: str


def month(number: int) -> str:
    """The short name of a month, as it stands behind a day: `Sep`."""
    return str(_MONTHS[number - 1])


def nth(day: int) -> str:
    """A day of the month, as it stands before the month: `1`, in French `1er`."""
    return pgettext("first day of a month", "1") if day == 1 else str(day)


def spoken(edtf: str) -> SpokenDate:
    """An EDTF date in words. Text that is no date comes back as it is."""
    approximate = edtf.endswith("~")
    text = edtf.replace("~", "")
    first, _, last = text.partition("/")
    if not last or first == last:
        return SpokenDate(_one(first), approximate, first)
    return SpokenDate(_span(first, last), approximate, "")


def moment(value: str | datetime) -> str:
    """A moment in UTC to the minute: `5 Sep 2025, 23:59 UTC`; the very beginning of the record in words."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    at = at.astimezone(UTC)
    if at.year <= 1970:
        return _("from the beginning")
    return f"{_day(at.date())}, {at:%H:%M} UTC"


def last_day(edtf: str) -> str:
    """The last day of an EDTF date, with the mark of what is only about right. Text that is no date stays as it is."""
    try:
        span = parse(edtf)
    except ValueError:
        return edtf
    return span.high.isoformat() + ("~" if span.approximate else "")


def clock(moment: str) -> str:
    """The time of day of an RFC 3339 moment, with its own offset: `18:30, UTC+2`."""
    at = local(moment)
    offset = at.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\u2212"
    ahead = f"{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else ""
    return pgettext("time of day", "%(time)s, UTC%(ahead)s") % {"time": f"{at:%H:%M}", "ahead": ahead}


def _one(text: str) -> str:
    parts = _numbers(text)
    if parts is None:
        return text
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return f"{month(parts[1])} {parts[0]}"
    return f"{nth(parts[2])} {month(parts[1])} {parts[0]}"


def _span(first: str, last: str) -> str:
    a, b = _numbers(first), _numbers(last)
    if a is not None and b is not None and len(a) == len(b) == 3:
        if a[:2] == b[:2]:
            return f"{nth(a[2])}–{_one(last)}"
        if a[0] == b[0]:
            return f"{nth(a[2])} {month(a[1])} – {_one(last)}"
    return f"{_one(first)} – {_one(last)}"


def _numbers(text: str) -> list[int] | None:
    parts = text.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    return numbers if len(numbers) == 1 or 1 <= numbers[1] <= 12 else None


def _day(day: date) -> str:
    return f"{nth(day.day)} {month(day.month)} {day.year}"
