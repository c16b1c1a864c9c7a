"""What moved between two moments, on either clock."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from commitments import comparing as rules
from commitments.choices import Lane
from commitments.folding import LaneState
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from commitments.objects import Object, state
from commitments.reading import states_at
from ledger import edtf
from ledger.asof import AsOf
from ledger.choices import Kind

QUIET = (Kind.REAFFIRMATION, Kind.DENIAL)
REMOVING = (Kind.CORRECTION, Kind.RETRACTION)


class Found(NamedTuple):
    """A commitment that moved, and its lane as it was projected at both moments; None where nothing was said."""

    move: rules.Move
    old: CommitmentState | None
    new: CommitmentState | None


def compare(
    commitments: "QuerySet[Commitment]", before: AsOf, after: AsOf, *, lane: str = Lane.OFFICIAL.value
) -> list[Object]:
    """The commitments whose lane moved, with the claims because of which, in the order of keys. Four queries."""
    return as_objects(moves(commitments, before, after, lane=lane))


def moves(
    commitments: "QuerySet[Commitment]", before: AsOf, after: AsOf, *, lane: str = Lane.OFFICIAL.value
) -> list[Found]:
    """The commitments whose lane moved, with what stood and what stands, in the order of keys. Four queries."""
    keys = dict(commitments.order_by().values_list("pk", "key"))
    old, new = _states(keys, lane, before), _states(keys, lane, after)
    moved = rules.moved(
        {key: _folded(one) for key, one in old.items()},
        {key: _folded(one) for key, one in new.items()},
        _claims(list(keys), after),
    )
    return [Found(move, old.get(move.commitment), new.get(move.commitment)) for move in moved]


def as_objects(found: Sequence[Found]) -> list[Object]:
    """The moves as the API shows them."""
    return [
        {
            "commitment": move.commitment,
            "before": state(old) if move.before else None,
            "after": state(new) if move.after else None,
            "direction": move.direction,
            "because": list(move.because),
        }
        for move, old, new in found
    ]


def _claims(commitments: list[int], after: AsOf) -> rules.Claims:
    """What sets nothing among the claims, and what had taken others out by the later moment. One query."""
    rows = (
        CommitmentUpdate.objects.published()
        .filter(commitment__in=commitments, kind__in=(*QUIET, *REMOVING))
        .order_by("sequence")
        .values_list("key", "kind", "relates_to__key", "recorded_at", "day")
    )
    quiet: set[str] = set()
    removed_by: dict[str, str] = {}
    for key, kind, relates_to, recorded_at, day in rows:
        if kind in QUIET:
            quiet.add(key)
        # A correction replaces a row whenever it is known; a retraction takes one back on its day.
        counts = kind == Kind.CORRECTION or (kind == Kind.RETRACTION and day <= after.true_on)
        if counts and recorded_at <= after.known_at:
            removed_by.setdefault(relates_to, key)
    last = {key: _last(key, removed_by) for key in removed_by}
    return rules.Claims(quiet, last)


def _last(key: str, removed_by: Mapping[str, str]) -> str:
    """The claim that took a claim out in the end: a correction may be corrected in its turn."""
    while key in removed_by:
        key = removed_by[key]
    return key


def _states(keys: Mapping[int, str], lane: str, at: AsOf) -> dict[str, CommitmentState]:
    return {keys[pk]: one for (pk, its_lane), one in states_at(list(keys), at).items() if its_lane == lane}


def _folded(row: CommitmentState) -> LaneState:
    return LaneState(
        headline=row.headline,
        strength=row.strength or None,
        delivery=row.delivery or None,
        standing=row.standing or None,
        low=row.low,
        high=row.high,
        words=row.words or None,
        requires=tuple(tuple(way) for way in row.requires),
        restrictions=row.restrictions or None,
        until=edtf.parse(row.until) if row.until else None,
        last_said=row.last_said,
        since=row.since,
        said_by=row.said_by or None,
        said_for=row.spoken_for,
        updates=tuple(row.updates),
        figure_updates=tuple(row.figure_updates),
        origins=tuple(row.origins),
    )
