"""How far a condition has come true, given the claims that count (conditions/v1).

Conditions have no lanes: all claims fold together, and the newest change, refinement or correction sets the
state. **Met** reads as true and **impossible** as false. Everything else is open: unmet so far, partly met,
disputed, unknown, and a condition of which nobody has said anything. **Since** is the day of the first
claim of the latest unbroken run of the state.

The **state** is what was said. How a condition counts is its **truth**: that of the state, or what follows from other
conditions (implies/v1) and from commitments (firmness/v2). Everything that waits for it is read by its truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ledger.choices import Kind
from ledger.folding import SETTING

from .choices import ConditionState as Word

RULE = "conditions/v1"

Truth = Literal["true", "false", "open"]


@dataclass(frozen=True, slots=True)
class ConditionClaim:
    """A claim about a condition, as the rules see it; `state` is None where it does not carry one."""

    key: str
    kind: str
    relates_to: str | None
    day: date
    sequence: int
    recorded_at: datetime
    state: str | None = None
    said_at: datetime | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class ConditionState:
    """What stands: the `state` (None when no claim sets one), its `truth`, the claims that count in order."""

    state: str | None
    truth: Truth
    since: date | None
    last_said: date | None
    updates: tuple[str, ...]


def fold(claims: Sequence[ConditionClaim]) -> ConditionState | None:
    """The state of a condition, given its claims that count, in order; None without a claim."""
    if not claims:
        return None
    state: str | None = None
    since: date | None = None
    last_said: date | None = None
    for claim in claims:
        if claim.kind in SETTING and claim.state and claim.state != state:
            state, since = claim.state, claim.day
        if claim.kind != Kind.DENIAL:
            last_said = claim.day
    return ConditionState(
        state=state,
        truth=truth_of_word(state),
        since=since,
        last_said=last_said,
        updates=tuple(claim.key for claim in claims),
    )


def truth_of(state: ConditionState | None) -> Truth:
    """`true`, `false` or `open`; a condition without a claim is open."""
    return state.truth if state else "open"


def truth_of_word(word: str | None) -> Truth:
    """The truth of a word for a state of a condition (None: nobody has said anything)."""
    if word == Word.MET:
        return "true"
    return "false" if word == Word.IMPOSSIBLE else "open"
