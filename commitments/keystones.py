"""Which single condition, met alone, would unlock most (keystones/v2).

A keystone is an open condition that would make waiting promises firm if it alone were met, also through
what they make true in turn. Those that unlock most pledges come first (what a pledge is: firmness/v2); among equals
the larger figure of these, then those that unlock most promises, the larger figure of all, and the order of the keys.
Its figures are the sums of what it unlocks by the rules of totals, of all promises and of the pledges alone, each if
that is of one unit.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from guarantees.conditions import Truth
from guarantees.implications import NONE, Implications, related_to, spread
from guarantees.quantities import NO_FIGURE, Interval
from guarantees.requires import keys

from .choices import Firmness
from .firmness import Promise, Reach, firmness, reached
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
    truths: Mapping[str, Truth],
    reaches: Mapping[str, Reach],
    implies: Implications = NONE,
    *,
    kept: Collection[str] = (),
) -> tuple[Keystone, ...]:
    """The open conditions that would each, met alone, make promises firm; best first.

    `reaches` are the conditions on commitments that follow from these; what is assumed (`kept`) does not, and follows
    from no other condition either. Promises that are only needed beside those that were asked about are not named.
    """
    waiting = [one for one in promises if firmness(one.requires, truths) == Firmness.WAITING]
    named = related_to({key for one in waiting for key in keys(one.requires)}, implies)
    candidates = {key for key in named if truths.get(key, "open") == "open"}
    found = []
    for key in sorted(candidates):
        firm = _unlocked(key, waiting, truths, reaches, (implies, kept))
        asked = [one for one in firm if one.is_asked]
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


def _unlocked(
    condition: str,
    waiting: Sequence[Promise],
    truths: Mapping[str, Truth],
    reaches: Mapping[str, Reach],
    links: tuple[Implications, Collection[str]],
) -> list[Promise]:
    """The waiting promises that are firm once `condition` is true, also through each other.

    `links` are what implies what, and the conditions that follow from nothing.
    """
    implies, kept = links
    supposed = spread({**truths, condition: "true"}, implies, kept=kept)
    still = {promise.key: promise for promise in waiting}
    firm: list[Promise] = []
    while True:
        new = [one for one in still.values() if firmness(one.requires, supposed) == Firmness.FIRM]
        if not new:
            return firm
        firm += new
        for promise in new:
            del still[promise.key]
        by_key = {promise.key: promise for promise in firm}
        met = {
            key: truth
            for key, reach in reaches.items()
            if (truth := reached(reach, by_key, supposed)) == "true"
        }
        supposed = spread(supposed | met, implies, kept=kept)
