"""Strength over time: a lane for each actor or commitment, with events above and claims below.

A lane rises by one rung for each step of the ladder, as the marks of the words do; what is ruled out hangs below the
line, because a refusal is no weak promise. What is only reported is hollow and dotted. Days in, drawing out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from commitments.choices import Headline

from .fills import AT_LEAST_PLEDGED, Key, legend, rank, sorted_words
from .scale import Window, after, said

_ZOOMS: Final = (
    (31, _lazy("1 month")),
    (92, _lazy("3 months")),
    (183, _lazy("6 months")),
    (366, _lazy("1 year")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A headline word that stood from a day until before another (None: it still stands)."""

    first: date
    until: date | None
    word: str
    figure: str = ""
    reported: bool = False
    href: str = ""

    def in_words(self, as_of: date) -> str:
        """`pledged, 200–999 personnel, from 4 Sep 2025 until 6 Oct 2025`; `signalled since 16 Feb 2025`."""
        word = str(Headline(self.word).label).lower()
        span = self.span(as_of)
        return f"{word}, {self.figure}, {span}" if self.figure else f"{word} {span}"

    def span(self, as_of: date) -> str:
        """When it stood, in words."""
        since = said(self.first)
        if self.until is None or self.until > as_of:
            return _("since %(day)s") % {"day": since}
        return _("from %(day)s until %(end)s") % {"day": since, "end": said(self.until)}


@dataclass(frozen=True, slots=True)
class Point:
    """A claim: its day, the first day it may have been (for a vague date), its kind, what it says, its address."""

    day: date
    kind: str
    label: str
    href: str = ""
    earliest: date | None = None
    reported: bool = False

    @property
    def since(self) -> date:
        """The first day that the claim may be of."""
        return min(self.earliest or self.day, self.day)

    @property
    def days(self) -> str:
        """The days that the claim may be of, in words."""
        return said(self.since, self.day)


@dataclass(frozen=True, slots=True)
class Lane:
    """One actor's or one commitment's words over time; `note` stands softly under the label."""

    label: str
    periods: Sequence[Period]
    points: Sequence[Point] = ()
    href: str = ""
    note: str = ""

    def at(self, day: date) -> Period | None:
        """What stood on a day."""
        standing = [p for p in self.periods if p.first <= day and (p.until is None or p.until > day)]
        return standing[-1] if standing else None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or was to happen, on days; a low `rank` is written out before a high one."""

    first: date
    last: date
    label: str
    href: str = ""
    status: str = "held"
    rank: int = 0

    @property
    def days(self) -> str:
        """The days in words."""
        return said(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Zoom:
    """A span to look at, with its address."""

    label: str
    first: date
    last: date
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that a timeline shows. `key` makes the ids of the page different; `as_of` ends what is known."""

    key: str
    title: str
    window: Window
    as_of: date
    lanes: Sequence[Lane]
    events: Sequence[Event] = ()
    zooms: Sequence[Zoom] = field(default=())

    @property
    def shown_events(self) -> list[Event]:
        """The events of the window, in order."""
        found = [e for e in self.events if self.window.shows(e.first, e.last)]
        return sorted(found, key=lambda e: (e.first, e.last, e.label))

    @property
    def end(self) -> date:
        """The last day about which something is said."""
        return min(self.window.last, self.as_of)

    @property
    def words(self) -> list[tuple[str, bool]]:
        """The words that are drawn, each with whether it is only reported, firmest first."""
        return sorted_words((p.word, p.reported) for lane in self.lanes for p in self.periods_of(lane))

    @property
    def legend(self) -> list[Key]:
        """Every word that is drawn with its band."""
        return legend(self.words, self.key, rungs=True)

    @property
    def kinds(self) -> list[str]:
        """The kinds of claims that are drawn."""
        return sorted({point.kind for lane in self.lanes for point in self.points_of(lane)})

    @property
    def has_reports(self) -> bool:
        """Whether anything drawn is only reported."""
        claims = any(point.reported for lane in self.lanes for point in self.points_of(lane))
        return claims or any(reported for _word, reported in self.words)

    def periods_of(self, lane: Lane) -> list[Period]:
        """The periods of a lane that are drawn, in order."""
        found = [
            p
            for p in lane.periods
            if p.word != Headline.NONE
            and p.first <= self.end
            and (p.until is None or p.until > max(p.first, self.window.first))
        ]
        return sorted(found, key=lambda p: p.first)

    def points_of(self, lane: Lane) -> list[Point]:
        """The claims of a lane that are drawn, in order."""
        found = [p for p in lane.points if self.window.shows(p.since, p.day)]
        return sorted(found, key=lambda p: (p.day, p.since))

    @property
    def rows(self) -> list[tuple[Lane, list[tuple[Period, str]], list[Point]]]:
        """The same values for a table: a lane, its periods with their days in words, its claims."""
        return [
            (lane, [(p, p.span(self.as_of)) for p in self.periods_of(lane)], self.points_of(lane))
            for lane in self.lanes
        ]

    @property
    def reading(self) -> str:
        """What the chart says, in one sentence."""
        if not any(self.periods_of(lane) for lane in self.lanes):
            return _("Nothing is recorded between %(days)s.") % {"days": _between(self.window)}
        return _one_by_one(self) if len(self.lanes) <= 2 else _together(self)


def zooms(address: str, window: Window, whole: Window, as_of: date) -> list[Zoom]:
    """The spans that a reader may choose: all, then shorter ones that end with the record's last day.

    `address` is the page with its own parameters; `from` and `to` are put behind them.
    """
    end = min(whole.last, as_of)
    spans = [(_("All"), whole)]
    for length, name in reversed(_ZOOMS):
        if length < whole.days:
            first = date.fromordinal(max(1, end.toordinal() - length + 1))
            spans.append((str(name), Window(first, end)))
    return [Zoom(name, s.first, s.last, zoomed(address, s), s == window) for name, s in spans]


def zoomed(address: str, window: Window) -> str:
    """The address of a page with the days to look at."""
    separator = "" if address.endswith(("?", "&")) else "&" if "?" in address else "?"
    query = urlencode({"from": window.first.isoformat(), "to": window.last.isoformat()})
    return f"{address}{separator}{query}"


def whole(lanes: Sequence[Lane], events: Sequence[Event], as_of: date) -> Window:
    """The days from the first of everything to `as_of`; a week at least, so that there is something to see."""
    days = [p.first for lane in lanes for p in lane.periods if p.first <= as_of]
    days += [p.since for lane in lanes for p in lane.points if p.since <= as_of]
    days += [e.first for e in events if e.first <= as_of]
    first = min(days, default=as_of)
    return Window(min(first, date.fromordinal(max(1, as_of.toordinal() - 6))), after(as_of))


def _one_by_one(chart: Timeline) -> str:
    said = []
    for lane in chart.lanes:
        now = lane.at(chart.end)
        words = now.in_words(chart.as_of) if now and now.word != Headline.NONE else _("nothing")
        said.append(_("%(lane)s: %(words)s") % {"lane": lane.label, "words": words})
    return "; ".join(said) + "."


def _together(chart: Timeline) -> str:
    last = [lane.at(chart.end) for lane in chart.lanes]
    own = [period.word for period in last if period and not period.reported]
    moves = [move for lane in chart.lanes for move in _moves(chart, lane)]
    return _(
        "On %(day)s, of %(all)s shown, %(pledged)s stood at least pledged and %(refused)s ruled out; "
        "since %(first)s words hardened %(up)s and softened %(down)s."
    ) % {
        "day": said(chart.end),
        "all": len(last),
        "pledged": sum(1 for word in own if word in AT_LEAST_PLEDGED),
        "refused": sum(1 for word in own if word == Headline.RULED_OUT),
        "first": said(chart.window.first),
        "up": _times(sum(1 for move in moves if move > 0)),
        "down": _times(sum(1 for move in moves if move < 0)),
    }


def _times(n: int) -> str:
    return ngettext("once", "%(n)d times", n) % {"n": n}


def _moves(chart: Timeline, lane: Lane) -> list[int]:
    """By how many steps the actor's own word moved, each time that it did inside the window."""
    own = [p for p in sorted(lane.periods, key=lambda p: p.first) if not p.reported]
    return [
        _rank(now) - _rank(before)
        for before, now in pairwise(own)
        if chart.window.first < now.first <= chart.end
    ]


def _rank(period: Period) -> int:
    return -1 if period.word == Headline.RULED_OUT else rank(period.word)


def _between(window: Window) -> str:
    return _("%(first)s and %(last)s") % {"first": said(window.first), "last": said(window.last)}
