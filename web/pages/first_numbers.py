"""The numbers with which a page begins: how much stands on the day, by how many, and what is claimed without a list."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from actors.choices import ActorKind
from actors.models import Actor, Membership
from commitments.choices import Headline
from commitments.leading import parties, unlisted
from commitments.models import Commitment, CommitmentState, CommitmentUpdate
from commitments.objects import Object
from commitments.objects.fields import keys_through
from guarantees.choices import Unit
from guarantees.evidence import documents_of
from guarantees.quantities import Interval
from ledger.asof import AsOf
from web.charts.figures import interval
from web.languages import series


def counts_of(at: AsOf) -> dict[str, int]:
    """The commitments of which anything stands on the day, their actors, the claims, and the sources of these.

    Six queries.
    """
    stand = CommitmentState.objects.at(at).filter(is_set=True).values("commitment")
    rows = list(Commitment.objects.known(at).filter(pk__in=stand).order_by().values_list("pk", "actor__key"))
    joint = keys_through(Commitment.joint_with.through, "commitment", "actor", [pk for pk, _actor in rows])
    claims = list(CommitmentUpdate.objects.said_by(at))
    return {
        "commitments": len(rows),
        "actors": len(parties((actor, joint[pk]) for pk, actor in rows)),
        "updates": len(claims),
        "sources": len({one.key for documents in documents_of(claims).values() for one in documents}),
    }


def sized(at: AsOf) -> QuerySet[Actor]:
    """Actors, each with how many of its members are `named` on the day."""
    return Actor.objects.annotate(named=_members_named("pk", at))


def _members_named(organisation: str, at: AsOf) -> Coalesce:
    """How many members are named on the day, of the actor in that column of a row."""
    members = Membership.objects.holding(at).filter(organisation=OuterRef(organisation)).order_by()
    named = members.values("organisation").annotate(n=Count("member", distinct=True)).values("n")
    return Coalesce(Subquery(named, output_field=IntegerField()), 0)


def unlisted_size(actor: Any) -> Interval | None:
    """The size of a group of which not all members are named; `actor` is one of `sized`. None for any other."""
    if actor.kind != ActorKind.GROUP:
        return None
    return unlisted(actor.size_low, actor.size_high, actor.named)


def with_lists(sums: Sequence[Object], at: AsOf) -> list[Object]:
    """Totals, each with whether it counts states that a group claims without a list. One query at most."""
    if not any(one["unit"] == Unit.STATES for one in sums):
        return [{**one, "unlisted": False} for one in sums]
    said = Commitment.objects.known(at).filter(unit=Unit.STATES, actor__kind=ActorKind.GROUP)
    rows = said.select_related("actor", "guarantee").annotate(named=_members_named("actor", at)).order_by()
    claimed = {
        (row.guarantee.key, row.contribution)
        for row in rows
        if unlisted(row.actor.size_low, row.actor.size_high, row.named)
    }
    return [
        {
            **one,
            "unlisted": one["unit"] == Unit.STATES and (one["guarantee"], one["contribution"]) in claimed,
        }
        for one in sums
    ]


def claimed_in_words(claimed: Sequence[Interval]) -> str:
    """`26 claimed without a list`, `26 and 10–12 claimed without a list`; empty for nothing."""
    if not claimed:
        return ""
    sizes = series([interval(size.low, size.high, None) for size in claimed])
    return _("%(sizes)s claimed without a list") % {"sizes": sizes}


def has_word(cell: Object | None) -> bool:
    """Whether a cell of the matrix says anything, officially or as reported."""
    return cell is not None and (cell["headline"] != Headline.NONE or cell["reported"] is not None)
