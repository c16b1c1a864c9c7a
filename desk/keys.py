"""Keys for statements and claims that nobody typed."""

from collections.abc import Container
from typing import Any

from actors.models import Actor, Leader
from guarantees.models import ConditionUpdate, PositionUpdate, RequirementUpdate, Statement
from ledger import keys


def of_statement(statement: Statement, *, first_publisher: str = "") -> str:
    """s-<day>-<speaker>, or without a speaker the first in whose name, else who published it first."""
    spoke: Leader | Actor | None = statement.speaker
    if spoke is None and statement.pk:
        spoke = statement.speaking_for.order_by("key").first()
    by = spoke.key if spoke else first_publisher
    return keys.free(Statement, keys.words("s", statement.said_low.isoformat(), by), but=statement.pk)


def free_for_statement(wanted: str) -> str:
    return keys.free(Statement, wanted)


def of_claim(claim: Any, *, taken: Container[str] = ()) -> str:
    """<subject>-<yyyymmdd>, with a number from the second on. The day is that of the claim."""
    claim.set_days()
    wanted = keys.words(_subject(claim), f"{claim.day:%Y%m%d}")
    return keys.free(type(claim), wanted, taken=taken, but=claim.pk)


def _subject(claim: Any) -> str:
    """What the claim is about, short enough to leave room for the day."""
    if isinstance(claim, ConditionUpdate):
        subject = claim.condition.key
    elif isinstance(claim, PositionUpdate):
        subject = f"pos-{claim.actor.key}-{claim.contribution}"
    elif isinstance(claim, RequirementUpdate):
        subject = f"req-{claim.guarantee.key}"
    else:
        subject = claim.commitment.key
    return str(subject)[:80]
