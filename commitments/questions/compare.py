"""What moved between two moments, on either clock."""

from collections.abc import Mapping

from django.db.models import QuerySet

from commitments import comparing as rules
from commitments.choices import Lane
from commitments.folding import LaneState
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from commitments.objects import Object, state
from commitments.reading import states_at
from ledger.asof import AsOf
from ledger.choices import Kind

QUIET = (Kind.REAFFIRMATION, Kind.DENIAL)


def compare(
    commitments: "QuerySet[Commitment]", before: AsOf, after: AsOf, *, lane: str = Lane.OFFICIAL.value
) -> list[Object]:
    """The commitments whose lane moved, with the claims because of which, in the order of keys. Four queries."""
    keys = dict(commitments.order_by().values_list("pk", "key"))
    old, new = _states(keys, lane, before), _states(keys, lane, after)
    names = {key for states in (old, new) for one in states.values() for key in one.updates}
    quiet = set(CommitmentUpdate.objects.filter(key__in=names, kind__in=QUIET).values_list("key", flat=True))
    moves = rules.moved(
        {key: _folded(one) for key, one in old.items()},
        {key: _folded(one) for key, one in new.items()},
        quiet=quiet,
    )
    return [
        {
            "commitment": move.commitment,
            "before": state(old[move.commitment]) if move.commitment in old else None,
            "after": state(new[move.commitment]) if move.commitment in new else None,
            "direction": move.direction,
            "because": list(move.because),
        }
        for move in moves
    ]


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
        last_said=row.last_said,
        since=row.since,
        said_by=row.said_by or None,
        said_for=row.said_for or None,
        updates=tuple(row.updates),
        figure_updates=tuple(row.figure_updates),
        origins=tuple(row.origins),
    )
