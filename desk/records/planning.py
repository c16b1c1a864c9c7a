"""What a load would add: the rows that are not there yet, their place among the claims, and when they were known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import rows, tables
from .knowing import Additions, Days, known_days
from .placing import Places, place_claims
from .problems import Problem
from .record import Identity, Known, Placed, Record, identity_of
from .world import World


@dataclass(slots=True)
class Plan:
    """New rows by table in the order of loading; the place of each new claim; the day from which each is known."""

    additions: Additions
    places: Places
    days: Days
    repeated: int

    def known_day(self, row: rows.Row) -> date | None:
        """The day from which a new row is known; None is the beginning."""
        return self.days[tables.OF_ROW[type(row)].name, identity_of(row)]


def plan(records: Sequence[Record], known: Known) -> tuple[Plan, list[Problem]]:
    """The plan for records without a problem, and problems of finding room between claims."""
    additions: Additions = {}
    repeated = 0
    for table in tables.TABLES:
        there = {identity_of(row) for row in known.published.get(table.name, ())}
        additions[table.name] = list(_new(records, table.name, there))
        repeated += sum(len(record.read[table.name]) for record in records) - len(additions[table.name])
    places, problems = place_claims(records, known)
    return Plan(additions, places, known_days(World(records, known), additions), repeated), problems


def _new(records: Sequence[Record], table: str, there: set[Identity]) -> Iterable[Placed[Any]]:
    """The rows of a table that are not there yet, each once."""
    for record in records:
        for placed in record.read[table]:
            identity = identity_of(placed.row)
            if identity not in there:
                there.add(identity)
                yield placed
