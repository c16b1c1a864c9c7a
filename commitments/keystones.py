"""Which single condition, met alone, would unlock most (keystones/v1).

A keystone is an open condition that would make waiting promises firm if it alone were met, also through
what they make true in turn. Those that unlock most promises come first; among equals the larger figure,
then the order of the keys. Its figure is the sum of what it unlocks by the rules of totals, if that is of
one unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guarantees.conditions import Truth
from guarantees.implications import NONE, Implications, related_to, spread
from guarantees.quantities import NO_FIGURE, Interval
from guarantees.requires import keys

from .choices import Firmness
from .firmness import Promise, Reach, firmness, reached
from .totals import explain

RULE = "keystones/v1"


@dataclass(frozen=True, slots=True)
class Keystone:
    """An open condition, the promises that it alone would make firm, and their figure if of one unit."""

    condition: str
    unlocks: tuple[str, ...]
    low: int | None
    high: int | None
    unit: str | None


def keystones(
    promises: Sequence[Promise],
    truths: Mapping[str, Truth],
    reaches: Mapping[str, Reach],
    implies: Implications = NONE,
) -> tuple[Keystone, ...]:
    """The open conditions that would each, met alone, make promises firm; best first.

    `reaches` are the conditions on commitments that follow from these; what is assumed does not.
    """
    waiting = [one for one in promises if firmness(one.requires, truths) == Firmness.WAITING]
    named = related_to({key for one in waiting for key in keys(one.requires)}, implies)
    candidates = {key for key in named if truths.get(key, "open") == "open"}
    found = [_keystone(key, _unlocked(key, waiting, truths, reaches, implies)) for key in sorted(candidates)]
    return tuple(sorted((one for one in found if one.unlocks), key=_merit))


def _merit(keystone: Keystone) -> tuple[int, int, float, str]:
    """Sorts keystones best first: an open end counts as the larger."""
    known = keystone.low is not None or keystone.high is not None
    high = float("inf") if known and keystone.high is None else keystone.high or 0
    return (-len(keystone.unlocks), -(keystone.low or 0), -high, keystone.condition)


def _keystone(condition: str, unlocked: Sequence[Promise]) -> Keystone:
    """A keystone with the figure of what it unlocks."""
    units = {promise.row.unit or None for promise in unlocked}
    figure: Interval = explain(one.row for one in unlocked).sum if len(units) == 1 else NO_FIGURE
    unit = next(iter(units)) if figure.is_known else None
    unlocks = tuple(sorted(promise.key for promise in unlocked))
    return Keystone(condition, unlocks, figure.low, figure.high, unit)


def _unlocked(
    condition: str,
    waiting: Sequence[Promise],
    truths: Mapping[str, Truth],
    reaches: Mapping[str, Reach],
    implies: Implications,
) -> list[Promise]:
    """The waiting promises that are firm once `condition` is true, also through each other."""
    supposed = spread({**truths, condition: "true"}, implies)
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
        supposed = spread(supposed | met, implies)
