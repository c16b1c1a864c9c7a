"""Every noun and claim as data, in the shape in which the API shows it.

One home for the pages, the API and the payloads of the feed. A builder takes rows of one model and the question's two
times, gives one dict for each row in the same order, and asks a constant number of queries.
"""

from collections.abc import Callable
from typing import Any

from actors.models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate
from guarantees.models import (
    Condition,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    RequirementUpdate,
    Statement,
)
from ledger.models import Recorded
from sources.models import Publisher, PublisherAlias, Source

from .aliases import actor_aliases, leader_aliases, publisher_aliases
from .claims import condition_updates, positions, requirements, updates
from .documents import publishers, sources
from .fields import REMOVED, Object
from .negotiation import (
    conditions,
    events,
    guarantees,
    packages,
    participations,
    requirements_of,
    statements,
)
from .people import actors, leaders, memberships, tenures
from .promises import commitments, state

Builder = Callable[[Any, Any], list[Object]]

BUILDERS: dict[type[Recorded], Builder] = {
    Publisher: publishers,
    PublisherAlias: publisher_aliases,
    Source: sources,
    Actor: actors,
    ActorAlias: actor_aliases,
    Membership: memberships,
    Leader: leaders,
    LeaderAlias: leader_aliases,
    Tenure: tenures,
    Package: packages,
    Guarantee: guarantees,
    Condition: conditions,
    NegotiationEvent: events,
    Participation: participations,
    Commitment: commitments,
    Statement: statements,
    CommitmentUpdate: updates,
    ConditionUpdate: condition_updates,
    PositionUpdate: positions,
    RequirementUpdate: requirements,
}

# Fields that move with the day, or with the last day of the whole record: a feed that repeated them would have to
# tell something new of every commitment every morning.
DAILY = {"unreaffirmed", "stale"}


def for_feed(built: Object) -> Object:
    """An object as the feed tells it."""
    return {name: value for name, value in built.items() if name not in DAILY}


def place_of(model: type[Recorded], built: Object) -> tuple[str, str]:
    """The keys of the package and the actor under which a row of the feed is found; "" where there is none.

    A statement stands under the first of those in whose name it is.
    """
    package = built["key"] if model is Package else built.get("package")
    named = built["key"] if model is Actor else built.get("actor") or built.get("member")
    actor = named or next(iter(built.get("speaking_for") or ()), "")
    return package or "", actor


__all__ = [
    "BUILDERS",
    "DAILY",
    "REMOVED",
    "Builder",
    "Object",
    "actor_aliases",
    "actors",
    "commitments",
    "condition_updates",
    "conditions",
    "events",
    "for_feed",
    "guarantees",
    "leader_aliases",
    "leaders",
    "memberships",
    "packages",
    "participations",
    "place_of",
    "positions",
    "publisher_aliases",
    "publishers",
    "requirements",
    "requirements_of",
    "sources",
    "state",
    "statements",
    "tenures",
    "updates",
]
