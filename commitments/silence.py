"""What an actor once asked for and later words do not mention: silence is not dropping (silence/v1).

An official claim that names other conditions than those before it takes their place: what it leaves out is not
required any more. Whether that was dropped or only not mentioned, nobody has said. Such a condition is **no longer
named** when

- a claim of the official lane that counts asked for it, and a later one does not name it,
- it is not part of what is required now, nor implied by it (implies/v1),
- and no word since has dropped it: a claim that says so, or a change to refused, withdrawn or lapsed, after which
  every offer begins anew.

**Last named** is the day of the last claim that named it, whatever has become of the condition itself: one that is
met is a condition still. A claim that names it again ends the silence. Denials and retractions ask for nothing, and
what was retracted or corrected has never asked for anything.

Read **as stated**, what is no longer named is not required. Read **strictly** it still is: every alternative of what is
required needs it too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guarantees.requires import Requires, keys
from ledger.choices import Kind

from .folding import ENDED, CommitmentClaim

RULE = "silence/v1"

#: Kinds of claim that say nothing of what is asked for.
_SILENT_KINDS = frozenset({Kind.DENIAL.value, Kind.RETRACTION.value})


@dataclass(frozen=True, slots=True, order=True)
class NoLongerNamed:
    """A condition that was asked for and is not named any more: the day and the key of the claim that named it last."""

    last_named: date
    condition: str
    update: str


def no_longer_named(claims: Sequence[CommitmentClaim], required: Requires) -> tuple[NoLongerNamed, ...]:
    """The conditions that later words neither name nor drop, the longest silent first.

    `claims` are those of the official lane that count, in order; `required` is what they fold to.
    """
    named: dict[str, NoLongerNamed] = {}
    newest: CommitmentClaim | None = None
    for claim in claims:
        if claim.kind in _SILENT_KINDS:
            continue
        newest = claim
        if claim.kind == Kind.CHANGE and claim.standing in ENDED:
            named.clear()
        for condition in claim.drops:
            named.pop(condition, None)
        for condition in keys(claim.requires):
            named[condition] = NoLongerNamed(claim.day, condition, claim.key)
    still = {*keys(required), *(keys(newest.requires) if newest else ())}
    still |= {other for claim in claims for key, other in claim.implied if key in still}
    return tuple(sorted(one for key, one in named.items() if key not in still))


def read_strictly(required: Requires, conditions: Iterable[str]) -> Requires:
    """What is required where the conditions that are no longer named still count: every alternative needs them too."""
    also = tuple(conditions)
    if not also:
        return required
    return tuple(tuple(dict.fromkeys((*alternative, *also))) for alternative in required or ((),))
