"""Where days and figures stand, and which of them are written at the edge."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ledger.asof import shifted

from .dates import month, nth, spoken

_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240)
_DAY_STEPS: Final = (1, 2, 7, 14)
_NICE: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: where (0 to 1), what is written, and below it the year where a year begins."""

    at: float
    label: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are shown, both included. ValueError where it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a window ends before it begins")

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day begins, 0 to 1; a day outside is at the edge."""
        return min(1.0, max(0.0, (day - self.first).days / self.days))

    def middle(self, first: date, last: date) -> float:
        """The middle of what is shown of a span of days, both included."""
        return (self.at(first) + self.at(after(last))) / 2

    def shows(self, first: date, last: date) -> bool:
        """Whether any day of a span, both included, is shown."""
        return first <= self.last and last >= self.first


def after(day: date) -> date:
    """The next day; the last day there is has none."""
    return shifted(day, timedelta(days=1))


def said(first: date, last: date | None = None) -> str:
    """A day, or a span of days with both included, in words."""
    return spoken(f"{first}/{last or first}").words


def day_ticks(window: Window, days: int, months: int) -> list[Tick]:
    """What to write at a scale: at most so many days, or of months; at least the first day."""
    for step in _DAY_STEPS:
        if window.days <= step * days:
            return [_day_tick(window, day) for day in _days(window, step)]
    for step in _MONTH_STEPS:
        firsts = list(_months(window, step)) if window.days <= 31 * step * (months + 1) else []
        if 2 <= len(firsts) <= months:
            return [_month_tick(window, day, step, day == firsts[0]) for day in firsts]
    return [_day_tick(window, window.first)]


def figure_ticks(highest: int, most: int = 5) -> list[int]:
    """Round figures from 0 to at least the highest, at most so many steps; [0, 1] where there is nothing."""
    if highest <= 0:
        return [0, 1]
    power = 10 ** max(0, len(str(highest)) - 2)
    while True:
        for nice in _NICE:
            step = int(nice * power)
            if step == nice * power and step * most >= highest:
                return list(range(0, -(-highest // step) * step + 1, step))
        power *= 10


def spread(places: Sequence[float], apart: float, rows: int) -> list[int]:
    """A row for each place (ascending, pixels) so that neighbours of a row are so far apart, if the rows suffice.

    Where they do not, the row whose last one is farthest takes the place.
    """
    last: list[float] = []
    chosen: list[int] = []
    for place in places:
        free = next((row for row, end in enumerate(last) if place - end >= apart), None)
        if free is None and len(last) < rows:
            last.append(place)
            free = len(last) - 1
        elif free is None:
            free = min(range(len(last)), key=last.__getitem__)
        last[free] = place
        chosen.append(free)
    return chosen


def clusters(places: Sequence[float], apart: float) -> list[list[int]]:
    """Indexes of places (ascending, pixels) in groups whose middles are so far apart that none covers another."""
    groups: list[list[int]] = []
    for index in range(len(places)):
        groups.append([index])
        while len(groups) > 1 and _middle(groups[-1], places) - _middle(groups[-2], places) < apart:
            groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _middle(group: Sequence[int], places: Sequence[float]) -> float:
    return (places[group[0]] + places[group[-1]]) / 2


def _days(window: Window, step: int) -> Iterator[date]:
    # Weeks begin on Monday.
    offset = -window.first.weekday() % 7 if step >= 7 else 0
    for number in range(offset, window.days, step):
        yield window.first + timedelta(days=number)


def _months(window: Window, step: int) -> Iterator[date]:
    number = window.first.year * 12 + window.first.month - 1
    number += window.first.day > 1
    number += -number % step
    while number // 12 <= window.last.year and (day := date(number // 12, number % 12 + 1, 1)) <= window.last:
        yield day
        number += step
        if number // 12 > date.max.year:
            return


def _day_tick(window: Window, day: date) -> Tick:
    first = day == window.first or (day.month, day.day) == (1, 1)
    return Tick(window.at(day), f"{nth(day.day)} {month(day.month)}", str(day.year) if first else "")


def _month_tick(window: Window, day: date, step: int, first: bool) -> Tick:
    if step % 12 == 0:
        return Tick(window.at(day), str(day.year))
    return Tick(window.at(day), month(day.month), str(day.year) if first or day.month <= step else "")
