"""What becomes part of the record together: drafts, and every draft that they rest on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from actors.choices import ActorKind
from actors.models import Actor, Leader, Membership
from commitments.models import CommitmentUpdate
from guarantees import requires
from guarantees.models import (
    Condition,
    ConditionUpdate,
    NegotiationEvent,
    PositionUpdate,
    RequirementUpdate,
    Statement,
    StatementClaim,
)
from ledger.models import Recorded
from ledger.versions import short, version_of
from sources.models import Publisher

from .records import tables
from .records.published import MODELS
from .speaking import new_memberships

CLAIMS: tuple[type[StatementClaim], ...] = (
    CommitmentUpdate,
    ConditionUpdate,
    PositionUpdate,
    RequirementUpdate,
)
TABLE_OF: dict[type[Recorded], tables.Table] = {model: tables.OF_NAME[name] for name, model in MODELS.items()}

Place = tuple[type[Recorded], int]


@dataclass(slots=True)
class Bundle:
    """Drafts that are published together, in the order in which they were found, and what they refer to.

    `drafts` are the rows that were asked for and those that become part of the record with them; `published` is what
    any of them names and is there already; `elsewhere` are the places where one names a claim of another draft.
    """

    drafts: dict[Place, Any] = field(default_factory=dict)
    published: dict[Place, Any] = field(default_factory=dict)
    elsewhere: list[tuple[Any, str, Any]] = field(default_factory=list)

    def of(self, model: type[Any]) -> list[Any]:
        """The drafts of one model."""
        return [row for row in self.drafts.values() if isinstance(row, model)]

    @property
    def nouns(self) -> list[Any]:
        """The drafts that are neither statements nor claims."""
        return [row for row in self.drafts.values() if not isinstance(row, Statement | StatementClaim)]


def claims_of(statement: Statement) -> list[Any]:
    """The claims of a statement, in the order of entry."""
    return [
        claim
        for model in CLAIMS
        for claim in model._default_manager.filter(statement=statement).order_by("pk")
    ]


def bundle_of(statement: Statement) -> Bundle:
    """A draft statement with its claims and every draft noun that it uses first."""
    return gather([statement, *claims_of(statement)])


def gather(rows: Iterable[Any]) -> Bundle:
    """These drafts and the drafts that they rest on, however far."""
    bundle = Bundle()
    chosen = list(rows)
    waiting = [*chosen, *(part for row in chosen for part in _parts(row))]
    for row in waiting:
        bundle.drafts.setdefault(place_of(row), row)
    while waiting:
        row = waiting.pop(0)
        for name, other in references(row):
            place = place_of(other)
            if place in bundle.drafts:
                continue
            if other.is_published:
                bundle.published[place] = other
            elif isinstance(other, Statement | StatementClaim):
                bundle.elsewhere.append((row, name, other))
            else:
                new = [one for one in (other, *_parts(other)) if place_of(one) not in bundle.drafts]
                waiting += new
                bundle.drafts |= {place_of(one): one for one in new}
    return bundle


def version_of_all(bundle: Bundle) -> str:
    """A short text that is another one as soon as one of these drafts has changed, or another belongs to them."""
    versions = [
        (row.feed_type, row.pk, version_of(row), version_of(row.reach) if hasattr(row, "reach") else "")
        for row in bundle.drafts.values()
    ]
    return short(sorted(versions))


def place_of(row: Any) -> Place:
    return type(row), row.pk


def references(row: Any) -> Iterator[tuple[str, Any]]:
    """What a row names, with the field by which it does."""
    for column in TABLE_OF[type(row)].columns:
        if not column.refers_to:
            continue
        if column.name == "requires":
            keys = requires.keys(requires.parse(row.requires))
            yield from (("requires", other) for other in Condition.objects.filter(key__in=keys))
        elif column.cell.is_set:
            yield from ((column.name, other) for other in getattr(row, column.name).all())
        elif (other := getattr(row, column.attribute)) is not None:
            yield column.attribute, other
    if isinstance(row, Condition) and hasattr(row, "reach"):
        yield "reach", row.reach.commitment


def _parts(row: Any) -> list[Any]:
    """Drafts that say more about a draft: other names, offices, memberships, who takes part in an event.

    For a claim these are the memberships by which it is the own word of those who commit themselves.
    """
    if isinstance(row, Leader):
        return [*row.aliases.drafts(), *row.tenures.drafts()]
    if isinstance(row, Actor):
        return [*row.aliases.drafts(), *row.memberships.drafts(), *row.members.drafts()]
    if isinstance(row, Publisher):
        return list(row.aliases.drafts())
    if isinstance(row, NegotiationEvent):
        return list(row.participations.drafts())
    if isinstance(row, CommitmentUpdate):
        return list(_by_which_it_is_official(row))
    return []


def _by_which_it_is_official(claim: CommitmentUpdate) -> Iterator[Membership]:
    """New memberships between those who speak and those who commit themselves, on the day on which it is said."""
    speaking = {actor.pk for actor in claim.statement.speaking_for.all()}
    committed, day = claim.commitment.actor_id, claim.statement.said_high
    for row in new_memberships():
        is_inside = row.organisation_id == committed and row.member_id in speaking
        is_group = row.organisation.kind == ActorKind.GROUP and row.organisation_id in speaking
        covers = (row.since or day) <= day <= (row.until or day)
        if (is_inside or (is_group and row.member_id == committed)) and covers:
            yield row
