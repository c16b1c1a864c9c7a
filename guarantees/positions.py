"""Where an actor stands on a contribution to a guarantee, given the claims that count (positions/v1).

Positions have no lanes: the newest claim for an actor, guarantee and contribution stands. A denial or a
retraction says no stance of its own and never stands. **Since** is the day of the first claim of the latest
unbroken run of the stance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledger.choices import Kind

RULE = "positions/v1"

#: The kinds of claim that say a stance.
STATING: frozenset[str] = frozenset({Kind.CHANGE, Kind.REFINEMENT, Kind.CORRECTION, Kind.REAFFIRMATION})


@dataclass(frozen=True, slots=True)
class PositionClaim:
    """A claim about one actor's stance on one contribution to one guarantee, as the rules see it."""

    key: str
    kind: str
    relates_to: str | None
    day: date
    sequence: int
    recorded_at: datetime
    stance: str | None = None
    said_at: datetime | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class PositionState:
    """The `stance` that stands and the key of the claim (`update`) that says it."""

    stance: str
    update: str
    since: date
    last_said: date


def fold(claims: Sequence[PositionClaim]) -> PositionState | None:
    """The stance that stands, given the claims that count, in order; None where no claim says one."""
    state: PositionState | None = None
    for claim in claims:
        if claim.kind not in STATING or not claim.stance:
            continue
        since = state.since if state and state.stance == claim.stance else claim.day
        state = PositionState(claim.stance, claim.key, since, claim.day)
    return state
