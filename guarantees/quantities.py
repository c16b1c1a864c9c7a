"""Figures as intervals: between a low and a high end, either of which may be open (quantities/v1).

An open end is "not known", never zero. A sum adds the lows and the highs: an empty low adds 0, and one
empty high opens the upper end of the sum. A figure lies within another when nothing that it allows was not
allowed before.
"""

from collections.abc import Iterable
from dataclasses import dataclass

RULE = "quantities/v1"


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`, both included; None is an open end. Both None: no figure.

    Raises ValueError when an end is below zero or the low end is above the high one.
    """

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if any(end is not None and end < 0 for end in (self.low, self.high)):
            raise ValueError("expected figures of 0 or more")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}: expected the smaller figure first")

    @property
    def is_known(self) -> bool:
        """Whether there is a figure at all."""
        return self.low is not None or self.high is not None

    def __add__(self, other: "Interval") -> "Interval":
        """The sum by the rule of totals; both must be known figures of one unit."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval((self.low or 0) + (other.low or 0), high)

    def contains(self, other: "Interval") -> bool:
        """Whether `other` allows nothing that this interval does not."""
        above = (other.low or 0) >= (self.low or 0)
        below = self.high is None or (other.high is not None and other.high <= self.high)
        return above and below

    def lies_within(self, other: "Interval") -> bool:
        """Whether this interval is the same as `other` or more exact: what a refinement must be."""
        return other.contains(self)

    @property
    def text(self) -> str:
        """The figure in words: "200 to 999", "up to 10,000", "at least 7", "50" or "no figure"."""
        if self.low is None:
            return "no figure" if self.high is None else f"up to {self.high:,}"
        if self.high is None:
            return f"at least {self.low:,}"
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"


NO_FIGURE = Interval(None, None)
NOTHING = Interval(0, 0)


def total(figures: Iterable[Interval]) -> Interval:
    """The sum of the known figures among these; no figure when there is none."""
    found = NO_FIGURE
    for figure in figures:
        if figure.is_known:
            found = (found if found.is_known else NOTHING) + figure
    return found


def gap(required: Interval, pledged: Interval) -> Interval:
    """What is missing when `pledged` stands against `required`, at least and at most; never below zero.

    At least what the smallest requirement leaves after the largest pledge; at most what the largest
    requirement leaves after the smallest. An end that the requirement leaves open is open in the gap; a
    pledge without a high end may cover all of it.
    """
    low = high = None
    if required.low is not None:
        low = 0 if pledged.high is None else max(0, required.low - pledged.high)
    if required.high is not None:
        high = max(0, required.high - (pledged.low or 0))
    return Interval(low, high)
