"""What a changeset moves beside its own rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from actors.models import Actor, Leader, Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate, Reach, StateCondition
from commitments.projecting import turn_commitments
from guarantees import requires
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
from ledger.folding import FOREVER
from ledger.models import Recorded

Rows = dict[type[Recorded], list[Any]]


@dataclass(slots=True)
class Touched:
    """Primary keys of rows, by model, whose object may have moved."""

    pks: dict[type[Recorded], set[int]] = field(default_factory=lambda: defaultdict(set))

    def mark(self, model: type[Recorded], pks: Iterable[int | None]) -> None:
        self.pks[model] |= {pk for pk in pks if pk is not None}

    def add(self, other: "Touched") -> None:
        for model, pks in other.pks.items():
            self.pks[model] |= pks

    def of(self, model: type[Recorded]) -> set[int]:
        return self.pks[model]


def turn_projections(rows: Rows, stamp: datetime) -> None:
    """Bring the projections of every subject of these claims up to the stamp."""
    turn(CONDITIONS, {claim.condition_id for claim in rows.get(ConditionUpdate, ())}, stamp)
    turn(
        POSITIONS,
        {(claim.actor_id, claim.guarantee_id, claim.contribution) for claim in rows.get(PositionUpdate, ())},
        stamp,
    )
    turn(REQUIREMENTS, {claim.guarantee_id for claim in rows.get(RequirementUpdate, ())}, stamp)
    turn_commitments({claim.commitment_id for claim in rows.get(CommitmentUpdate, ())}, stamp)


def touched_by(rows: Rows) -> Touched:
    """What may show something else because of these rows. Asked before and after the projections are turned."""
    touched = Touched()
    _by_people(rows, touched)
    _by_statements(rows, touched)
    _by_claims(rows, touched)
    _by_commitments(rows, touched)
    return touched


def _by_people(rows: Rows, touched: Touched) -> None:
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


def _by_claims(rows: Rows, touched: Touched) -> None:
    conditions = {claim.condition_id for claim in rows.get(ConditionUpdate, ())}
    _mark_what_waits(conditions, touched)
    touched.mark(Guarantee, (claim.guarantee_id for claim in rows.get(RequirementUpdate, ())))
    against = Q()
    for claim in rows.get(PositionUpdate, ()):
        against |= Q(guarantee=claim.guarantee_id, contribution=claim.contribution)
    if against:
        touched.mark(Commitment, Commitment.objects.published().filter(against).values_list("pk", flat=True))


def _by_commitments(rows: Rows, touched: Touched) -> None:
    claims = rows.get(CommitmentUpdate, [])
    commitments = {claim.commitment_id for claim in claims}
    touched.mark(Commitment, commitments)
    named = {key for claim in claims for key in requires.keys(requires.parse(claim.requires))}
    touched.mark(Condition, Condition.objects.filter(key__in=named).values_list("pk", flat=True))
    standing = StateCondition.objects.filter(state__commitment__in=commitments, state__known_to=FOREVER)
    touched.mark(Condition, standing.values_list("condition_id", flat=True))
    _mark_what_waits(_reached_by(commitments), touched)
    new = [row.pk for row in rows.get(Commitment, ())]
    if new:
        touched.mark(Actor, (row.actor_id for row in rows[Commitment]))
        joint = Commitment.joint_with.through.objects.filter(commitment__in=new)
        touched.mark(Actor, joint.values_list("actor_id", flat=True))


def _mark_what_waits(conditions: set[int], touched: Touched) -> None:
    """Conditions that may come true, with everything that shows whether they have.

    The commitments that name one of them, the other conditions that these name (fewer may wait for them), and in turn
    the conditions that ask how far these commitments have come.
    """
    seen: set[int] = set()
    while conditions - seen:
        seen |= conditions
        waiting = set(_waiting_for(conditions))
        beside = StateCondition.objects.filter(state__commitment__in=waiting, state__known_to=FOREVER)
        touched.mark(Commitment, waiting)
        touched.mark(Condition, conditions)
        touched.mark(Condition, beside.values_list("condition_id", flat=True))
        conditions = _reached_by(waiting)


def _reached_by(commitments: set[int]) -> set[int]:
    """The conditions that ask what one of these commitments reaches."""
    return set(Reach.objects.filter(commitment__in=commitments).values_list("condition_id", flat=True))


def _waiting_for(conditions: set[int]) -> Iterable[int]:
    """The commitments whose standing state names one of the conditions."""
    if not conditions:
        return ()
    states = StateCondition.objects.filter(condition__in=conditions, state__known_to=FOREVER)
    return states.values_list("state__commitment_id", flat=True)
