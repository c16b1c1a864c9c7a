"""The two clocks: what was true on a day, as known at a moment."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True, slots=True, order=True)
class AsOf:
    """A question's two times. Both are always given: below the edges there is no "now".

    `true_on` is a day in the world; `known_at` a moment in UTC, up to and including which the ledger is read.
    """

    true_on: date
    known_at: datetime

    def __post_init__(self) -> None:
        if isinstance(self.true_on, datetime):
            raise TypeError("true_on is a day, not a moment")
        if self.known_at.tzinfo is not UTC:
            raise ValueError("known_at must be in UTC")


def end_of_day(day: date) -> datetime:
    """The last moment of a day in UTC: knowing something "on a day" means by its end."""
    return datetime.combine(day, time.max, tzinfo=UTC)


def shifted(day: date, by: timedelta) -> date:
    """A day so much later or earlier; beyond an end of the calendar it is that end."""
    if by < timedelta(0):
        return day + by if day - date.min >= -by else date.min
    return day + by if date.max - day >= by else date.max
