"""Conditions that a draft leaves out of what its lane stands on: dropped, or not mentioned?

A claim that says what it requires replaces what stood. Whether it drops a condition or only does not mention it is for
the one who read the words to say: what is dropped is kept with the claim, and what is not mentioned is derived as no
longer named. Nothing is left out where what the claim requires fulfils what stood: where that was peace or a ceasefire,
peace was never asked for beside the ceasefire.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.folding import ENDED, without
from commitments.models import CommitmentState, CommitmentUpdate
from commitments.projecting import all_implications
from commitments.silence import fulfils
from guarantees import requires
from guarantees.implications import implied_by_each
from guarantees.models import Condition, Statement
from ledger.exceptions import RuleBroken
from ledger.folding import FOREVER, SETTING
from ledger.vocabulary import Vocabulary

from . import speaking


class Answer(Vocabulary):
    """What became of a condition that a claim leaves out."""

    DROPPED = "dropped", "The words say that it is asked for no longer.", "Dropped: the words say so"
    NOT_MENTIONED = "not_mentioned", "The words do not speak of it.", "Not mentioned"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A condition that stands in the lane of a draft claim and that the claim neither names, implies nor drops."""

    claim: CommitmentUpdate
    condition: Condition

    @property
    def name(self) -> str:
        """The name of the question in a form."""
        return f"left-out-{self.claim.pk}-{self.condition.pk}"

    def __str__(self) -> str:
        return f"{self.claim.commitment} no longer names “{self.condition}”: dropped, or not mentioned?"


def left_out(statement: Statement) -> list[LeftOut]:
    """The conditions that the claims of a draft leave out, in the order of entry.

    A claim that names no condition leaves what stands, and what refuses or withdraws waits for nothing.
    """
    claims = statement.commitmentupdates.select_related(
        "commitment__actor", "commitment__guarantee", "statement"
    )
    return [
        LeftOut(claim, condition)
        for claim in claims.order_by("pk")
        if claim.kind in SETTING and claim.requires and claim.standing not in ENDED
        for condition in _missing(claim)
    ]


def answer(statement: Statement, answers: Mapping[str, str]) -> None:
    """Keep what is dropped with its claim. Raises RuleBroken `not_answered` while a question is open."""
    asked = left_out(statement)
    open_ = [one for one in asked if answers.get(one.name) not in Answer.values]
    if open_:
        raise RuleBroken("not_answered", " ".join(map(str, open_)), field=open_[0].name)
    for one in asked:
        if answers[one.name] == Answer.DROPPED:
            one.claim.drops.add(one.condition)


def _missing(claim: CommitmentUpdate) -> list[Condition]:
    """The conditions that stand in the lane on the day of the claim, without those that it speaks of."""
    actors = [actor.key for actor in claim.statement.speaking_for.all()]
    words = (claim.statement, actors, claim.commitment)
    [lane] = speaking.lanes([words], beside=speaking.new_memberships())
    states = CommitmentState.objects.filter(commitment=claim.commitment, lane=lane, known_to=FOREVER)
    state = states.filter(true_from__lte=claim.day, true_to__gt=claim.day).first()
    if state is None:
        return []
    said = requires.parse(claim.requires)
    implied = implied_by_each(requires.keys(said), all_implications())
    dropped = tuple(claim.drops.values_list("key", flat=True))
    stood = tuple(tuple(way) for way in state.requires)
    if fulfils(said, without(stood, dropped), implied):
        return []
    spoken_of = {*requires.keys(said), *(other for _key, other in implied), *dropped}
    return list(Condition.objects.filter(key__in=set(requires.keys(stood)) - spoken_of).order_by("key"))
