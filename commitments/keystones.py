"""Which single condition, met alone, would unlock most (keystones/v2).

A keystone is an open condition that would make promises firm if it alone were assumed to be met beside what is assumed
already, also through what follows from it and from what these promises make true in turn. It unlocks what scenario/v2
has among the firm ones then and not before. Those that unlock most pledges come first (what a pledge is: firmness/v2);
among equals the larger figure of these, then those that unlock most promises, the larger figure of all, and the order
of the keys. Its figures are the sums of what it unlocks by the rules of totals, of all promises and of the pledges
alone, each if that is of one unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guarantees.choices import ConditionState as Word
from guarantees.implications import NONE, Implications, related_to
from guarantees.quantities import NO_FIGURE, Interval
from guarantees.requires import keys

from .choices import Firmness
from .firmness import Promise, Reach, firmness, truths_of
from .totals import explain

RULE = "keystones/v2"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Promises by their keys, in the order of these, and their figure if of one unit."""

    keys: tuple[str, ...]
    low: int | None
    high: int | None
    unit: str | None

    @property
    def merit(self) -> tuple[int, int, float]:
        """Sorts the best first: the most, then the larger figure, where an open end counts as the larger."""
        known = self.low is not None or self.high is not None
        high = float("inf") if known and self.high is None else self.high or 0
        return (-len(self.keys), -(self.low or 0), -high)


@dataclass(frozen=True, slots=True)
class Keystone:
    """An open condition, the promises that it alone would make firm, and those of them that are pledges."""

    condition: str
    promises: Unlocked
    pledges: Unlocked


def keystones(
    promises: Sequence[Promise],
    conditions: Mapping[str, str | None],
    reaches: Mapping[str, Reach],
    assumptions: Mapping[str, str] | None = None,
    implies: Implications = NONE,
) -> tuple[Keystone, ...]:
    """The open conditions that would each, met alone, make promises firm; best first.

    The arguments are those of a scenario. Promises that are only needed beside those that were asked about are not
    named.
    """
    assumed = assumptions or {}

    def firm(also: Mapping[str, str]) -> dict[str, Promise]:
        truths = truths_of(promises, conditions, reaches, {**assumed, **also}, implies)
        return {one.key: one for one in promises if firmness(one.requires, truths) == Firmness.FIRM}

    truths = truths_of(promises, conditions, reaches, assumed, implies)
    now = firm({})
    named = related_to({key for one in promises if one.key not in now for key in keys(one.requires)}, implies)
    found = []
    for key in sorted(key for key in named if truths.get(key, "open") == "open"):
        then = firm({key: Word.MET.value})
        asked = [one for one in then.values() if one.key not in now and one.is_asked]
        found.append(Keystone(key, _summed(asked), _summed([one for one in asked if one.is_pledge])))
    return tuple(sorted((one for one in found if one.promises.keys), key=_merit))


def _merit(keystone: Keystone) -> tuple[tuple[int, int, float], tuple[int, int, float], str]:
    """Sorts keystones best first: by their pledges, then by all that they unlock."""
    return (keystone.pledges.merit, keystone.promises.merit, keystone.condition)


def _summed(promises: Sequence[Promise]) -> Unlocked:
    """Promises with their figure."""
    units = {promise.row.unit or None for promise in promises}
    figure: Interval = explain(one.row for one in promises).sum if len(units) == 1 else NO_FIGURE
    unit = next(iter(units)) if figure.is_known else None
    return Unlocked(tuple(sorted(promise.key for promise in promises)), figure.low, figure.high, unit)
