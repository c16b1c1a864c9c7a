"""What must hold within one row, or among a few, of the tables that carry no claims."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from actors.choices import ActorKind
from guarantees.choices import OFFICIAL_ATTRIBUTIONS
from ledger import moments

from . import rows, tables
from .problems import Problem
from .record import Placed, Record, identity_of
from .rings import on_rings, ways_around
from .world import World

R = TypeVar("R", bound=rows.Row)
Check = Callable[[Placed[R]], Iterator[Problem]]


def problems(world: World) -> Iterator[Problem]:
    """Everything that is wrong with the nouns of the records."""
    for record in world.records:
        yield from _each(record, rows.Actor, _actor)
        yield from _each(record, rows.Membership, _membership)
        yield from _each(record, rows.Tenure, _tenure)
        yield from _each(record, rows.Statement, _statement)
        yield from _each(record, rows.Commitment, _commitment)
    yield from _parts_of_themselves(world)
    yield from _implications(world)
    yield from _names_beside(world)


def _each(record: Record, kind: type[R], check: Check[R]) -> Iterator[Problem]:
    return chain.from_iterable(check(placed) for placed in record.of(kind))


def _actor(placed: Placed[rows.Actor]) -> Iterator[Problem]:
    actor = placed.row
    if actor.kind == ActorKind.STATE and not actor.iso2:
        yield placed.problem("iso2", "two capital letters: a state has its ISO 3166-1 code")
    if actor.kind != ActorKind.STATE and actor.iso2:
        yield placed.problem("iso2", f"an empty cell: only a state has a code, this is of kind {actor.kind}")
    if actor.kind != ActorKind.STATE and actor.iso3:
        yield placed.problem("iso3", f"an empty cell: only a state has a code, this is of kind {actor.kind}")
    for column in ("size_low", "size_high"):
        if actor.kind != ActorKind.GROUP and getattr(actor, column) is not None:
            yield placed.problem(
                column, f"an empty cell: only a group has a size, this is of kind {actor.kind}"
            )
    yield from not_above(placed, "size_low", actor.size_low, "size_high", actor.size_high)


def not_above(
    placed: Placed[rows.Row], low_column: str, low: int | None, high_column: str, high: int | None
) -> Iterator[Problem]:
    """A problem when the low end of an interval is above its high end."""
    if low is not None and high is not None and low > high:
        yield placed.problem(low_column, f"at most {high}, which is {high_column}")


def _in_order(placed: Placed[rows.Row], since: date | None, until: date | None) -> Iterator[Problem]:
    if since is not None and until is not None and since > until:
        yield placed.problem("until", f"{since.isoformat()}, which is since, or a later day")


def _membership(placed: Placed[rows.Membership]) -> Iterator[Problem]:
    membership = placed.row
    if membership.member == membership.organisation:
        yield placed.problem("organisation", "another actor than the member")
    yield from _in_order(placed, membership.since, membership.until)


def _tenure(placed: Placed[rows.Tenure]) -> Iterator[Problem]:
    yield from _in_order(placed, placed.row.since, placed.row.until)


def _statement(placed: Placed[rows.Statement]) -> Iterator[Problem]:
    statement = placed.row
    if statement.speaking_for and statement.attribution not in OFFICIAL_ATTRIBUTIONS:
        yield placed.problem(
            "speaking_for", f"an empty cell: the attribution {statement.attribution} speaks for nobody"
        )
    if statement.quotation_language and not statement.quotation:
        yield placed.problem("quotation_language", "an empty cell: there is no quotation")
    if statement.said_at:
        try:
            moments.parse(statement.said_at, within=statement.said_on)
        except ValueError:
            days = f"{statement.said_on.text}, which is said_on"
            yield placed.problem("said_at", f"a moment that lies, by its own offset, in {days}")


def _parts_of_themselves(world: World) -> Iterator[Problem]:
    """Commitments that are a part of one another in a ring."""
    circular = on_rings({one.key: one.part_of for one in world.all(rows.Commitment) if one.part_of})
    for record in world.records:
        for placed in record.of(rows.Commitment):
            if placed.row.key in circular:
                ring = " -> ".join(circular[placed.row.key])
                yield placed.problem("part_of", f"a whole that is no part of this commitment ({ring})")


def _implications(world: World) -> Iterator[Problem]:
    """Conditions imply others of their own package, and none of them itself in the end."""
    conditions: dict[str, rows.Condition] = {}
    for condition in world.all(rows.Condition):
        # A row that is repeated in a file of the first format implies what it implied where it was given.
        conditions.setdefault(condition.key, condition)
    circular = ways_around({key: one.implies for key, one in conditions.items() if one.implies})
    for record in world.records:
        for placed in record.of(rows.Condition):
            for key in placed.row.implies:
                other = conditions.get(key)
                if other is not None and other.package != placed.row.package:
                    package = placed.row.package
                    yield Problem(placed.place, "implies", key, f"conditions of the package {package}")
            if placed.row.implies and placed.row.key in circular:
                ring = " -> ".join(circular[placed.row.key])
                yield placed.problem("implies", f"conditions that do not imply this one ({ring})")


def _names_beside(world: World) -> Iterator[Problem]:
    """A row that repeats a noun has no other name that the noun was not given before."""
    for nouns, table in tables.ALIASED.items():
        given = {identity_of(row) for row in world.known.published.get(table, ())}
        for number, record in enumerate(world.records):
            new: list[Placed[Any]] = record.read[table]
            if number and world.is_damaged(table, number - 1):
                # What was given before cannot be told.
                break
            for placed in new:
                giver = world.giver(nouns, placed.row.key)
                is_repeated = giver is not None and giver < number
                if placed.column and is_repeated and identity_of(placed.row) not in given:
                    key = placed.row.key
                    expected = f"names that {key} was given before; {tables.ALIASES_FILE} adds further ones"
                    yield placed.problem("name", expected)
            given |= {identity_of(placed.row) for placed in new}


def _commitment(placed: Placed[rows.Commitment]) -> Iterator[Problem]:
    commitment = placed.row
    if commitment.actor in commitment.joint_with:
        yield placed.problem(
            "joint_with", f"other actors than {commitment.actor}, which is the actor already"
        )
