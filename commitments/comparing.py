"""How a commitment moved between two moments (moved/v2).

A lane in which nothing is set (folding) is a lane without a claim, before and after. The first of these that
fits is the direction:

1. **new**: nothing stood before; **gone**: nothing stands now.
2. **up** or **down**: the headline rose or fell on the ladder. From the top: fulfilled, in place, formalised,
   pledged, signalled, discussed, suspended; then the line of none; below it lapsed, withdrawn. Ruled out is no
   rung of it but a polarity: reaching it is down; leaving it is up, and means no longer ruled out. What
   changes below a headline that stays ruled out is no move.
3. **conditioned**: a hurdle was added and none taken away, so more is required; **unconditioned**: one was
   taken away and none added, so less is. **Requires changed**: other conditions than before, in whichever
   other way.
4. **figure**: another low or high end.
5. **reworded**: another strength, delivery or standing under the same headline, other words for the figure,
   other restrictions, another last day, or the same conditions written otherwise.

What was only said again, or by somebody else, has not moved. Both moments are ends: of a day, its end. What
was said on the first day stood before already.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from guarantees.requires import Requires, keys

from .choices import Direction, Headline
from .folding import LaneState

RULE = "moved/v2"

#: From the top to the bottom of rule 2. Ruled out is no rung of it.
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
)


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
    before, after = _stands(before), _stands(after)
    if before is None or after is None:
        if before is after:
            return None
        return Direction.NEW if before is None else Direction.GONE
    if before.headline != after.headline:
        return _rung(before.headline, after.headline)
    if after.headline == Headline.RULED_OUT:
        return None
    return (
        _conditioning(before.requires, after.requires)
        or (Direction.FIGURE if (before.low, before.high) != (after.low, after.high) else None)
        or (Direction.REWORDED if _wording(before) != _wording(after) else None)
    )


@dataclass(frozen=True, slots=True)
class Claims:
    """What is known of the claims that states name, by their keys.

    `quiet` set nothing (reaffirmations and denials): they are no reason. `removed_by` names for a claim that counts no
    longer the correction or retraction that took it out, in either lane.
    """

    quiet: Collection[str] = ()
    removed_by: Mapping[str, str] = field(default_factory=dict)


def moved(
    before: Mapping[str, LaneState], after: Mapping[str, LaneState], claims: Claims = Claims()
) -> list[Move]:
    """The commitments that moved between two sets of states by commitment key, in the order of the keys."""
    moves: list[Move] = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        way = direction(old, new)
        if way is not None:
            moves.append(Move(key, _stands(old), _stands(new), way.value, _because(old, new, claims)))
    return moves


def _stands(state: LaneState | None) -> LaneState | None:
    """A state in which something is set; else there is none."""
    return state if state and state.is_set else None


def _because(before: LaneState | None, after: LaneState | None, claims: Claims) -> tuple[str, ...]:
    """The claims that count only after, and those that took others out; where there are none, what counts no longer."""
    old, new = before.updates if before else (), after.updates if after else ()
    arrived = [key for key in new if key not in old and key not in claims.quiet]
    left = [key for key in old if key not in new and key not in claims.quiet]
    removers = [claims.removed_by[key] for key in left if key in claims.removed_by]
    return tuple(dict.fromkeys([*arrived, *removers])) or tuple(left)


def _rung(before: str, after: str) -> Direction:
    """Up or down, from one headline to another."""
    if Headline.RULED_OUT in (before, after):
        return Direction.DOWN if after == Headline.RULED_OUT else Direction.UP
    return Direction.UP if LADDER.index(after) < LADDER.index(before) else Direction.DOWN


def _conditioning(before: Requires, after: Requires) -> Direction | None:
    """Whether more, less or something else is required now; None where it is the same, however it is written."""
    stricter, looser = _implies(after, before), _implies(before, after)
    if stricter and looser:
        return None
    old, new = set(keys(before)), set(keys(after))
    if stricter and old <= new:
        return Direction.CONDITIONED
    if looser and new <= old:
        return Direction.UNCONDITIONED
    return Direction.REQUIRES_CHANGED


def _implies(one: Requires, other: Requires) -> bool:
    """Whether every way to fulfil `one` fulfils `other`; nothing required is one way that needs nothing."""
    return all(any(set(way) <= set(mine) for way in other or ((),)) for mine in one or ((),))


def _wording(state: LaneState) -> tuple[object, ...]:
    """What can change without the promise moving."""
    said = (state.strength, state.delivery, state.standing)
    # In which order conditions are written says nothing.
    required = frozenset(frozenset(alternative) for alternative in state.requires)
    return (*said, state.words, state.restrictions, state.until, required)
