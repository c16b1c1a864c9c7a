"""How much a claimant says is required, given the claims that count (requirements/v1).

The newest claim of each claimant stands: each actor that its statement speaks for; all claims that speak for
nobody are one claimant, the unnamed. None of them is *the* requirement. A reaffirmation without a figure
keeps the figure that it repeats, and with it the claim that said it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledger.choices import Kind

RULE = "requirements/v1"

#: The kinds of claim that say a size.
STATING: frozenset[str] = frozenset({Kind.CHANGE, Kind.REFINEMENT, Kind.CORRECTION, Kind.REAFFIRMATION})


@dataclass(frozen=True, slots=True)
class RequirementClaim:
    """A claim about the required size of a guarantee, as the rules see it; `claimants` () are the unnamed."""

    key: str
    kind: str
    relates_to: str | None
    day: date
    sequence: int
    recorded_at: datetime
    claimants: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    unit: str | None = None
    words: str | None = None
    said_at: datetime | None = None
    ends: date | None = None

    def is_of(self, claimant: str | None) -> bool:
        """Whether the claim is this claimant's, or that of the unnamed for None."""
        return claimant in self.claimants if claimant else not self.claimants

    @property
    def has_figure(self) -> bool:
        """Whether the claim carries any of low, high and words."""
        return self.low is not None or self.high is not None or bool(self.words)


@dataclass(frozen=True, slots=True)
class RequirementState:
    """The size that stands for one claimant, and the key of the claim (`update`) that says it."""

    low: int | None
    high: int | None
    unit: str | None
    words: str | None
    update: str
    last_said: date


def fold(claims: Sequence[RequirementClaim]) -> RequirementState | None:
    """The size that stands for one claimant, given its claims that count, in order; None if none says one."""
    figure: RequirementClaim | None = None
    said: RequirementClaim | None = None
    for claim in claims:
        if claim.kind not in STATING:
            continue
        said = claim
        if figure is None or claim.has_figure or claim.kind != Kind.REAFFIRMATION:
            figure = claim
    if figure is None or said is None:
        return None
    return RequirementState(
        low=figure.low,
        high=figure.high,
        unit=figure.unit or None,
        words=figure.words or None,
        update=figure.key,
        last_said=said.day,
    )
