"""When each row of a record became known, told from the dates of its sources.

- A claim is known from the oldest `published_on` among its own sources, or its statement's where it names none.
- A commitment, a condition and a statement are known with their first claim. A claim that requires a condition, or
  drops it, is a claim about it as well, and what a condition implies is known with it. A statement without a claim is
  known from its own oldest source.
- An event is known from its oldest source, one without a source with the first statement made there; who took part in
  it is known with the event.
- A source is known from the day of its publication, or with the first thing that rests on it if that is earlier:
  what is known is known with all its evidence.
- Everything else is known from the beginning, and so is what no claim speaks of.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from . import rows, tables
from .record import Identity, Placed, identity_of
from .world import World

Days: TypeAlias = dict[tuple[str, Identity], date | None]
Additions: TypeAlias = dict[str, list[Placed[Any]]]


def known_days(world: World, additions: Additions) -> Days:
    """The day from which each of these rows is known, by table and identity; None is the beginning."""
    return _Reckoning(world, additions).days()


class _Reckoning:
    """The days, one kind of row after the other."""

    def __init__(self, world: World, additions: Additions) -> None:
        self._world = world
        self._additions = additions
        self._earliest: dict[tuple[str, str], date] = {}
        self._days: Days = {}

    def days(self) -> Days:
        """Reckon everything."""
        for name in tables.OF_NAME:
            for placed in self._additions[name]:
                self._days[name, identity_of(placed.row)] = None
        for name in tables.CLAIM_TABLES:
            self._reckon_claims(name)
        self._reckon_statements()
        self._reckon_events()
        self._reckon_implied()
        for name in ("conditions", "commitments", "sources"):
            self._reckon_named(name)
        return self._days

    def _rows(self, name: str) -> Iterable[Any]:
        return (placed.row for placed in self._additions[name])

    def _oldest(self, sources: Iterable[str]) -> date | None:
        """The oldest day among some sources."""
        found = [self._world.row(rows.Source, key) for key in sources]
        return min((source.published_on for source in found if source is not None), default=None)

    def _seen(self, table: str, key: str, day: date | None) -> None:
        """Something that is known from a day names this key."""
        if day is not None:
            known = self._earliest.get((table, key), day)
            self._earliest[table, key] = min(known, day)

    def _reckon_claims(self, name: str) -> None:
        for claim in self._rows(name):
            statement = self._world.row(rows.Statement, claim.statement)
            sources = claim.sources or (statement.sources if statement else ())
            day = self._oldest(sources)
            self._days[name, (claim.key,)] = day
            self._seen("statements", claim.statement, day)
            for key in sources:
                self._seen("sources", key, day)
            if isinstance(claim, rows.CommitmentUpdate):
                self._seen("commitments", claim.commitment, day)
                for named in (*claim.requires, claim.drops):
                    for key in named:
                        self._seen("conditions", key, day)
            elif isinstance(claim, rows.ConditionUpdate):
                self._seen("conditions", claim.condition, day)

    def _reckon_statements(self) -> None:
        for statement in self._rows("statements"):
            day = self._earliest.get(("statements", statement.key)) or self._oldest(statement.sources)
            self._days["statements", (statement.key,)] = day
            self._seen("events", statement.event, day)
            for key in statement.sources:
                self._seen("sources", key, day)

    def _reckon_events(self) -> None:
        for event in self._rows("events"):
            day = self._oldest(event.sources) or self._earliest.get(("events", event.key))
            self._days["events", (event.key,)] = day
            for key in event.sources:
                self._seen("sources", key, day)
        for participation in self._rows("participations"):
            identity = identity_of(participation)
            self._days["participations", identity] = self._days.get(("events", (participation.event,)))

    def _reckon_implied(self) -> None:
        """What a condition implies, however far, is known with it; of which no claim speaks, from the beginning."""
        implies = {row.key: row.implies for row in self._rows("conditions")}
        days = {key: self._earliest.get(("conditions", key), date.min) for key in implies}
        claimed = {key for key in implies if days[key] != date.min}
        implied = {other for others in implies.values() for other in others}
        first = [key for key in implies if key in claimed or key not in implied]
        # The earliest comes last and is taken first, with all that it implies: each way is gone once.
        edge = sorted(first, key=lambda key: days[key], reverse=True)
        days |= dict.fromkeys(implied - claimed, date.max)
        while edge:
            key = edge.pop()
            for other in implies.get(key, ()):
                if days[key] < days[other]:
                    days[other] = days[key]
                    edge.append(other)
        for key, day in days.items():
            self._earliest.pop(("conditions", key), None)
            self._seen("conditions", key, day if day != date.min else None)

    def _reckon_named(self, name: str) -> None:
        """What is known with the first thing that names it; a source also by its own day."""
        for row in self._rows(name):
            day = self._earliest.get((name, row.key))
            if isinstance(row, rows.Source):
                day = min(day or row.published_on, row.published_on)
            self._days[name, (row.key,)] = day
