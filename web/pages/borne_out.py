"""How far a report is borne out: by how many origins, by the official line, and by states that have spoken since."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from actors.choices import ActorKind
from actors.models import Membership
from commitments import objects
from commitments.choices import Lane, Standing, Strength
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from commitments.objects import Object
from commitments.strength import rank
from ledger.asof import AsOf
from ledger.choices import Kind

from .actors import commitments_of


def borne_out(row: Commitment, updates: Sequence[Object], at: AsOf) -> dict[str, Any]:
    """What the story of a commitment adds to its lanes; `updates` are all its claims, the newest first."""
    return {"figure_report": figure_report(row, updates, at), "named_since": named_since(row, updates, at)}


def figure_report(row: Commitment, updates: Sequence[Object], at: AsOf) -> Object | None:
    """The reported figure that no official word bears out, with its independent origins. One query."""
    figures = {
        lane: (low, high, keys)
        for lane, low, high, keys in CommitmentState.objects.at(at)
        .filter(commitment=row, is_set=True)
        .values_list("lane", "low", "high", "figure_updates")
    }
    official = figures.get(Lane.OFFICIAL)
    low, high, keys = figures.get(Lane.REPORTED, (None, None, []))
    if (low is None and high is None) or (official and official[:2] != (None, None)):
        return None
    own = [one for one in updates if one["key"] in keys]
    return {
        "low": low,
        "high": high,
        "words": own[0]["words"] if own else None,
        "updates": [one["key"] for one in own],
        "origins": sorted({origin for one in own for origin in one["origins"]}),
        "has_official": official is not None,
    }


def named_since(row: Commitment, updates: Sequence[Object], at: AsOf) -> Object | None:
    """For the promise of a group of which not all are named: the states that have said as much themselves since.

    Since the newest claim that counts them; for the same guarantee and contribution; bound at least as firmly as
    the group is said to be; and still standing by it. None for any other actor.
    """
    named = Membership.objects.holding(at).filter(organisation=row.actor, member__kind=ActorKind.STATE)
    size = row.actor.size_low or row.actor.size_high
    counted = next((one for one in updates if one["kind"] != Kind.DENIAL), None)
    if row.actor.kind != ActorKind.GROUP or not size or not counted or named.count() >= size:
        return None
    least = counted["strength"] or Strength.SIGNALLED.value
    said = CommitmentUpdate.objects.said_by(at).filter(
        Q(superseded_at=None) | Q(superseded_at__gt=at.known_at),
        lane=Lane.OFFICIAL,
        standing=Standing.OFFERED,
        day__gt=counted["day"],
        commitment__guarantee=row.guarantee_id,
        commitment__contribution=row.contribution,
        commitment__actor__kind=ActorKind.STATE,
    )
    first = {one["commitment"]: one for one in objects.updates(said.order_by("-day", "-sequence"), at)}
    states = [
        {**one, "first": first[one["key"]]}
        for one in commitments_of(Q(key__in=list(first)), at)
        if one["standing"] == Standing.OFFERED and one["strength"] and rank(one["strength"]) >= rank(least)
    ]
    return {
        "since": counted["day"],
        "least": least,
        "low": row.actor.size_low,
        "high": row.actor.size_high,
        "states": states,
    }
