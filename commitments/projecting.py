"""The projection of commitments, and all projections together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any, cast

from guarantees import implications, requires
from guarantees.evidence import documents_of, origins_of
from guarantees.implications import Implications, implied_by_each
from guarantees.models import Condition
from guarantees.projecting import CONDITIONS, POSITIONS, REQUIREMENTS
from guarantees.projection import Projection, Row, Subject, differences, outdated, rebuild, turn
from ledger import edtf
from ledger import folding as counting
from ledger.folding import Fold
from ledger.models import Counter

from . import disputes as denials
from . import folding, silence, strength
from .choices import Lane
from .disputes import disputes
from .folding import CommitmentClaim, fold
from .models import CommitmentState, CommitmentUpdate, StateCondition
from .silence import no_longer_named, read_strictly


def claims_of(commitments: Collection[Any] | None) -> dict[Subject, list[CommitmentClaim]]:
    """The published claims about some commitments (all for None), by the commitment's primary key. Eight queries."""
    updates = (
        CommitmentUpdate.objects.published()
        .select_related("relates_to", "statement__speaker")
        .prefetch_related("statement__speaking_for", "drops")
    )
    if commitments is not None:
        updates = updates.filter(commitment__in=commitments)
    rows = list(updates)
    documents = documents_of(rows)
    implies = all_implications()
    found: dict[Subject, list[CommitmentClaim]] = defaultdict(list)
    for row in rows:
        found[row.commitment_id].append(_claim(row, origins_of(documents[row.pk]), implies))
    return found


def all_implications() -> Implications:
    """The conditions that each condition implies, those of drafts among them. One query."""
    links = Condition.implies.through.objects.order_by("id")
    found: dict[str, list[str]] = defaultdict(list)
    for key, other in links.values_list("from_condition__key", "to_condition__key"):
        found[key].append(other)
    return found


def _claim(row: CommitmentUpdate, origins: tuple[str, ...], implies: Implications) -> CommitmentClaim:
    statement = row.statement
    needed = requires.parse(row.requires)
    return CommitmentClaim(
        key=row.key,
        kind=row.kind,
        relates_to=row.relates_to.key if row.relates_to else None,
        day=row.day,
        sequence=row.sequence,
        recorded_at=cast(datetime, row.recorded_at),
        lane=row.lane,
        strength=row.strength or None,
        delivery=row.delivery or None,
        standing=row.standing or None,
        low=row.low,
        high=row.high,
        words=row.words or None,
        requires=needed,
        drops=tuple(condition.key for condition in row.drops.all()),
        restrictions=row.restrictions or None,
        until=edtf.parse(row.until) if row.until else None,
        speaker=statement.speaker.key if statement.speaker else None,
        speaking_for=tuple(actor.key for actor in statement.speaking_for.all()),
        origins=origins,
        said_at=row.said_at,
        implied=tuple(implied_by_each(requires.keys(needed), implies)),
    )


def _fold_lane(lane: str) -> Fold[CommitmentClaim, Row]:
    """What counts is settled among all claims; then each lane is folded on its own."""

    def folded(counted: list[CommitmentClaim], day: date) -> Row | None:
        own = [claim for claim in counted if claim.lane == lane]
        state = fold(own, day)
        if state is None:
            return None
        mine = {claim.key for claim in own}
        spoken = own if lane == Lane.OFFICIAL else []
        return {
            "is_set": state.is_set,
            "headline": state.headline,
            "strength": state.strength or "",
            "delivery": state.delivery or "",
            "standing": state.standing or "",
            "low": state.low,
            "high": state.high,
            "words": state.words or "",
            "requires": [list(alternative) for alternative in state.requires],
            "restrictions": state.restrictions or "",
            "until": state.until.text if state.until else "",
            "since": state.since,
            "last_said": state.last_said,
            "said_by": state.said_by or "",
            "said_for": ";".join(state.said_for),
            "updates": list(state.updates),
            "figure_updates": list(state.figure_updates),
            "origins": list(state.origins),
            "disputes": [
                {"update": one.update, "by": list(one.by), "denial": one.denial}
                for one in disputes(counted)
                if one.update in mine
            ],
            "retracted": [{"update": one.update, "by": one.by} for one in state.retracted],
            "no_longer_named": [
                {"condition": one.condition, "last_named": one.last_named.isoformat(), "update": one.update}
                for one in no_longer_named(spoken, state.requires)
            ],
            "requires_strictly": [list(way) for way in read_strictly(spoken, state.requires)],
        }

    return folded


COMMITMENTS: Projection[CommitmentClaim] = Projection(
    model=CommitmentState,
    rules=(counting.RULE, folding.RULE, strength.RULE, denials.RULE, silence.RULE, implications.RULE),
    subject_columns=("commitment_id",),
    load=claims_of,
    folds=lambda subject, _: [
        ({"commitment_id": subject, "lane": str(lane)}, _fold_lane(lane)) for lane in Lane.values
    ],
)

ALL: tuple[Projection[Any], ...] = (CONDITIONS, POSITIONS, REQUIREMENTS, COMMITMENTS)


def turn_commitments(commitments: Collection[int], stamp: datetime) -> None:
    """Bring the states of some commitments up to what is published at `stamp`."""
    _link_conditions(turn(COMMITMENTS, commitments, stamp))


def rebuild_commitments(commitments: Collection[int]) -> None:
    """Make the states of some commitments anew, for all moments."""
    _link_conditions(rebuild(COMMITMENTS, commitments))


def rebuild_all() -> dict[str, int]:
    """Make every projection anew from the ledger; the number of rows of each. Within a transaction."""
    return _rebuilt(ALL)


def rebuild_outdated() -> dict[str, int]:
    """Make those anew that were made by other rules, or into other columns; the number of rows of each.

    Within a transaction. Where all are made by the rules of today this is one query.
    """
    return _rebuilt(old) if (old := outdated(ALL)) else {}


def outdated_tables() -> list[str]:
    """The tables of the projections that were made by other rules than today's."""
    return [projection.table for projection in outdated(ALL)]


def _rebuilt(projections: Iterable[Projection[Any]]) -> dict[str, int]:
    # Nobody publishes meanwhile: what was turned between reading the claims and writing the rows would be lost.
    Counter.objects.select_for_update().get()
    counts = {}
    for projection in projections:
        rows = rebuild(projection)
        if projection is COMMITMENTS:
            _link_conditions(rows)
        counts[str(projection.model._meta.verbose_name)] = len(rows)
    return counts


def all_differences() -> list[str]:
    """Where a projection is not what the ledger folds to, in words; empty when all agree."""
    return [*(difference for projection in ALL for difference in differences(projection)), *_wrong_links()]


def _wrong_links() -> Iterator[str]:
    """Where the rows by which states are filtered by condition are not what the states require."""
    states = CommitmentState.objects.values_list("pk", "requires")
    wanted = {(pk, key) for pk, alternatives in states for key in requires.keys(alternatives)}
    kept = set(StateCondition.objects.values_list("state_id", "condition__key"))
    for pk, key in sorted(wanted - kept):
        yield f"commitment state {pk}: it requires {key}, but is not found by it"
    for pk, key in sorted(kept - wanted):
        yield f"commitment state {pk}: it is found by {key}, but does not require it"


def _link_conditions(states: Iterable[Any]) -> None:
    """Write the rows by which states are filtered by condition."""
    wanted = [(state.pk, key) for state in states for key in requires.keys(state.requires)]
    if not wanted:
        return
    ids = dict(Condition.objects.filter(key__in={key for _, key in wanted}).values_list("key", "pk"))
    StateCondition.objects.bulk_create(
        [StateCondition(state_id=state, condition_id=ids[key]) for state, key in wanted], batch_size=500
    )
