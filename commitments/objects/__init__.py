"""Every noun and claim as data, in the shape in which the API shows it.

One home for the pages, the API and the payloads of the feed. A builder takes rows of one model and the question's two
times, gives one dict for each row in the same order, and asks a constant number of queries.
"""

from collections.abc import Callable
from typing import Any

from actors.models import Actor, Leader, Membership, Tenure
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
from sources.models import Publisher, Source

from .claims import condition_updates, positions, requirements, updates
from .documents import publishers, sources
from .fields import Object
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
    Source: sources,
    Actor: actors,
    Membership: memberships,
    Leader: leaders,
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

# Fields that move with the day alone: a feed that repeated them would have to tell something new every morning.
DAILY = {"unreaffirmed", "stale"}


def for_feed(built: Object) -> Object:
    """An object as the feed tells it."""
    return {name: value for name, value in built.items() if name not in DAILY}


def place_of(model: type[Recorded], built: Object) -> tuple[str, str]:
    """The keys of the package and the actor under which a row of the feed is found; "" where there is none."""
    package = built["key"] if model is Package else built.get("package")
    actor = (
        built["key"]
        if model is Actor
        else built.get("actor") or built.get("member") or built.get("speaking_for")
    )
    return package or "", actor or ""


__all__ = [
    "BUILDERS",
    "DAILY",
    "Builder",
    "Object",
    "actors",
    "commitments",
    "condition_updates",
    "conditions",
    "events",
    "for_feed",
    "guarantees",
    "leaders",
    "memberships",
    "packages",
    "participations",
    "place_of",
    "positions",
    "publishers",
    "requirements",
    "requirements_of",
    "sources",
    "state",
    "statements",
    "tenures",
    "updates",
]
