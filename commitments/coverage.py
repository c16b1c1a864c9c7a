"""How far what is pledged reaches against each required size (coverage/v1).

Every claimant's newest size stands on its own; none is *the* requirement. **Pledged** is the total of what
is at least pledged in the official lane, over all contributions to the guarantee in the unit of the
requirements. The **gap** of a claimant is an interval: at least what the smallest size leaves after the
largest pledge, at most the reverse. Commitments without a figure are **uncounted** and shown beside it,
like refusals; neither is taken for zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guarantees.quantities import NO_FIGURE, NOTHING, Interval, gap
from guarantees.requirements import RequirementState

from .choices import Reason, Strength
from .totals import Explanation, TotalRow, explain

RULE = "coverage/v1"

MINIMUM = Strength.PLEDGED.value


@dataclass(frozen=True, slots=True)
class Pledged:
    """What is at least pledged, in one unit."""

    low: int | None
    high: int | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing by one claimant's size (None: the unnamed); None, None: nothing to compare."""

    claimed_by: str | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands against the required sizes of one guarantee. `pledged` is None where nothing is counted."""

    guarantee: str
    pledged: Pledged | None
    gaps: tuple[Gap, ...]
    uncounted: int
    refused: int


def coverage(
    guarantee: str, requirements: Mapping[str | None, RequirementState], rows: Sequence[TotalRow]
) -> Coverage:
    """The coverage of a guarantee, given the standing size of each claimant and the official rows.

    `pledged`, `uncounted` and `refused` are of the unit of the requirements (with several units, of the one
    most claimed); without a requirement, of the one unit in which there is a pledge.
    """
    own = [row for row in rows if row.guarantee == guarantee]
    unit = _unit(requirements, own)
    explained = _explained(own, unit) if unit else explain(own, strength_at_least=MINIMUM)
    figure = explained.sum if unit else NO_FIGURE
    return Coverage(
        guarantee=guarantee,
        pledged=Pledged(figure.low, figure.high, unit) if figure.is_known else None,
        gaps=tuple(_gap(claimant, size, own) for claimant, size in requirements.items()),
        uncounted=explained.excluded_for(Reason.NO_FIGURE),
        refused=explained.excluded_for(Reason.REFUSED),
    )


def _explained(rows: Sequence[TotalRow], unit: str) -> Explanation:
    """What is at least pledged in a unit."""
    return explain((row for row in rows if row.unit == unit), strength_at_least=MINIMUM)


def _unit(requirements: Mapping[str | None, RequirementState], rows: Sequence[TotalRow]) -> str | None:
    """The unit in which a guarantee is compared; None where there is none or too many."""
    claimed = sorted(size.unit for size in requirements.values() if size.unit)
    if claimed:
        return max(dict.fromkeys(claimed), key=claimed.count)
    units = sorted({row.unit for row in rows if row.unit})
    pledged = [unit for unit in units if _explained(rows, unit).included]
    return pledged[0] if len(pledged) == 1 else None


def _gap(claimant: str | None, size: RequirementState, rows: Sequence[TotalRow]) -> Gap:
    """What is missing by one claimant's size, in that size's own unit."""
    required = Interval(size.low, size.high)
    if not required.is_known or not size.unit:
        return Gap(claimant, None, None)
    pledged = _explained(rows, size.unit).sum
    missing = gap(required, pledged if pledged.is_known else NOTHING)
    return Gap(claimant, missing.low, missing.high)
