"""One office at the head of an actor has one holder at a time, but for the day of the handover and who is acting."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from actors.choices import OfficeClass

from . import rows
from .problems import Problem
from .record import Identity, Placed, identity_of
from .world import World

HEADS = frozenset({OfficeClass.HEAD_OF_STATE, OfficeClass.HEAD_OF_GOVERNMENT})


@dataclass(frozen=True, slots=True)
class _Held:
    """A tenure, with its place where a record gives it."""

    row: rows.Tenure
    placed: Placed[rows.Tenure] | None

    @property
    def since(self) -> date:
        return self.row.since or date.min

    @property
    def until(self) -> date:
        return self.row.until or date.max

    def __str__(self) -> str:
        span = f"from {self.row.since or 'an open day'} to {self.row.until or 'an open day'}"
        where = f"{self.placed.place.file}, line {self.placed.place.line}" if self.placed else "published"
        return f"{self.row.leader}, {span} ({where})"


def problems(world: World) -> Iterator[Problem]:
    """Rows of the records by which an actor has two heads at once."""
    for held in _by_office(world).values():
        for one, other in combinations(sorted(held, key=lambda tenure: tenure.since), 2):
            # Both ends are included: on the day of the handover there are two.
            if other.since >= one.until or (one.placed is None and other.placed is None):
                continue
            told = other.placed or one.placed
            beside = one if told is other.placed else other
            if told is not None:
                yield told.problem(
                    "since" if told is other.placed else "until",
                    f"no day at which two hold the office; {beside} holds {beside.row.office} of"
                    f" {beside.row.actor} as well: end the first, or mark one as acting",
                )


def _by_office(world: World) -> dict[tuple[str, str, str], list[_Held]]:
    """The tenures of heads that stand, by actor and office: of those with one identity the last one."""
    standing: dict[Identity, _Held] = {}
    for row in world.known.of(rows.Tenure):
        standing[identity_of(row)] = _Held(row, None)
    for record in world.records:
        for placed in record.of(rows.Tenure):
            standing.setdefault(identity_of(placed.row), _Held(placed.row, placed))
            if standing[identity_of(placed.row)].row.until is None:
                standing[identity_of(placed.row)] = _Held(placed.row, placed)
    found: dict[tuple[str, str, str], list[_Held]] = defaultdict(list)
    for held in standing.values():
        if held.row.office_class in HEADS and not held.row.acting:
            found[held.row.actor, held.row.office_class, held.row.office].append(held)
    return found
