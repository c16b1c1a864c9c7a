"""What stands in one lane of a commitment, given the claims that count (folding/v2).

Claims are read in the order of their day, then of the ledger.

- A **change**, **refinement** or **correction** sets what it carries: strength, delivery, standing, what is
  required, the restrictions, and the figure. A field that it does not carry keeps its standing value; where a
  claim names no condition but **drops** some, these are asked for no longer and the others stay.
- The **figure** is one field: a claim with any of low, high and words replaces all three. A change with a
  standing other than offered clears the figure, unless it carries one itself.
- A change to **refused**, **withdrawn** or **lapsed** ends what was promised: it clears strength, what was
  required and the restrictions, unless it carries them itself. What was ruled out does not keep its old
  strength or hurdles, and a return says its own.
- A **reaffirmation** sets only "last said". A **denial** sets nothing, in no lane. A **retraction** removes
  what it names (before this rule is applied) and is itself a word of its lane.
- **Until** is the last day for which the promise is given, a field like the others; a change to refused,
  withdrawn or lapsed clears it. On the day after it the headline is lapsed, unless the promise is fulfilled or
  was refused or taken back before; what was said of it stays, for the day on which it is given again.
- **Last said** is the day of the newest claim of the lane that is not a denial.
- **Since** is the day of the claim from which on the headline has been the same without a break.
- **Nothing is set** where only denials and retractions stand, and what follows from them: such a lane is a
  lane without a claim for every total, list, scenario and comparison, and nothing has stood since. Last said
  and what is disputed may still speak, and what was **taken back** is named with the claim that took it back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ledger.choices import Kind
from ledger.edtf import Span
from ledger.folding import OPEN_END, SETTING

from .choices import Delivery, Headline, Standing
from .strength import headline

RULE = "folding/v2"

#: Standings of what is no promise any more.
ENDED: frozenset[str | None] = frozenset(
    {Standing.REFUSED.value, Standing.WITHDRAWN.value, Standing.LAPSED.value}
)


@dataclass(frozen=True, slots=True)
class CommitmentClaim:
    """A claim about a commitment, as the rules see it. What it does not carry is None, or empty for
    `requires`.

    `low` and `high` are in the commitment's unit, `requires` is an OR of ANDs of condition keys, `drops` are those of
    which it says that they are asked for no longer, `speaker`, `speaking_for` and `said_at` are the statement's,
    `origins` the publishers that its sources came from first, `implied` the conditions that those which it names imply,
    however far, each beside the one that it follows from.
    """

    key: str
    kind: str
    relates_to: str | None
    day: date
    sequence: int
    recorded_at: datetime
    lane: str
    strength: str | None = None
    delivery: str | None = None
    standing: str | None = None
    low: int | None = None
    high: int | None = None
    words: str | None = None
    requires: tuple[tuple[str, ...], ...] = ()
    drops: tuple[str, ...] = ()
    restrictions: str | None = None
    until: Span | None = None
    speaker: str | None = None
    speaking_for: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    said_at: datetime | None = None
    implied: tuple[tuple[str, str], ...] = ()

    @property
    def ends(self) -> date | None:
        """The last day for which the claim says something; None where it names none."""
        return self.until.high if self.until else None

    @property
    def has_figure(self) -> bool:
        """Whether the claim carries any of low, high and words."""
        return self.low is not None or self.high is not None or bool(self.words)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A claim (`update`) and the retraction of this lane that took it back (`by`); both are keys."""

    update: str
    by: str


@dataclass(frozen=True, slots=True)
class LaneState:
    """What stands in one lane. `said_by` spoke for `said_for` in the claim of `last_said`.

    `updates` are all claims of the lane that count, in order; `figure_updates` the one that set the figure;
    `origins` the independent publishers behind them, sorted; `retracted` what its retractions took back, in order.
    """

    headline: str
    strength: str | None
    delivery: str | None
    standing: str | None
    low: int | None
    high: int | None
    words: str | None
    requires: tuple[tuple[str, ...], ...]
    restrictions: str | None
    until: Span | None
    last_said: date | None
    since: date | None
    said_by: str | None
    said_for: tuple[str, ...]
    updates: tuple[str, ...]
    figure_updates: tuple[str, ...]
    origins: tuple[str, ...]
    retracted: tuple[TakenBack, ...] = ()

    @property
    def is_set(self) -> bool:
        """Whether any claim that counts sets anything; else this is a lane without a claim."""
        return self.headline != Headline.NONE or _says_anything(
            *(self.strength, self.delivery, self.standing, self.low, self.high, self.words),
            *(self.requires, self.restrictions, self.until),
        )


@dataclass(slots=True)
class _Fields:
    """The fields that claims set, while they are being folded."""

    strength: str | None = None
    delivery: str | None = None
    standing: str | None = None
    figure: CommitmentClaim | None = None
    requires: tuple[tuple[str, ...], ...] = ()
    restrictions: str | None = None
    until: Span | None = None

    def take(self, claim: CommitmentClaim) -> None:
        """Set what the claim carries; a change that ends the promise clears what was said of it first."""
        ends = claim.kind == Kind.CHANGE and claim.standing in ENDED
        if ends:
            self.strength = self.restrictions = None
            self.requires = ()
        self.strength = claim.strength or self.strength
        self.delivery = claim.delivery or self.delivery
        self.standing = claim.standing or self.standing
        self.requires = claim.requires or without(self.requires, claim.drops)
        self.restrictions = claim.restrictions or self.restrictions
        self.until = None if ends else claim.until or self.until
        if claim.has_figure:
            self.figure = claim
        elif claim.kind == Kind.CHANGE and claim.standing and claim.standing != Standing.OFFERED:
            self.figure = None

    @property
    def is_set(self) -> bool:
        """Whether any claim has set anything."""
        return self.figure is not None or _says_anything(
            *(self.strength, self.delivery, self.standing, self.requires, self.restrictions, self.until)
        )

    def has_lapsed(self, day: date) -> bool:
        """Whether the last day for which this is promised has passed on a day."""
        over = self.until is not None and self.until.high < day
        return over and self.standing not in ENDED and self.delivery != Delivery.COMPLETED

    def headline(self, day: date) -> str:
        """The word for it on a day."""
        return (
            Headline.LAPSED.value
            if self.has_lapsed(day)
            else headline(self.standing, self.delivery, self.strength)
        )


def fold(claims: Sequence[CommitmentClaim], day: date) -> LaneState | None:
    """The state of one lane on a day, given its claims that count then, in order; None without a claim.

    A lane in which nothing is set has a state, with the headline none.
    """
    if not claims:
        return None
    fields = _Fields()
    word: str | None = None
    since: date | None = None
    said: CommitmentClaim | None = None
    for claim, following in zip(claims, [*claims[1:], None], strict=True):
        if claim.kind in SETTING:
            fields.take(claim)
        if claim.kind != Kind.DENIAL:
            said = claim
        for turn in _turns(claim, fields, following.day if following else day):
            if fields.is_set and fields.headline(turn) != word:
                word, since = fields.headline(turn), turn
    figure = fields.figure
    return LaneState(
        headline=word or Headline.NONE.value,
        strength=fields.strength,
        delivery=fields.delivery,
        standing=fields.standing,
        low=figure.low if figure else None,
        high=figure.high if figure else None,
        words=(figure.words or None) if figure else None,
        requires=fields.requires,
        restrictions=fields.restrictions,
        until=fields.until,
        last_said=said.day if said else None,
        since=since,
        said_by=(said.speaker or None) if said else None,
        said_for=said.speaking_for if said else (),
        updates=tuple(claim.key for claim in claims),
        figure_updates=(figure.key,) if figure else (),
        origins=tuple(sorted({origin for claim in claims for origin in claim.origins})),
        retracted=tuple(
            TakenBack(claim.relates_to, claim.key)
            for claim in claims
            if claim.kind == Kind.RETRACTION and claim.relates_to is not None
        ),
    )


def without(required: tuple[tuple[str, ...], ...], drops: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """What is required still, once some conditions are asked for no longer; () for nothing."""
    left = (tuple(key for key in alternative if key not in drops) for alternative in required)
    return tuple(dict.fromkeys(alternative for alternative in left if alternative))


def _says_anything(*fields: object) -> bool:
    """Whether any of some fields is set; a figure of 0 is a figure."""
    return any(field is not None and field not in ("", ()) for field in fields)


def _turns(claim: CommitmentClaim, fields: _Fields, end: date) -> Iterator[date]:
    """The days up to an end on which the headline may turn: that of a claim, and the first without a promise."""
    yield claim.day
    after = (
        fields.until.high + timedelta(days=1) if fields.until and fields.until.high < OPEN_END else OPEN_END
    )
    if claim.day < after <= end:
        yield after
