"""In which lane words stand: what the rule of lanes is asked, read from the record and from drafts beside it."""

from collections.abc import Collection, Sequence

from django.db.models import prefetch_related_objects

from actors.models import Actor, Membership
from commitments.lanes import Membership as Belonging
from commitments.lanes import lane_of
from commitments.models import Commitment, CommitmentUpdate
from guarantees.models import Statement


def set_lanes(updates: Sequence[CommitmentUpdate]) -> None:
    """Set the lane of each claim, read with its statement and commitment, by the rule; a constant number of queries."""
    prefetch_related_objects(updates, "commitment__joint_with", "statement__speaking_for")
    found = lanes(
        [
            (
                update.statement,
                [actor.key for actor in update.statement.speaking_for.all()],
                update.commitment,
            )
            for update in updates
        ]
    )
    for update, lane in zip(updates, found, strict=True):
        update.lane = lane


def lanes(
    words: Sequence[tuple[Statement, Collection[str], Commitment]],
    *,
    beside: Sequence[Membership] = (),
) -> list[str]:
    """The lane in which a statement, saved or not, in the name of actors with these keys would speak of a commitment.

    A statement that is not saved yet has no actors of its own. `beside` are draft memberships that count as well.
    """
    columns = ("member__key", "organisation__key", "since", "until")
    standing = Membership.objects.published().filter(superseded_at__isnull=True).order_by()
    memberships = [Belonging(*row) for row in standing.values_list(*columns)]
    memberships += [Belonging(row.member.key, row.organisation.key, row.since, row.until) for row in beside]
    groups = set(Actor.objects.filter(kind="group").order_by().values_list("key", flat=True))
    return [
        lane_of(
            attribution=statement.attribution,
            speaking_for=speaking_for,
            actor=commitment.actor.key,
            joint_with=[actor.key for actor in commitment.joint_with.all()],
            said_on=statement.said_high,
            memberships=memberships,
            group_keys=groups,
        )
        for statement, speaking_for, commitment in words
    ]


def new_memberships() -> list[Membership]:
    """Draft memberships that take the place of no published one."""
    rows = Membership.objects.select_related("member", "organisation").order_by("pk")
    drafts = list(rows.drafts())
    there = set(Membership.objects.published().values_list(*Membership.identity)) if drafts else set()
    return [row for row in drafts if tuple(getattr(row, name) for name in Membership.identity) not in there]
