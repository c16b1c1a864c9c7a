"""How far what is pledged reaches against each required size (coverage/v2).

Every claimant's newest size stands on its own; none is *the* requirement. **Pledged** is what is at least pledged
in the official lane, over all contributions to the guarantee, in each unit on its own: one sum by the rules of
totals for every unit in which there is a commitment, with what is counted, uncounted and refused in it. Units are
never added.

The **gap** of a claimant is an interval in the unit of its size: at least what the smallest size leaves after the
largest pledge, at most what the largest size leaves after the smallest. A pledge without a figure is **uncounted**,
which is not zero: while something that is pledged in the unit, or without any, has no figure, the least of the gap is
not known. What it would be if all the uncounted added nothing is told beside it. The most of the gap stays, since a
pledge takes nothing away. Refusals are counted beside the sum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guarantees.quantities import NOTHING, Interval, gap
from guarantees.requirements import RequirementState

from .choices import Reason, Strength
from .totals import TotalRow, explain

RULE = "coverage/v2"

MINIMUM = Strength.PLEDGED.value


@dataclass(frozen=True, slots=True)
class Pledged:
    """What is at least pledged, in one unit (None: commitments without a unit). `counted` 0: low and high are None."""

    unit: str | None
    low: int | None
    high: int | None
    counted: int = 0
    uncounted: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing by one claimant's size (None: the unnamed); all None: nothing to compare.

    `low` is None too while a pledge has no figure; then `low_if_uncounted_add_nothing` takes each for zero. Without
    such a pledge the two are the same.
    """

    claimed_by: str | None
    low: int | None
    high: int | None
    low_if_uncounted_add_nothing: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands against the required sizes of one guarantee.

    `by_unit` is what is pledged, in the order of the units, those without one first. `pledged` is that of the unit in
    which the guarantee is compared, None where nothing is counted in it; `uncounted` and `refused` are its numbers.
    """

    guarantee: str
    by_unit: tuple[Pledged, ...]
    pledged: Pledged | None
    gaps: tuple[Gap, ...]
    uncounted: int
    refused: int


def coverage(
    guarantee: str, requirements: Mapping[str | None, RequirementState], rows: Sequence[TotalRow]
) -> Coverage:
    """The coverage of a guarantee, given the standing size of each claimant and the official rows.

    It is compared in the unit of the requirements (with several units, in the one most claimed); without a
    requirement, in the one unit in which there is a pledge, and `uncounted` and `refused` are of all units where
    there is no such unit or more than one.
    """
    own = [row for row in rows if row.guarantee == guarantee]
    units = sorted({row.unit or None for row in own}, key=lambda unit: unit or "")
    by_unit = tuple(_pledged(own, unit) for unit in units)
    unit = _unit(requirements, by_unit)
    compared = [one for one in by_unit if one.unit == unit] if unit else by_unit
    return Coverage(
        guarantee=guarantee,
        by_unit=by_unit,
        pledged=next((one for one in compared if unit and one.counted), None),
        gaps=tuple(_gap(claimant, size, by_unit) for claimant, size in requirements.items()),
        uncounted=_uncounted(by_unit, unit) if unit else sum(one.uncounted for one in compared),
        refused=sum(one.refused for one in compared),
    )


def _pledged(rows: Sequence[TotalRow], unit: str | None) -> Pledged:
    """What is at least pledged in a unit."""
    found = explain((row for row in rows if (row.unit or None) == unit), strength_at_least=MINIMUM)
    return Pledged(
        unit=unit,
        low=found.sum.low,
        high=found.sum.high,
        counted=len(found.included),
        uncounted=found.excluded_for(Reason.NO_FIGURE),
        refused=found.excluded_for(Reason.REFUSED),
    )


def _unit(requirements: Mapping[str | None, RequirementState], by_unit: Sequence[Pledged]) -> str | None:
    """The unit in which a guarantee is compared; None where there is none or too many."""
    claimed = sorted(size.unit for size in requirements.values() if size.unit)
    if claimed:
        return max(dict.fromkeys(claimed), key=claimed.count)
    pledged = [one.unit for one in by_unit if one.unit and one.counted]
    return pledged[0] if len(pledged) == 1 else None


def _uncounted(by_unit: Sequence[Pledged], unit: str) -> int:
    """How many pledges without a figure may add to those in a unit: one that names no unit may be of any."""
    return sum(one.uncounted for one in by_unit if one.unit in (unit, None))


def _gap(claimant: str | None, size: RequirementState, by_unit: Sequence[Pledged]) -> Gap:
    """What is missing by one claimant's size, in that size's own unit."""
    required = Interval(size.low, size.high)
    if not required.is_known or not size.unit:
        return Gap(claimant, None, None, None)
    pledged = next((one for one in by_unit if one.unit == size.unit), Pledged(size.unit, None, None))
    missing = gap(required, Interval(pledged.low, pledged.high) if pledged.counted else NOTHING)
    low = None if _uncounted(by_unit, size.unit) else missing.low
    return Gap(claimant, low, missing.high, missing.low)
