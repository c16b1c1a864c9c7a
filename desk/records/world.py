"""Everything that is there when records are loaded: what is published, then the records in their order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar, cast

from actors.choices import ActorKind
from commitments.choices import Lane
from commitments.lanes import Membership, lane_of
from ledger import moments
from ledger.folding import NOT_KNOWN

from . import rows, tables
from .record import Identity, Known, Placed, Record, identity_of

R = TypeVar("R", bound=rows.Row)

PUBLISHED = -1


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim with what the rules of order need; `placed` is its row in a record, if it is in one."""

    claim: rows.Claim
    order: tuple[int, int]
    placed: Placed[rows.Claim] | None
    day: date | None
    earliest: date | None
    said_at: datetime = NOT_KNOWN

    @property
    def turn(self) -> tuple[date, datetime, tuple[int, int]]:
        """Its place among the claims about its subject: by day, then by moment, then by file order."""
        return self.day or date.max, self.said_at, self.order


class World:
    """What the rows of the records are held against."""

    def __init__(self, records: Sequence[Record], known: Known) -> None:
        self.records = records
        self.known = known
        self._givers = {name: self._givers_of(name) for name in tables.OF_NAME if name not in _KEYLESS}
        self._rows: dict[str, dict[str, rows.Row]] = {}
        self._memberships: dict[tuple[str, str], list[Membership]] = {}
        for row in self._standing_memberships():
            membership = Membership(row.member, row.organisation, row.since, row.until)
            self._memberships.setdefault((row.member, row.organisation), []).append(membership)
        self._parties_are_certain = not any(
            name in record.damaged or record.unread[name]
            for record in records
            for name in ("memberships", "actors")
        )
        self._groups = frozenset(row.key for row in self.all(rows.Actor) if row.kind == ActorKind.GROUP)

    def _standing_memberships(self) -> Iterable[rows.Membership]:
        """The memberships that stand: of published ones with one identity the last, which took the others' place."""
        standing: dict[Identity, rows.Membership] = {}
        for row in self.known.of(rows.Membership):
            standing[identity_of(row)] = row
        for row in self.all(rows.Membership):
            standing.setdefault(identity_of(row), row)
        return standing.values()

    def _givers_of(self, table: str) -> dict[str, int]:
        """For every key of a table the place of the first record that gives it, or PUBLISHED."""
        givers = {row.key: PUBLISHED for row in self.known.published.get(table, ())}
        for number, record in enumerate(self.records):
            for key in record.keys(table):
                givers.setdefault(key, number)
        return givers

    def giver(self, table: str, key: str) -> int | None:
        """The place of the first record that gives a key; PUBLISHED if the ledger has it, None if nobody."""
        return self._givers[table].get(key)

    def is_published(self, table: str, key: str) -> bool:
        """Whether the ledger has a row of this key already."""
        return self.giver(table, key) == PUBLISHED

    def is_damaged(self, table: str, number: int) -> bool:
        """Whether the rows of a table are not known in the record at this place or in one before it."""
        return any(table in record.damaged for record in self.records[: number + 1])

    def all(self, kind: type[R]) -> Iterator[R]:
        """The rows of a table, published ones first, then those of the records."""
        yield from self.known.of(kind)
        for record in self.records:
            for placed in record.of(kind):
                yield placed.row

    def row(self, kind: type[R], key: str) -> R | None:
        """The row of a key, if it could be read; the published one before any other."""
        name = tables.OF_ROW[kind].name
        if name not in self._rows:
            found: dict[str, rows.Row] = {}
            for row in self.all(kind):
                found.setdefault(getattr(row, "key"), row)  # noqa: B009 - every table with keys has one
            self._rows[name] = found
        return cast(R | None, self._rows[name].get(key))

    def standings(self, table: str) -> dict[str, Standing]:
        """Every claim of a table by its key, with its order: the ledger's, then by record and line.

        A published claim that a record repeats has the order of the record, so that a row which is added
        among its neighbours has its place there.
        """
        found = {
            claim.key: self._standing(claim, (PUBLISHED, place), None)
            for place, claim in enumerate(self.known.claims(table))
        }
        repeated: set[str] = set()
        for number, record in enumerate(self.records):
            for placed in record.claims(table):
                if placed.row.key not in repeated:
                    repeated.add(placed.row.key)
                    order = (number, placed.place.line)
                    found[placed.row.key] = self._standing(placed.row, order, placed)
        return found

    def _standing(
        self, claim: rows.Claim, order: tuple[int, int], placed: Placed[rows.Claim] | None
    ) -> Standing:
        statement = self.row(rows.Statement, claim.statement)
        if statement is None:
            return Standing(claim, order, placed, None, None)
        return Standing(
            claim,
            order,
            placed,
            day=min(claim.effective.high, statement.said_on.high),
            earliest=min(claim.effective.low, statement.said_on.low),
            said_at=_moment(statement),
        )

    def lane(self, claim: rows.Claim) -> str | None:
        """The lane of a claim; "" where the subject has no lanes, None where it cannot be told."""
        if not isinstance(claim, rows.CommitmentUpdate):
            return ""
        if claim.key in self.known.lanes:
            return self.known.lanes[claim.key]
        statement = self.row(rows.Statement, claim.statement)
        commitment = self.row(rows.Commitment, claim.commitment)
        if statement is None or commitment is None:
            return None
        lane = lane_of(
            attribution=statement.attribution,
            speaking_for=statement.speaking_for,
            actor=commitment.actor,
            joint_with=commitment.joint_with,
            said_on=statement.said_on.high,
            memberships=[
                membership
                for one in statement.speaking_for
                for pair in ((one, commitment.actor), (commitment.actor, one))
                for membership in self._memberships.get(pair, ())
            ],
            group_keys=self._groups,
        )
        return lane if self._parties_are_certain or lane == Lane.OFFICIAL else None


def _moment(statement: rows.Statement) -> datetime:
    """When it was said; unknown moments, and such as are no moment of its days, come before all others."""
    try:
        return moments.parse(statement.said_at, within=statement.said_on) if statement.said_at else NOT_KNOWN
    except ValueError:
        return NOT_KNOWN


_KEYLESS = frozenset(table.name for table in tables.TABLES if table.identity != ("key",))
