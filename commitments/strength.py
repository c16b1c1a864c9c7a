"""How bound an actor is, and the one word for it (headline/v2).

The headline of a lane is the first of these that fits:

1. The standing is refused: *ruled out*. Refusal is a polarity, not the weakest promise; it has no rank.
2. The standing is withdrawn, lapsed or suspended: that word.
3. The delivery is completed: *fulfilled*.
4. The delivery is in place, in whole or in part: *in place*.
5. The strength, if one is known: discussed, signalled, pledged or formalised.
6. *None*: nobody has said how bound the actor is.

A promise that is given until a day has *lapsed* on the day after it, whatever else was said of it, unless it is
fulfilled or was refused or taken back before. It counts as lapsed in totals, lists and scenarios.

The headline of a commitment is that of its official lane; without an official claim it is none. The
headline of several commitments together (a cell of the matrix) is the strongest of theirs: fulfilled, in
place, formalised, pledged, signalled, discussed; else suspended, lapsed, withdrawn; ruled out only when
nothing else stands; else none.
"""

from collections.abc import Iterable

from .choices import Delivery, Headline, Standing, Strength

RULE = "headline/v2"

#: From least to most bound. A rank is a place in this order.
ORDER: tuple[str, ...] = tuple(Strength.values)
#: From the strongest headline of a cell to the weakest.
STRONGEST_FIRST: tuple[str, ...] = tuple(Headline.values)
#: What "at least pledged" means for a headline.
AT_LEAST_PLEDGED: frozenset[str] = frozenset(
    {Headline.PLEDGED.value, Headline.FORMALISED.value, Headline.IN_PLACE.value, Headline.FULFILLED.value}
)

_OF_STANDING: dict[str | None, str] = {
    Standing.REFUSED.value: Headline.RULED_OUT.value,
    Standing.WITHDRAWN.value: Headline.WITHDRAWN.value,
    Standing.LAPSED.value: Headline.LAPSED.value,
    Standing.SUSPENDED.value: Headline.SUSPENDED.value,
}
_OF_DELIVERY: dict[str | None, str] = {
    Delivery.COMPLETED.value: Headline.FULFILLED.value,
    Delivery.IN_PLACE.value: Headline.IN_PLACE.value,
    Delivery.PARTLY.value: Headline.IN_PLACE.value,
}


def rank(strength: str) -> int:
    """The place of a strength in the order discussed 0, signalled 1, pledged 2, formalised 3.

    Raises ValueError for any other word.
    """
    return ORDER.index(strength)


def at_least(strength: str | None, minimum: str) -> bool:
    """Whether a strength reaches `minimum`; a strength that nobody has told reaches none."""
    return bool(strength) and rank(str(strength)) >= rank(minimum)


def headline(standing: str | None, delivery: str | None, strength: str | None) -> str:
    """The one word for a lane with these three values, each a word or None."""
    return _OF_STANDING.get(standing) or _OF_DELIVERY.get(delivery) or strength or Headline.NONE.value


def strongest(headlines: Iterable[str]) -> str:
    """The headline of several commitments together; none of nothing."""
    return min(headlines, key=STRONGEST_FIRST.index, default=Headline.NONE.value)
