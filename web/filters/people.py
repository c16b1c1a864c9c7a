"""What may be asked of actors and leaders."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet

from actors.choices import ActorKind, OfficeClass
from actors.models import Actor, Leader, Membership, Tenure
from commitments.models import Commitment
from guarantees.choices import Contribution
from ledger.asof import AsOf

from .parameters import KeyOf, Parameter, word_of

ACTORS: Final[tuple[Parameter, ...]] = (
    word_of("kind", "The sort of actor.", ActorKind),
    KeyOf("member_of", "Belongs to this group or organisation on as_of.", Actor),
    word_of("contribution", "Has a commitment, alone or jointly, to this contribution.", Contribution),
)
LEADERS: Final[tuple[Parameter, ...]] = (
    KeyOf("actor", "Holds an office of this actor on as_of.", Actor),
    word_of("office_class", "Holds an office of this class on as_of.", OfficeClass),
)


def actors(values: Mapping[str, Any], at: AsOf) -> QuerySet[Actor]:
    """The known actors that fit."""
    rows = Actor.objects.known(at)
    if "kind" in values:
        rows = rows.filter(kind=values["kind"])
    if "member_of" in values:
        rows = rows.filter(pk__in=members(values["member_of"].pk, at))
    if "contribution" in values:
        own = Commitment.objects.known(at).filter(contribution=values["contribution"]).order_by()
        joint = Commitment.joint_with.through.objects.filter(commitment__in=own.values("pk"))
        rows = rows.filter(Q(pk__in=own.values("actor")) | Q(pk__in=joint.values("actor")))
    return rows


def leaders(values: Mapping[str, Any], at: AsOf) -> QuerySet[Leader]:
    """The known leaders that fit; actor and office_class ask for one tenure that covers the day."""
    rows = Leader.objects.known(at)
    if not values.keys() & {"actor", "office_class"}:
        return rows
    held = Tenure.objects.holding(at).order_by()
    if "actor" in values:
        held = held.filter(actor=values["actor"].pk)
    if "office_class" in values:
        held = held.filter(office_class=values["office_class"])
    return rows.filter(pk__in=held.values("leader"))


def members(organisation: int, at: AsOf) -> QuerySet[Any, Any]:
    """The ids of the actors that belong to a group or organisation on the day."""
    return Membership.objects.holding(at).filter(organisation=organisation).order_by().values("member")
