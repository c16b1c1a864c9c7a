"""Which number may stand first, and what it says of itself (leading/v1).

**A sum** leads only where most of what it is about names a figure: where more commitments are counted than stand beside
the sum without one. Elsewhere there is no total, and the first thing said is how many of how many name a figure.

**States** that have pledged are counted by name, each by its own official word. A group of which not all members are
named (the size of the group is above the number of its members on record) is told beside them with its size: so
many are claimed without a list. Such sizes are never added to the names or to one another: the same states may be
meant.

**Actors with a commitment** on a day are those of the commitments about which anything stands on that day, in either
lane; the joint parties are counted too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from guarantees.quantities import Interval

from .strength import AT_LEAST_PLEDGED

RULE = "leading/v1"


@dataclass(frozen=True, slots=True)
class Pledgers:
    """How many states have pledged by their own word, and the sizes of the groups that claim more without a list."""

    by_name: int
    claimed: tuple[Interval, ...]


def leads(counted: int, uncounted: int) -> bool:
    """Whether a sum may stand first: more than half of the commitments that it is about name a figure."""
    return counted > uncounted


def unlisted(low: int | None, high: int | None, named: int) -> Interval | None:
    """The size of a group of which not all members are named; None where all are, or where nobody knows its size."""
    size = Interval(low, high)
    least = high if low is None else low
    return size if least is not None and named < least else None


def pledgers(
    words: Mapping[str, str], states: Collection[str], unlisted_groups: Mapping[str, Interval]
) -> Pledgers:
    """Who has at least pledged, of actors with their headlines (`words`); `states` are those of them that are one.

    `unlisted_groups` are the sizes of the groups among them of which not all members are named.
    """
    bound = {actor for actor, word in words.items() if word in AT_LEAST_PLEDGED}
    claimed = [unlisted_groups[actor] for actor in bound if actor in unlisted_groups]
    largest_first = sorted(claimed, key=lambda size: (-(size.high or size.low or 0), -(size.low or 0)))
    return Pledgers(len(bound & set(states)), tuple(largest_first))


def parties(promises: Iterable[tuple[str, Collection[str]]]) -> frozenset[str]:
    """The actors of commitments, each given as its actor and its joint parties."""
    return frozenset(key for actor, joint in promises for key in (actor, *joint))
