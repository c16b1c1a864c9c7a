"""What a changeset moves beside its own rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from actors.models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate, Reach, StateCondition
from commitments.projecting import turn_commitments
from guarantees.models import (
    Condition,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Participation,
    PositionUpdate,
    RequirementUpdate,
    Statement,
)
from guarantees.projecting import CONDITIONS, POSITIONS, REQUIREMENTS
from guarantees.projection import turn
from ledger.models import Recorded
from sources.models import Publisher, PublisherAlias

Rows = dict[type[Recorded], list[Any]]


@dataclass(slots=True)
class Touched:
    """Primary keys of rows, by model, whose object may have moved."""

    pks: dict[type[Recorded], set[int]] = field(default_factory=lambda: defaultdict(set))

    def mark(self, model: type[Recorded], pks: Iterable[int | None]) -> None:
        self.pks[model] |= {pk for pk in pks if pk is not None}

    def of(self, model: type[Recorded]) -> set[int]:
        return self.pks[model]


@dataclass(frozen=True, slots=True)
class Links:
    """What waits for what, before a changeset and after it."""

    stamp: datetime
    reaches: Sequence[tuple[int, int]]
    implications: Sequence[tuple[int, int]]

    def states(self) -> "QuerySet[StateCondition]":
        """The conditions of the states that stand, and of those that ended with this changeset."""
        return StateCondition.objects.filter(state__known_to__gte=self.stamp).order_by()

    def reached_by(self, commitments: set[int]) -> set[int]:
        """The conditions that ask what one of these commitments reaches."""
        return {condition for commitment, condition in self.reaches if commitment in commitments}

    def moved_with(self, conditions: set[int]) -> set[int]:
        """The conditions whose truth can follow from one of these, or theirs from it."""
        found: set[int] = set()
        edge = conditions
        while edge - found:
            found |= edge
            edge = {one for pair in self.implications if found & {*pair} for one in pair}
        return found

    def waiting_for(self, conditions: set[int]) -> set[int]:
        """The commitments whose states name one of the conditions."""
        return set(
            self.states().filter(condition__in=conditions).values_list("state__commitment_id", flat=True)
        )

    def named_by(self, commitments: set[int]) -> set[int]:
        """The conditions that the states of these commitments name."""
        if not commitments:
            return set()
        named = self.states().filter(state__commitment__in=commitments)
        return set(named.values_list("condition_id", flat=True))


def turn_projections(claims: Rows, stamp: datetime) -> None:
    """Bring the projections of every subject of these claims up to the stamp."""
    about = claims.get(PositionUpdate, ())
    turn(CONDITIONS, {claim.condition_id for claim in claims.get(ConditionUpdate, ())}, stamp)
    turn(POSITIONS, {(claim.actor_id, claim.guarantee_id, claim.contribution) for claim in about}, stamp)
    turn(REQUIREMENTS, {claim.guarantee_id for claim in claims.get(RequirementUpdate, ())}, stamp)
    turn_commitments({claim.commitment_id for claim in claims.get(CommitmentUpdate, ())}, stamp)


def touched_by(rows: Rows, stamp: datetime) -> Touched:
    """What may show something else because of these rows. Asked once the projections are turned."""
    touched = Touched()
    implied = Condition.implies.through.objects.order_by()
    links = Links(
        stamp,
        list(Reach.objects.order_by().values_list("commitment_id", "condition_id")),
        list(implied.values_list("from_condition_id", "to_condition_id")),
    )
    _by_people(rows, touched)
    _by_statements(rows, touched)
    _by_claims(rows, links, touched)
    _by_commitments(rows, links, touched)
    return touched


def _by_people(rows: Rows, touched: Touched) -> None:
    for alias, named in ((ActorAlias, Actor), (LeaderAlias, Leader), (PublisherAlias, Publisher)):
        touched.mark(named, (getattr(row, f"{alias.named}_id") for row in rows.get(alias, ())))
    for row in rows.get(Membership, ()):
        touched.mark(Actor, [row.member_id])
    for row in rows.get(Tenure, ()):
        touched.mark(Actor, [row.actor_id])
        touched.mark(Leader, [row.leader_id])
    touched.mark(NegotiationEvent, (row.event_id for row in rows.get(Participation, ())))


def _by_statements(rows: Rows, touched: Touched) -> None:
    """Events list their statements, statements list their claims."""
    statements = rows.get(Statement, [])
    touched.mark(NegotiationEvent, (row.event_id for row in statements))
    for model in (ConditionUpdate, PositionUpdate, RequirementUpdate, CommitmentUpdate):
        claims = rows.get(model, ())
        touched.mark(Statement, (claim.statement_id for claim in claims))
        # A claim that is corrected or retracted shows when it was superseded.
        touched.mark(model, (claim.relates_to_id for claim in claims))


def _by_claims(rows: Rows, links: Links, touched: Touched) -> None:
    _mark_what_waits({claim.condition_id for claim in rows.get(ConditionUpdate, ())}, links, touched)
    touched.mark(Guarantee, (claim.guarantee_id for claim in rows.get(RequirementUpdate, ())))
    against = Q()
    for claim in rows.get(PositionUpdate, ()):
        against |= Q(guarantee=claim.guarantee_id, contribution=claim.contribution)
    if against:
        touched.mark(
            Commitment, Commitment.objects.published().filter(against).order_by().values_list("pk", flat=True)
        )


def _by_commitments(rows: Rows, links: Links, touched: Touched) -> None:
    commitments = {claim.commitment_id for claim in rows.get(CommitmentUpdate, ())}
    touched.mark(Commitment, commitments)
    touched.mark(Condition, links.named_by(commitments))
    _mark_what_waits(links.reached_by(commitments), links, touched)
    new = [row.pk for row in rows.get(Commitment, ())]
    if new:
        touched.mark(Actor, (row.actor_id for row in rows[Commitment]))
        joint = Commitment.joint_with.through.objects.filter(commitment__in=new)
        touched.mark(Actor, joint.values_list("actor_id", flat=True))


def _mark_what_waits(conditions: set[int], links: Links, touched: Touched) -> None:
    """Conditions that may come true, with everything that shows whether they have.

    The commitments that name one of them, the other conditions that these name (fewer may wait for them), and in turn
    the conditions that ask how far these commitments have come.
    """
    seen: set[int] = set()
    while conditions - seen:
        conditions = links.moved_with(conditions)
        seen |= conditions
        waiting = links.waiting_for(conditions)
        touched.mark(Commitment, waiting)
        touched.mark(Condition, conditions | links.named_by(waiting))
        conditions = links.reached_by(waiting)
