"""A draft as its reader will take it: each claim in a line, with what stands now beside it."""

from dataclasses import dataclass
from typing import Any

from commitments.models import CommitmentState, CommitmentUpdate
from guarantees import requires
from guarantees.models import (
    ConditionStanding,
    ConditionUpdate,
    PositionStanding,
    PositionUpdate,
    Statement,
    StatementClaim,
)
from ledger.folding import FOREVER

from . import publishing
from .bundle import Bundle, claims_of
from .checks import SUBJECT


@dataclass(frozen=True, slots=True)
class Line:
    """One claim: what it is about, what it says, in which lane, and what stood before."""

    claim: Any
    subject: str
    says: str
    lane: str
    now: str


def lines(statement: Statement) -> list[Line]:
    """The claims of a statement, in the order of entry."""
    return [line(claim) for claim in claims_of(statement)]


def nouns(bundle: Bundle) -> list[Any]:
    """The draft nouns that become part of the record with a statement."""
    return sorted(bundle.nouns, key=lambda row: (row._meta.verbose_name, row.key))


def line(claim: StatementClaim) -> Line:
    """One claim, as its reader will take it."""
    subject = " / ".join(str(getattr(claim, name)) for name in SUBJECT[type(claim)])
    lane = ""
    if isinstance(claim, CommitmentUpdate):
        lane = claim.lane or publishing.lanes([(claim.statement, claim.commitment)])[0]
    return Line(claim, subject, says(claim), lane, _now(claim, lane))


def says(claim: Any) -> str:
    """The content of a claim in a few words."""
    parts = [getattr(claim, name, "") for name in ("standing", "strength", "state", "stance")]
    if getattr(claim, "delivery", ""):
        parts.append(f"delivery {claim.delivery}")
    parts.append(figure(claim))
    if waits_for := getattr(claim, "requires", ""):
        text = waits_for if isinstance(waits_for, str) else requires.text_of(waits_for)
        parts.append(f"requires {text}")
    if getattr(claim, "restrictions", ""):
        parts.append(f"limits: {claim.restrictions}")
    return ", ".join(part.replace("_", " ") for part in parts if part) or "nothing of its own"


def figure(row: Any) -> str:
    """A figure with its words; "" without one."""
    low, high, words = getattr(row, "low", None), getattr(row, "high", None), getattr(row, "words", "")
    if low is None and high is None:
        return f"“{words}”" if words else ""
    if low == high:
        text = f"{low:,}"
    elif high is None:
        text = f"{low:,} or more"
    else:
        text = f"{low:,} to {high:,}" if low is not None else f"up to {high:,}"
    unit = getattr(row, "unit", "") or (row.commitment.unit if hasattr(row, "commitment") else "")
    return " ".join(part for part in (text, unit, f"(“{words}”)" if words else "") if part)


def _now(claim: Any, lane: str) -> str:
    """What stands now of the claim's subject, as known now; "" when nothing does."""
    if isinstance(claim, CommitmentUpdate):
        found: Any = CommitmentState.objects.filter(commitment=claim.commitment, lane=lane)
    elif isinstance(claim, ConditionUpdate):
        found = ConditionStanding.objects.filter(condition=claim.condition)
    elif isinstance(claim, PositionUpdate):
        found = PositionStanding.objects.filter(
            actor=claim.actor, guarantee=claim.guarantee, contribution=claim.contribution
        )
    else:
        return ""
    state = found.filter(known_to=FOREVER, true_from__lte=claim.day, true_to__gt=claim.day).first()
    return says(state) if state is not None else ""
