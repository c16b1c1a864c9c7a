"""Which claim may name which: an earlier one, about the same subject and of the same lane."""

from collections.abc import Iterator

from ledger.choices import Kind
from ledger.folding import NOT_KNOWN

from . import rows, tables
from .claims import AGAINST
from .problems import Problem
from .record import Placed
from .rings import on_rings
from .world import Standing, World

#: Kinds that put an earlier row right or take it away: their own day may lie before the day of that row.
MENDING = frozenset({Kind.CORRECTION, Kind.RETRACTION})


def problems(world: World) -> Iterator[Problem]:
    """Everything that is wrong between claims."""
    for table in tables.CLAIM_TABLES:
        standings = world.standings(table)
        circular = on_rings(
            {key: one.claim.relates_to for key, one in standings.items() if one.claim.relates_to}
        )
        for standing in standings.values():
            named = standings.get(standing.claim.relates_to)
            if standing.placed is None or named is None:
                continue
            if standing.claim.key in circular:
                ring = " -> ".join(circular[standing.claim.key])
                yield standing.placed.problem("relates_to", f"a claim that does not name this one ({ring})")
            else:
                yield from _named(world, standing.placed, standing, named)
        yield from _first_of_lanes(world, table, standings)


def _named(
    world: World, placed: Placed[rows.Claim], standing: Standing, named: Standing
) -> Iterator[Problem]:
    """Problems between a claim and the claim that it names."""
    claim, other = standing.claim, named.claim
    if claim.subject != other.subject:
        yield placed.problem(
            "relates_to",
            f"a claim about the same subject, {', '.join(claim.subject)}; this one is about"
            f" {', '.join(other.subject)}",
        )
        return
    if not _is_earlier(named, standing):
        day = f" of {named.day.isoformat()}" if named.day else ""
        yield placed.problem("relates_to", f"an earlier claim; this one{day} comes later")
    if claim.kind not in AGAINST:
        lane, other_lane = world.lane(claim), world.lane(other)
        if None not in (lane, other_lane) and lane != other_lane:
            yield placed.problem("relates_to", f"a claim of the same lane, {lane}; this one is {other_lane}")


def _is_earlier(named: Standing, standing: Standing) -> bool:
    """Whether a claim may count as earlier.

    Claims are ordered by day, then by file. A vague date counts from its last day on, so a claim of "August"
    may be named by one of 20 August that stands after it in the file; and what puts a row right may date it
    earlier. Where the moments of both are known, what was said later is not earlier.
    """
    if standing.day is None or named.day is None or named.earliest is None:
        return True
    if named.turn < standing.turn:
        return True
    stands_after = named.order < standing.order
    was_said_later = standing.said_at != NOT_KNOWN and named.said_at > standing.said_at
    may_be = named.earliest <= standing.day and not was_said_later
    return stands_after and (standing.claim.kind in MENDING or may_be)


def _first_of_lanes(world: World, table: str, standings: dict[str, Standing]) -> Iterator[Problem]:
    """The first claim of a lane that is no denial and no retraction is a change."""
    lanes: dict[tuple[tuple[str, ...], str], list[Standing]] = {}
    uncertain = _uncertain_subjects(world, table)
    for standing in standings.values():
        lane = world.lane(standing.claim)
        if lane is None or standing.day is None:
            uncertain.add(standing.claim.subject)
        elif standing.claim.kind not in AGAINST:
            lanes.setdefault((standing.claim.subject, lane), []).append(standing)
    for (subject, lane), members in lanes.items():
        first = min(members, key=lambda one: one.turn)
        written_first = min(members, key=lambda one: one.order)
        is_change = Kind.CHANGE in (first.claim.kind, written_first.claim.kind)
        if subject not in uncertain and not is_change and first.placed is not None:
            where = f" in the {lane} lane" if lane else ""
            yield first.placed.problem(
                "kind", f"{Kind.CHANGE.value}: this is the first claim about {', '.join(subject)}{where}"
            )


def _uncertain_subjects(world: World, table: str) -> set[tuple[str, ...]]:
    """Subjects with a claim that could not be read: what comes first there cannot be told."""
    columns = {
        "commitment_updates": ("commitment",),
        "condition_updates": ("condition",),
        "positions": ("actor", "guarantee", "contribution"),
        "requirements": ("guarantee",),
    }[table]
    return {
        tuple(unread.cells[column] for column in columns)
        for record in world.records
        for unread in record.unread[table]
    }
