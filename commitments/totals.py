"""What the commitments to a guarantee add up to, and why each one is in or out (totals/v1).

Totals are per guarantee, contribution, unit and lane; guarantees, packages, units and currencies are never
added together. Each commitment is the first of these that fits:

1. **whole**: another commitment names it in `part_of`. It is left out; the parts are summed, never both.
2. **no claim**: nothing in this lane counts, or nothing is set in it (folding). Left out.
3. **refused**: counted as a refusal, whatever limit on the strength is asked for.
4. **suspended**, **withdrawn**, **lapsed** (said so, or given until a day that has passed): left out.
5. **below strength**: less bound than the question asks for, or nobody knows how bound. Left out.
6. **no figure**: offered (or without a standing) and without a low or high end: uncounted, shown beside the
   sum.
7. Everything else is **counted**. A joint commitment is one commitment and counts once.

The sum is an interval: lows and highs are added, an empty low adds 0, one empty high opens the upper end.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from guarantees.quantities import Interval, total

from .choices import Headline, Reason, Standing
from .strength import ORDER, at_least

RULE = "totals/v1"

#: A guarantee, a contribution and a unit (None: no unit): what one total is about.
Group = tuple[str, str, str | None]

_LEFT_OUT: dict[str | None, Reason] = {
    Standing.SUSPENDED.value: Reason.SUSPENDED,
    Standing.WITHDRAWN.value: Reason.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A commitment as a total sees it: one lane of it. `has_claim`: something is set in the lane."""

    commitment: str
    guarantee: str
    package: str
    contribution: str
    unit: str | None
    is_whole: bool
    headline: str
    strength: str | None
    standing: str | None
    low: int | None
    high: int | None
    has_claim: bool
    figure_updates: tuple[str, ...] = ()

    @property
    def group(self) -> Group:
        """What total the commitment belongs to."""
        return (self.guarantee, self.contribution, self.unit or None)

    @property
    def figure(self) -> Interval:
        """The figure of the lane."""
        return Interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Included:
    """A commitment that is counted, with its figure and the claim (`updates`) that said it."""

    commitment: str
    low: int | None
    high: int | None
    updates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A commitment that is not counted, and the word for why."""

    commitment: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every row of a question, in exactly one of the two lists, each in the order of the keys."""

    included: tuple[Included, ...]
    excluded: tuple[Excluded, ...]

    @property
    def sum(self) -> Interval:
        """The total: the sum of what is included."""
        return total(Interval(row.low, row.high) for row in self.included)

    def excluded_for(self, reason: Reason) -> int:
        """How many are left out for a reason."""
        return sum(row.reason == reason for row in self.excluded)


@dataclass(frozen=True, slots=True)
class Part:
    """The share of one strength in a total: its sum, how many are counted, how many have no figure."""

    low: int | None
    high: int | None
    counted: int
    uncounted: int


@dataclass(frozen=True, slots=True)
class Total:
    """One total. `counted` 0: no figure (low and high None). `counted` above 0 and high None: an open end.

    `by_strength` splits the counted and uncounted by strength, weakest first; "none" is without one. `included` are
    the keys of what is counted.
    """

    guarantee: str
    contribution: str
    unit: str | None
    low: int | None
    high: int | None
    counted: int
    uncounted: int
    refused: int
    by_strength: dict[str, Part]
    included: tuple[str, ...]


def classify(row: TotalRow, minimum: str | None) -> Reason | None:
    """Why a commitment is left out of a sum, None when it is counted, given the least strength if any."""
    if row.is_whole:
        return Reason.WHOLE
    if not row.has_claim:
        return Reason.NO_CLAIM
    if row.standing == Standing.REFUSED:
        return Reason.REFUSED
    if row.headline == Headline.LAPSED:
        return Reason.LAPSED
    if row.standing in _LEFT_OUT:
        return _LEFT_OUT[row.standing]
    if minimum is not None and not at_least(row.strength, minimum):
        return Reason.BELOW_STRENGTH
    return None if row.figure.is_known else Reason.NO_FIGURE


def explain(rows: Iterable[TotalRow], *, strength_at_least: str | None = None) -> Explanation:
    """Which commitments are in a sum and which are not, and why. The rows are of one unit."""
    included: list[Included] = []
    excluded: list[Excluded] = []
    for row in sorted(rows, key=lambda row: row.commitment):
        reason = classify(row, strength_at_least)
        if reason is None:
            included.append(Included(row.commitment, row.low, row.high, row.figure_updates))
        else:
            excluded.append(Excluded(row.commitment, reason.value))
    return Explanation(tuple(included), tuple(excluded))


def totals(
    rows: Iterable[TotalRow], *, strength_at_least: str | None = None, groups: Collection[Group] = ()
) -> list[Total]:
    """One total for each guarantee, contribution and unit of the rows, in the order of these.

    `groups` are answered as well where no row belongs to them.
    """
    ordered = sorted(rows, key=lambda row: _order(row.group))
    found = {group: list(of_it) for group, of_it in groupby(ordered, key=lambda row: row.group)}
    return [
        _total(group, found.get(group, []), strength_at_least)
        for group in sorted({*found, *groups}, key=_order)
    ]


def _order(group: Group) -> tuple[str, str, str]:
    """Sorts groups; one without a unit comes first."""
    return group[0], group[1], group[2] or ""


def _total(group: Group, rows: list[TotalRow], minimum: str | None) -> Total:
    """The total of the rows of one group."""
    guarantee, contribution, unit = group
    explained = explain(rows, strength_at_least=minimum)
    by_strength: dict[str, Part] = {}
    for strength in (*ORDER, Headline.NONE.value):
        bound = [row for row in rows if (row.strength or Headline.NONE.value) == strength]
        of_it = explain(bound, strength_at_least=minimum)
        counted, uncounted = len(of_it.included), of_it.excluded_for(Reason.NO_FIGURE)
        if counted or uncounted:
            by_strength[strength] = Part(of_it.sum.low, of_it.sum.high, counted, uncounted)
    return Total(
        guarantee=guarantee,
        contribution=contribution,
        unit=unit,
        low=explained.sum.low,
        high=explained.sum.high,
        counted=len(explained.included),
        uncounted=explained.excluded_for(Reason.NO_FIGURE),
        refused=explained.excluded_for(Reason.REFUSED),
        by_strength=by_strength,
        included=tuple(one.commitment for one in explained.included),
    )
