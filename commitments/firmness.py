"""Whether what a promise requires has come true: firm, waiting or blocked (firmness/v2).

What a promise requires is read with three values. Alternatives (or) are as true as the truest of them, an
alternative (and) as true as its least true condition; open lies between false and true. Nothing required is
true.

- **Firm**: what is required is true. **Blocked**: it is false whatever comes, every alternative has a
  condition that is impossible. **Waiting**: else.
- A condition is true when it is met, false when it is impossible, open in every other state and without a
  claim.
- A condition may be "commitment X reaches strength S": true when X is offered with at least S and what it
  requires is true, false when that is false whatever comes, else open. Promises that wait for each other in a
  ring stay waiting.
- A condition may imply others (implies/v1): that is spread first, and again whenever one is settled.

Firm, waiting and blocked are said of **pledges**: of a promise whose headline is pledged, formalised, in place
or fulfilled, or that is suspended and was at least pledged. What is less is **talk**: with nothing asked for
where it would be firm, else with conditions. It is counted beside the pledges, never among them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guarantees.conditions import Truth, truth_of_word
from guarantees.implications import NONE, Implications, spread
from guarantees.requires import Requires, keys

from .choices import Firmness, Headline, Standing, Strength, Talk
from .strength import AT_LEAST_PLEDGED, at_least
from .totals import TotalRow

RULE = "firmness/v2"

_LEVEL: dict[Truth, int] = {"false": 0, "open": 1, "true": 2}
_FIRMNESS: dict[Truth, str] = {
    "true": Firmness.FIRM.value,
    "open": Firmness.WAITING.value,
    "false": Firmness.BLOCKED.value,
}
_STANDS = frozenset({Standing.OFFERED.value, Standing.SUSPENDED.value, None})


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment in a scenario: the state of its official lane, what it requires, and the whole it is a part of.

    One that others wait for, or are a part of, may be needed though nobody asked about it (`is_asked`).
    """

    row: TotalRow
    requires: Requires
    part_of: str | None = None
    is_asked: bool = True

    @property
    def key(self) -> str:
        """The commitment's key."""
        return self.row.commitment

    @property
    def stands(self) -> bool:
        """Whether a scenario speaks of it: offered, suspended, or with claims and no standing."""
        lapsed = self.row.headline == Headline.LAPSED
        return self.row.has_claim and (self.row.standing or None) in _STANDS and not lapsed

    @property
    def is_pledge(self) -> bool:
        """Whether it is pledged or more, so that it counts as firm, waiting or blocked."""
        return is_pledge(self.row.headline, self.row.strength)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a condition of the sort "this commitment reaches this strength" asks for."""

    commitment: str
    strength: str


def is_pledge(headline: str, strength: str | None) -> bool:
    """Whether a promise is pledged or more; of a suspended one the strength tells."""
    suspended = headline == Headline.SUSPENDED and at_least(strength, Strength.PLEDGED.value)
    return headline in AT_LEAST_PLEDGED or suspended


def said_as(firmness: str, headline: str, strength: str | None) -> str:
    """The word for a promise to people: its firmness where it is a pledge, else what sort of talk it is."""
    if is_pledge(headline, strength):
        return firmness
    return Talk.NOTHING_ASKED_FOR.value if firmness == Firmness.FIRM else Talk.WITH_CONDITIONS.value


def truth_of_requires(requires: Requires, truths: Mapping[str, Truth]) -> Truth:
    """The truth of an OR of ANDs; a condition that `truths` does not know is open."""
    if not requires:
        return "true"
    return max((_weakest(alternative, truths) for alternative in requires), key=_LEVEL.__getitem__)


def firmness(requires: Requires, truths: Mapping[str, Truth]) -> str:
    """`firm`, `waiting` or `blocked`, given the truth of the conditions."""
    return _FIRMNESS[truth_of_requires(requires, truths)]


def truths_of(
    promises: Iterable[Promise],
    conditions: Mapping[str, str | None],
    reaches: Mapping[str, Reach],
    assumptions: Mapping[str, str],
    implies: Implications = NONE,
) -> dict[str, Truth]:
    """The truth of every condition, given the word for its state, the assumptions and what implies what.

    Conditions that wait for commitments start open and are settled one after the other until nothing moves:
    what depends on itself stays open.
    """
    derived = {key: reach for key, reach in reaches.items() if key not in assumptions}
    said = {key: truth_of_word(word) for key, word in conditions.items() if key not in derived}
    truths: dict[str, Truth] = dict.fromkeys((*conditions, *derived), "open")
    truths |= {key: truth_of_word(word) for key, word in assumptions.items()}
    # What is assumed comes first, with all that follows from it; then what was said of what is still open.
    truths = spread(truths, implies)
    truths |= {key: truth for key, truth in said.items() if truths[key] == "open" and key not in assumptions}
    truths = spread(truths, implies)
    by_key = {promise.key: promise for promise in promises}
    while True:
        settled = {
            key: truth
            for key, reach in derived.items()
            if truths[key] == "open" and (truth := reached(reach, by_key, truths)) != "open"
        }
        if not settled:
            return truths
        truths = spread(truths | settled, implies)


def deciding(requires: Requires, truths: Mapping[str, Truth]) -> tuple[str, ...]:
    """The conditions that decide: those of the truth of the whole, in the alternatives that have it."""
    truth = truth_of_requires(requires, truths)
    alternatives = tuple(one for one in requires if _weakest(one, truths) == truth)
    return tuple(key for key in keys(alternatives) if truths.get(key, "open") == truth)


def reached(reach: Reach, promises: Mapping[str, Promise], truths: Mapping[str, Truth]) -> Truth:
    """The truth of "this commitment reaches this strength"."""
    promise = promises.get(reach.commitment)
    if promise is None:
        return "open"
    truth = truth_of_requires(promise.requires, truths)
    offered = promise.row.standing == Standing.OFFERED and promise.row.headline != Headline.LAPSED
    strong = offered and at_least(promise.row.strength, reach.strength)
    return "open" if truth == "true" and not strong else truth


def _weakest(alternative: Iterable[str], truths: Mapping[str, Truth]) -> Truth:
    """The truth of conditions that are all needed."""
    return min((truths.get(key, "open") for key in alternative), key=_LEVEL.__getitem__)
