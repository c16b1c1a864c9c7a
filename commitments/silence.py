"""What an actor once asked for and later words do not mention: silence is not dropping (silence/v1).

An official claim that names other conditions than those before it takes their place: what it leaves out is not
required any more. Whether that was dropped or only not mentioned, nobody has said.

Read **as stated**, what earlier words asked for and the last ones leave out is not required. Read **strictly** it still
is: required is what is required as stated, and what each word since the last new beginning asked for, alternatives and
all, in as few ways as there are. One that asked for peace or a ceasefire asks for no peace once a ceasefire is
required. Taken out is what a later word drops, in a claim that says so: the other ways stay. A change to refused,
withdrawn or lapsed is a new beginning: it ends all that was asked for, and its own words ask for nothing. So do
denials and retractions, and what was retracted or corrected has never asked for anything.

A condition is **no longer named** when

- a word of the official lane asked for it, and neither what is required now nor the words since fulfil what that word
  asked for, also by what they imply (implies/v1),
- it is not part of what is required now or of the newest word, nor implied by either,
- and no word since has dropped it or begun anew.

**Last named** is the day of the last claim that named it, whatever has become of the condition itself: one that is
met is a condition still. A claim that names it again ends the silence.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guarantees.requires import Requires, keys
from ledger.choices import Kind

from .folding import ENDED, CommitmentClaim, without

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
    asked, implied = _asked(claims), _implied(claims)
    last = {key: NoLongerNamed(one.day, key, one.key) for one, _needed in asked for key in keys(one.requires)}
    unfulfilled, _strictly = _unfulfilled(asked, required, implied)
    newest = [one for one in claims if one.kind not in _SILENT_KINDS][-1:]
    still = _with_implied((*keys(required), *(key for one in newest for key in keys(one.requires))), implied)
    return tuple(sorted({last[key] for needed in unfulfilled for key in keys(needed) if key not in still}))


def read_strictly(claims: Sequence[CommitmentClaim], required: Requires) -> Requires:
    """What is required where all that was asked for and never dropped still counts; the arguments as above."""
    return _unfulfilled(_asked(claims), required, _implied(claims))[1]


def fulfils(required: Requires, asked: Requires, implied: Collection[tuple[str, str]]) -> bool:
    """Whether every way to meet what is required meets what was asked for as well.

    `implied` are conditions beside those that they imply, however far.
    """
    return not asked or all(_meets(_with_implied(way, implied), asked) for way in required or ((),))


def _asked(claims: Sequence[CommitmentClaim]) -> list[tuple[CommitmentClaim, Requires]]:
    """The words since the last new beginning, each with what it asked for and nobody dropped."""
    found: list[tuple[CommitmentClaim, Requires]] = []
    for claim in claims:
        if claim.kind in _SILENT_KINDS:
            continue
        if claim.kind == Kind.CHANGE and claim.standing in ENDED:
            found = []
            continue
        found = [(one, without(needed, claim.drops)) for one, needed in found]
        found.append((claim, claim.requires))
    return found


def _unfulfilled(
    asked: Sequence[tuple[CommitmentClaim, Requires]],
    required: Requires,
    implied: Collection[tuple[str, str]],
) -> tuple[list[Requires], Requires]:
    """What words asked for that neither what is required nor the words after them fulfil; and all of it together."""
    found = []
    strictly = required
    for _claim, needed in reversed(asked):
        if not fulfils(strictly, needed, implied):
            found.append(needed)
            strictly = _both(strictly, needed, implied)
    return found, strictly


def _both(required: Requires, asked: Requires, implied: Collection[tuple[str, str]]) -> Requires:
    """The ways to meet both, without those that need all that another one does."""
    ways: list[tuple[str, ...]] = []
    for way in required or ((),):
        met = _with_implied(way, implied)
        # A way that meets what was asked for needs no more.
        also = [()] if _meets(met, asked) else asked
        ways += [(*way, *(key for key in more if key not in met)) for more in also]
    needs = [_with_implied(way, implied) for way in ways]
    return tuple(
        way
        for n, way in enumerate(ways)
        if not any(
            {*other} <= needs[n] and (m < n or not {*way} <= needs[m])
            for m, other in enumerate(ways)
            if m != n
        )
    )


def _meets(met: Collection[str], asked: Requires) -> bool:
    """Whether conditions are enough for one of the ways."""
    return any(all(key in met for key in way) for way in asked)


def _implied(claims: Iterable[CommitmentClaim]) -> set[tuple[str, str]]:
    """What the conditions that were named imply."""
    return {pair for claim in claims for pair in claim.implied}


def _with_implied(conditions: Iterable[str], implied: Collection[tuple[str, str]]) -> set[str]:
    """Conditions and those that they imply."""
    own = {*conditions}
    return own | {other for key, other in implied if key in own}
