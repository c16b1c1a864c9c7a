"""How a commitment moved between two moments (moved/v1).

The first of these that fits is the direction:

1. **new**: nothing stood before; **gone**: nothing stands now.
2. **up** or **down**: the headline rose or fell. From the top: fulfilled, in place, formalised, pledged,
   signalled, discussed, suspended; then the line of none; below it lapsed, withdrawn, ruled out. A refusal
   is a polarity: to it everything falls, from it everything rises. With the same headline the strength
   decides, then the delivery.
3. **conditioned** or **unconditioned**: more, or less, is required. More: every way that is open now was
   open before, but not the reverse. Where neither is stricter, a condition that was not named before makes
   it conditioned.
4. **figure**: another low or high end.
5. **reworded**: other words for the figure, other restrictions, another last day, or the same conditions
   written otherwise.

What was only said again, or by somebody else, has not moved; nor has a lane in which nothing was ever set, before
or after, but for what was retracted.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from guarantees.requires import Requires, keys

from .choices import Delivery, Direction, Headline
from .folding import LaneState
from .strength import ORDER

RULE = "moved/v1"

#: From the top to the bottom of rule 2.
LADDER: tuple[str, ...] = (
    Headline.FULFILLED.value,
    Headline.IN_PLACE.value,
    Headline.FORMALISED.value,
    Headline.PLEDGED.value,
    Headline.SIGNALLED.value,
    Headline.DISCUSSED.value,
    Headline.SUSPENDED.value,
    Headline.NONE.value,
    Headline.LAPSED.value,
    Headline.WITHDRAWN.value,
    Headline.RULED_OUT.value,
)
_DELIVERIES: tuple[str, ...] = tuple(Delivery.values)


@dataclass(frozen=True, slots=True)
class Move:
    """A commitment that moved, and the claims because of which (`because`, their keys in order)."""

    commitment: str
    before: LaneState | None
    after: LaneState | None
    direction: str
    because: tuple[str, ...]


def direction(before: LaneState | None, after: LaneState | None) -> Direction | None:
    """How one lane moved from `before` to `after`; None when it did not."""
    if before is None or after is None:
        if before is after:
            return None
        return Direction.NEW if before is None else Direction.GONE
    return (
        _height(before, after)
        or _conditioning(before.requires, after.requires)
        or (Direction.FIGURE if (before.low, before.high) != (after.low, after.high) else None)
        or (Direction.REWORDED if _wording(before) != _wording(after) else None)
    )


@dataclass(frozen=True, slots=True)
class Claims:
    """What is known of the claims that states name, by their keys.

    `quiet` set nothing (reaffirmations and denials): they are no reason. `retractions` set nothing either, and are one.
    `removed_by` names for a claim that counts no longer the correction or retraction that took it out, in either lane.
    """

    quiet: Collection[str] = ()
    retractions: Collection[str] = ()
    removed_by: Mapping[str, str] = field(default_factory=dict)


def moved(
    before: Mapping[str, LaneState], after: Mapping[str, LaneState], claims: Claims = Claims()
) -> list[Move]:
    """The commitments that moved between two sets of states by commitment key, in the order of the keys."""
    moves: list[Move] = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        way = direction(old, new)
        if way is not None and not (_is_bare(old, claims) and _is_bare(new, claims)):
            moves.append(Move(key, old, new, way.value, _because(old, new, claims)))
    return moves


def _is_bare(state: LaneState | None, claims: Claims) -> bool:
    """Whether no claim of a lane sets anything: it may hold a denial, or what is left of a retracted claim."""
    return state is None or all(key in claims.quiet or key in claims.retractions for key in state.updates)


def _because(before: LaneState | None, after: LaneState | None, claims: Claims) -> tuple[str, ...]:
    """The claims that count only after, and those that took others out; where there are none, what counts no longer."""
    old, new = before.updates if before else (), after.updates if after else ()
    arrived = [key for key in new if key not in old and key not in claims.quiet]
    left = [key for key in old if key not in new and key not in claims.quiet]
    removers = [claims.removed_by[key] for key in left if key in claims.removed_by]
    return tuple(dict.fromkeys([*arrived, *removers])) or tuple(left)


def _height(before: LaneState, after: LaneState) -> Direction | None:
    """Up or down, by headline, then strength, then delivery."""
    for old, new in zip(_heights(before), _heights(after), strict=True):
        if old != new:
            return Direction.UP if new > old else Direction.DOWN
    return None


def _heights(state: LaneState) -> tuple[int, int, int]:
    """The places of the headline, the strength and the delivery, higher is more; -1 is not said."""
    return (
        -LADDER.index(state.headline),
        ORDER.index(state.strength) if state.strength else -1,
        _DELIVERIES.index(state.delivery) if state.delivery else -1,
    )


def _conditioning(before: Requires, after: Requires) -> Direction | None:
    """Whether more or less is required now."""
    stricter, looser = _implies(after, before), _implies(before, after)
    if stricter and looser:
        return None
    if stricter or (not looser and set(keys(after)) - set(keys(before))):
        return Direction.CONDITIONED
    return Direction.UNCONDITIONED


def _implies(one: Requires, other: Requires) -> bool:
    """Whether every way to fulfil `one` fulfils `other`; nothing required is one way that needs nothing."""
    return all(any(set(way) <= set(mine) for way in other or ((),)) for mine in one or ((),))


def _wording(state: LaneState) -> tuple[object, ...]:
    """What can change without the promise moving."""
    return (state.words, state.restrictions, state.standing, state.until, state.requires)
