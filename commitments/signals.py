"""What is derived about a commitment from its age, its speaker and others' red lines (signals/v2).

- **Stale**: the last official word is more than six calendar months old on the day asked about or, where the
  record ends before it, on the last day to which the record reaches: nobody has looked at the time after it, so
  it makes no word old. Six months before the last day of a longer month is the last day of the shorter one.
- **Unreaffirmed**: the speaker of the last official word holds no office of an actor spoken for on the day
  asked about, neither acting nor in full. Without a named speaker nobody has left, and nothing is
  unreaffirmed.
- **Clash**: an actor that is no party of the commitment rejects (a red line) this contribution to this
  guarantee while the commitment stands offered or suspended in the official lane.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from guarantees.choices import Stance

from .choices import Standing

RULE = "signals/v2"

STALE_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Tenure:
    """A leader's time in an office of an actor; both days are included and None is open."""

    leader: str
    actor: str
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether the office is held on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class StandingPosition:
    """A stance that stands, with the key of the claim that says it."""

    update: str
    actor: str
    guarantee: str
    contribution: str
    stance: str


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """A red line (`position`, the key of its claim) of an actor against a commitment."""

    position: str
    actor: str


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or the last day of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    if year < date.min.year:
        return date.min
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def reached(as_of: date, data_through: date | None) -> date:
    """The day at which age is counted: the one asked about, or the last one of the record where that is earlier.

    `data_through` is None where nothing is on record.
    """
    return as_of if data_through is None else min(as_of, data_through)


def is_stale(last_said: date | None, as_of: date, data_through: date | None) -> bool:
    """Whether the last official word is too old; False where there is none."""
    return last_said is not None and last_said < months_before(reached(as_of, data_through), STALE_MONTHS)


def is_unreaffirmed(
    said_by: str | None, said_for: Collection[str], tenures: Iterable[Tenure], as_of: date
) -> bool:
    """Whether who said the last official word has left every office of whom they spoke for."""
    if not said_by or not said_for:
        return False
    return not any(
        tenure.leader == said_by and tenure.actor in said_for and tenure.covers(as_of) for tenure in tenures
    )


def clashes(
    *,
    standing: str | None,
    actor: str,
    joint_with: Collection[str],
    guarantee: str,
    contribution: str,
    positions: Iterable[StandingPosition],
) -> tuple[Clash, ...]:
    """The red lines against a commitment, given its official standing and the positions that stand."""
    if standing not in (Standing.OFFERED, Standing.SUSPENDED):
        return ()
    return tuple(
        sorted(
            Clash(position.update, position.actor)
            for position in positions
            if position.stance == Stance.REJECTS
            and (position.guarantee, position.contribution) == (guarantee, contribution)
            and position.actor != actor
            and position.actor not in joint_with
        )
    )
