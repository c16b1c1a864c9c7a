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
5. **reworded**: other words for the figure, other restrictions, or the same conditions written otherwise.

What was only said again, or by somebody else, has not moved.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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


def moved(
    before: Mapping[str, LaneState], after: Mapping[str, LaneState], *, quiet: Collection[str] = ()
) -> list[Move]:
    """The commitments that moved between two sets of states by commitment key, in the order of the keys.

    `quiet` are claims that set nothing (reaffirmations and denials): they are no reason.
    """
    moves: list[Move] = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        way = direction(old, new)
        if way is not None:
            moves.append(Move(key, old, new, way.value, _because(old, new, quiet)))
    return moves


def _because(before: LaneState | None, after: LaneState | None, quiet: Collection[str]) -> tuple[str, ...]:
    """The claims that count only after; where there are none, those that count no longer."""
    old, new = before.updates if before else (), after.updates if after else ()
    arrived = tuple(key for key in new if key not in old and key not in quiet)
    return arrived or tuple(key for key in old if key not in new and key not in quiet)


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


def _wording(state: LaneState) -> tuple[str | None, str | None, str | None, Requires]:
    """What can change without the promise moving."""
    return (state.words, state.restrictions, state.standing, state.requires)
