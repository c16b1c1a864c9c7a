"""The place of each new claim among the claims of its table: the order of the file, kept in numbers with room between.

A claim stands right after the one before it in its file. What is new at the top of a file stands right before the
next published claim of the file, and a file of which nothing is published stands after everything.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from . import tables
from .problems import Problem
from .record import Known, Placed, Record

Places: TypeAlias = dict[tuple[str, str], int]

#: Room left behind a claim at the open end, and behind one that is put after the last of its file.
GAP = 1 << 40
STEP = 1 << 20
LAST = (1 << 63) - 1


@dataclass(slots=True)
class _Run:
    """New claims that follow one another in a file, with the places of the claims before and after them."""

    before: int | None
    rows: list[Placed[Any]] = field(default_factory=list)
    after: int | None = None


def place_claims(records: Sequence[Record], known: Known) -> tuple[Places, list[Problem]]:
    """The place of every claim that is not published, by table and key; problems where there is no room left."""
    found: Places = {}
    problems: list[Problem] = []
    newest = max((place for places in known.sequences.values() for place in places.values()), default=0)
    for table in tables.CLAIM_TABLES:
        places = dict(known.sequences.get(table, {}))
        taken = sorted(places.values())
        for record in records:
            for run in _runs(record.claims(table), places):
                given = _room(run, taken, newest)
                if not given:
                    problems.append(run.rows[0].problem("key", "room between the published claims beside it"))
                for placed, place in zip(run.rows, given, strict=False):
                    places[placed.row.key] = found[table, placed.row.key] = place
                    insort(taken, place)
                    newest = max(newest, place)
    return found, problems


def _runs(claims: Sequence[Placed[Any]], places: dict[str, int]) -> list[_Run]:
    """The new claims of a file, in runs."""
    runs: list[_Run] = []
    before: int | None = None
    is_open = False
    for placed in claims:
        place = places.get(placed.row.key)
        if place is None and not is_open:
            runs.append(_Run(before))
        if place is None:
            runs[-1].rows.append(placed)
        elif is_open:
            runs[-1].after = place
        is_open = place is None
        before = before if place is None else place
    return runs


def _room(run: _Run, taken: list[int], newest: int) -> list[int]:
    """Places for a run; empty when there is no room."""
    count = len(run.rows)
    if run.before is None and run.after is None:
        low, high = newest, None
    elif run.before is None:
        high = run.after
        earlier = bisect_left(taken, high or 0)
        low = taken[earlier - 1] if earlier else 0
    else:
        low = run.before
        later = bisect_right(taken, low)
        high = taken[later] if later < len(taken) else None
    if high is None:
        step = GAP
    else:
        step = (high - low) // (count + 1)
        if run.after is None:
            step = min(step, STEP)
    if step < 1 or low + step * count > LAST:
        return []
    return [low + step * (number + 1) for number in range(count)]
