"""Who denies what (disputes/v1).

A denial that counts marks the claim that it names as disputed, in whatever lane either stands. It is said
by whom its statement speaks for; where nobody is spoken for, by the publishers that its sources came from
first. A claim that does not count itself (corrected, retracted) is not disputed any more.
"""

from collections.abc import Collection
from dataclasses import dataclass

from ledger.choices import Kind

from .folding import CommitmentClaim

RULE = "disputes/v1"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim (`update`) that a `denial` contradicts, `by` actors or else publishers; all are keys."""

    update: str
    by: tuple[str, ...]
    denial: str


def disputes(counting_claims: Collection[CommitmentClaim]) -> tuple[Dispute, ...]:
    """The disputes among the claims of one commitment that count, both lanes, in the order of the denials."""
    keys = {claim.key for claim in counting_claims}
    return tuple(
        Dispute(update=claim.relates_to, by=_denied_by(claim), denial=claim.key)
        for claim in counting_claims
        if claim.kind == Kind.DENIAL and claim.relates_to in keys and claim.relates_to is not None
    )


def _denied_by(denial: CommitmentClaim) -> tuple[str, ...]:
    """The actors that a denial speaks for, else the publishers behind it."""
    return denial.speaking_for or tuple(sorted(set(denial.origins)))
