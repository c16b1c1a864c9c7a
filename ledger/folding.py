"""Which claims count on a day, as known at a moment, and the states that follow along both clocks.

Claims count when their day has come and they are known by then, unless they are superseded or removed:

- A claim is **superseded** once a correction that names it is known; the correction need not have its day
  yet.
- A **retraction** that counts removes the claim that it names, from the retraction's own day on. A
  retraction that is itself removed removes nothing, so a retraction of a retraction brings the first claim
  back.

The claims that count are in the order of their day, on one day in that of the moment at which they were
said (those of which it is not known come first), then of the ledger. A state is what a fold makes of them on
a day: it moves with the claims, and on the day after the last one for which a claim says something.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Generic, Protocol, TypeAlias, TypeVar

from .asof import AsOf
from .choices import Kind

RULE = "counting/v2"

#: The open end of the true axis: "until further notice".
OPEN_END = date.max
#: The open end of the known axis: "as far as we know by now".
FOREVER = datetime.max.replace(tzinfo=UTC)
#: Stands for a moment that nobody knows: before all others of its day.
NOT_KNOWN = datetime.min.replace(tzinfo=UTC)
#: The kinds of claim that set the fields they carry.
SETTING: frozenset[str] = frozenset({Kind.CHANGE, Kind.REFINEMENT, Kind.CORRECTION})


class Countable(Protocol):
    """What counting needs to know of a claim."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def relates_to(self) -> str | None: ...
    @property
    def day(self) -> date: ...
    @property
    def sequence(self) -> int: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def said_at(self) -> datetime | None: ...
    @property
    def ends(self) -> date | None: ...


C = TypeVar("C", bound=Countable)
S = TypeVar("S")
#: The state of a subject on a day, given the claims that count then; None where there is none.
Fold: TypeAlias = Callable[[list[C], date], S | None]


@dataclass(frozen=True, slots=True)
class Slice(Generic[S]):
    """A state that holds on the days from `true_from` up to, not including, `true_to` (date.max: no end)."""

    true_from: date
    true_to: date
    state: S


@dataclass(slots=True)
class Rectangle(Generic[S]):
    """A state on both clocks: true and known from the two beginnings up to, not including, the two ends."""

    true_from: date
    true_to: date
    known_from: datetime
    known_to: datetime
    state: S


def counting(claims: Iterable[C], at: AsOf) -> list[C]:
    """The claims of one subject that count at `at`, in the order of their day, then of the ledger."""
    standing = _standing(claim for claim in claims if claim.recorded_at <= at.known_at)
    return _without_retracted(_until(standing, at.true_on))


def slices(claims: Iterable[C], known_at: datetime, fold: Fold[C, S]) -> list[Slice[S]]:
    """The states of one subject along the true axis, as known at `known_at`: disjoint, in order.

    `fold` gets the claims that count on a day. Days on which it answers None are left out; neighbours that
    are equal are one slice.
    """
    return _slices_from(date.min, [claim for claim in claims if claim.recorded_at <= known_at], fold)


def rectangles(claims: Iterable[C], fold: Fold[C, S]) -> list[Rectangle[S]]:
    """The states of one subject on both clocks, for all days and moments: disjoint, in order of known_from.

    The known axis is cut at every `recorded_at`. Of each cut only the days that the new claims can reach are
    folded again, so a ledger that grows along the true axis costs one short pass for each moment.
    """
    ordered = sorted(claims, key=attrgetter("recorded_at"))
    done: list[Rectangle[S]] = []
    standing: list[Rectangle[S]] = []
    known: list[C] = []
    days: dict[str, date] = {}
    current: list[Slice[S]] = []
    for moment, arrivals in groupby(ordered, key=attrgetter("recorded_at")):
        new = list(arrivals)
        known += new
        days.update((claim.key, claim.day) for claim in new)
        reached = min(_reaches_back_to(claim, days) for claim in new)
        current = _joined([*_cut(current, reached), *_slices_from(reached, known, fold)])
        ended, standing = _turned(standing, current, moment)
        done += ended
    return sorted(done + standing, key=attrgetter("known_from", "true_from"))


def _reaches_back_to(claim: Countable, days: dict[str, date]) -> date:
    """The first day on which a newly known claim can move the state (a correction: also its row's day)."""
    if claim.kind == Kind.CORRECTION and claim.relates_to in days:
        return min(claim.day, days[claim.relates_to])
    return claim.day


def _cut(states: Sequence[Slice[S]], end: date) -> list[Slice[S]]:
    """The part of the slices before `end`."""
    return [Slice(one.true_from, min(one.true_to, end), one.state) for one in states if one.true_from < end]


def _joined(states: Iterable[Slice[S]]) -> list[Slice[S]]:
    """The slices with equal neighbours made one."""
    joined: list[Slice[S]] = []
    for one in states:
        if joined and joined[-1].true_to == one.true_from and joined[-1].state == one.state:
            joined[-1] = Slice(joined[-1].true_from, one.true_to, one.state)
        else:
            joined.append(one)
    return joined


def _turned(
    standing: Sequence[Rectangle[S]], current: Sequence[Slice[S]], moment: datetime
) -> tuple[list[Rectangle[S]], list[Rectangle[S]]]:
    """The rectangles that end at `moment`, and those that stand from it on (kept or new)."""
    by_start = {one.true_from: one for one in standing}
    kept: list[Rectangle[S]] = []
    for one in current:
        old = by_start.get(one.true_from)
        if old is not None and old.true_to == one.true_to and old.state == one.state:
            kept.append(by_start.pop(one.true_from))
        else:
            kept.append(Rectangle(one.true_from, one.true_to, moment, FOREVER, one.state))
    ended = list(by_start.values())
    for rectangle in ended:
        rectangle.known_to = moment
    return ended, kept


def _slices_from(start: date, known: Sequence[C], fold: Fold[C, S]) -> list[Slice[S]]:
    """The slices on and after the day `start`, given all claims that are known."""
    standing = _standing(known)
    bounds = sorted({day for claim in known for day in _turns(claim) if day >= start})
    found: list[Slice[S]] = []
    for day, end in pairwise([*bounds, OPEN_END]):
        counted = _without_retracted(_until(standing, day)) if day < end else []
        state = fold(counted, day) if counted else None
        if state is not None:
            found.append(Slice(day, end, state))
    return _joined(found)


def _standing(known: Iterable[C]) -> list[C]:
    """The known claims that no known correction supersedes, in their order."""
    rows = list(known)
    superseded = {claim.relates_to for claim in rows if claim.kind == Kind.CORRECTION}
    return sorted((claim for claim in rows if claim.key not in superseded), key=turn)


def turn(claim: Countable) -> tuple[date, datetime, int]:
    """The place of a claim among those about its subject."""
    return claim.day, claim.said_at or NOT_KNOWN, claim.sequence


def _turns(claim: Countable) -> Iterator[date]:
    """The days on which a claim can move the state: its own, and the first for which it says nothing any more."""
    yield claim.day
    if claim.ends is not None and claim.day <= claim.ends < OPEN_END:
        yield claim.ends + timedelta(days=1)


def _until(ordered: list[C], day: date) -> list[C]:
    """The claims whose day is on or before `day`."""
    return ordered[: bisect_right(ordered, day, key=attrgetter("day"))]


def _without_retracted(ordered: list[C]) -> list[C]:
    """The claims without those that a retraction among them removes; retractions are settled newest first.

    A retraction is settled once all that name it are, whatever their days say. Retractions that name each
    other in a ring (no ledger accepts one) are never settled and remove nothing.
    """
    retractions = {claim.key: claim for claim in ordered if claim.kind == Kind.RETRACTION}
    if not retractions:
        return ordered
    unsettled: dict[str | None, int] = {}
    for claim in retractions.values():
        unsettled[claim.relates_to] = unsettled.get(claim.relates_to, 0) + 1
    removed: set[str | None] = set()
    ready = [key for key in retractions if not unsettled.get(key)]
    while ready:
        key = ready.pop()
        named = retractions[key].relates_to
        if key not in removed:
            removed.add(named)
        unsettled[named] -= 1
        if named in retractions and not unsettled[named]:
            ready.append(named)
    return [claim for claim in ordered if claim.key not in removed]
