"""Moments as RFC 3339 writes them, with the offset of the place where the clock hung."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from .edtf import Span

EXPECTED = "a moment with its offset, as in 2025-09-04T18:30:00+02:00"

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(?:([Zz])|([+-])([0-9]{2}):([0-9]{2}))"
)


def local(text: str) -> datetime:
    """The moment of a text, in its own offset; digits below the microsecond are cut off.

    Raises ValueError: `not a moment` where the text has another form, `not a moment of the calendar` where there is
    no such time.
    """
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a moment")
    day, hour, minute, second, fraction, zulu, sign, hours, minutes = found.groups()
    try:
        if minutes is not None and int(minutes) > 59:
            raise ValueError(text)
        ahead = timedelta() if zulu else timedelta(hours=int(hours), minutes=int(minutes))
        parsed = date.fromisoformat(day)
        moment = datetime(
            *(parsed.year, parsed.month, parsed.day, int(hour), int(minute), int(second)),
            microsecond=int((fraction or "0").ljust(6, "0")[:6]),
            tzinfo=timezone(-ahead if sign == "-" else ahead),
        )
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is not a moment of the calendar") from None
    return moment


def parse(text: str, *, within: Span) -> datetime:
    """The moment of a text in UTC. Raises ValueError unless its own day lies within a span of days."""
    try:
        moment = local(text)
    except ValueError as error:
        raise ValueError(f"{error}: expected {EXPECTED}") from None
    if not within.low <= moment.date() <= within.high:
        raise ValueError(
            f"{text!r} does not lie in {within.text}: expected a moment of these days, by its own offset"
        )
    return in_utc(moment)


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC itself, not in an offset of zero."""
    return moment.astimezone(UTC).replace(tzinfo=UTC)
