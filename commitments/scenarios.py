"""Which promises are firm, wait or are blocked, if certain conditions were met or not (scenario/v2).

An assumption replaces the state of a condition; what follows is read by the rule of firmness. Only promises
that stand are in a scenario: offered, suspended, or with claims and no standing. Each is in exactly one of
the three lists, with the conditions that decide. Promises that wait for each other in a ring are named as a
**cycle**.

Counted and added up as firm, waiting or blocked are **pledges** alone (what a pledge is: firmness/v2). What is
less is counted beside them as talk: with nothing asked for, or with conditions.

A part says so where the **whole** that it belongs to, directly or through others, is blocked: both were said, and
a reader has to know of the conflict.

Read **as stated**, a promise requires what its last words name. Read **strictly** (silence/v1) it also requires
what earlier words asked for and nobody dropped.

The answer is monotone: meeting one more condition never takes a promise out of the firm ones and never
lowers their total, of all promises or of the pledges.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guarantees.choices import ConditionState as Word
from guarantees.conditions import Truth, truth_of_word
from guarantees.implications import NONE, Implications

from .choices import Firmness, Talk
from .firmness import Promise, Reach, deciding, firmness, said_as, truths_of
from .keystones import Keystone, keystones
from .totals import Total, totals

RULE = "scenario/v2"

_WORD_OF: dict[Truth, str] = {
    "true": Word.MET.value,
    "open": Word.UNMET.value,
    "false": Word.IMPOSSIBLE.value,
}


@dataclass(frozen=True, slots=True)
class Why:
    """A condition that decides about a promise, its state (None: no claim) and whether that is assumed."""

    condition: str
    state: str | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise in one of the lists. `why` names the met conditions of a firm one, the open ones of the ways
    still possible of a waiting one, the impossible ones of a blocked one. `whole` is blocked, or None: the whole that
    it is a part of.
    """

    commitment: str
    why: tuple[Why, ...]
    headline: str
    strength: str | None
    low: int | None
    high: int | None
    whole: str | None


@dataclass(frozen=True, slots=True)
class Pledged:
    """The pledges in one of the lists: how many, and what they add up to without the assumptions and with them."""

    count: int
    before: tuple[Total, ...]
    after: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The answer: every promise that stands is in exactly one of the first three lists, in the order of keys.

    `before` totals what is firm without the assumptions, `after` what is firm with them; `pledged` is the same of the
    pledges, for each of the three words; `talk` counts what is less than a pledge; `cycles` are the commitments that
    wait for each other.
    """

    firm: tuple[Outcome, ...]
    waiting: tuple[Outcome, ...]
    blocked: tuple[Outcome, ...]
    before: tuple[Total, ...]
    after: tuple[Total, ...]
    pledged: Mapping[str, Pledged]
    talk: Mapping[str, int]
    keystones: tuple[Keystone, ...]
    cycles: tuple[tuple[str, ...], ...]


def evaluate(
    commitments: Collection[Promise],
    conditions: Mapping[str, str | None],
    reaches: Mapping[str, Reach],
    assumptions: Mapping[str, str],
    implies: Implications = NONE,
) -> Scenario:
    """Evaluate a scenario.

    `conditions` gives the word for the state of each condition (None: no claim), `reaches` those that ask
    for the strength of a commitment, `assumptions` the words that replace states, `implies` what implies what.
    """
    promises = sorted((one for one in commitments if one.stands), key=lambda one: one.key)
    asked = [one for one in promises if one.is_asked]
    actual = truths_of(promises, conditions, reaches, {}, implies)
    truths = truths_of(promises, conditions, reaches, assumptions, implies)
    words = {**_words(conditions, reaches, truths), **assumptions}
    derived = {key: reach for key, reach in reaches.items() if key not in assumptions}
    blocked = {one.key for one in promises if firmness(one.requires, truths) == Firmness.BLOCKED}
    wholes = {one.key: one.part_of for one in commitments}
    lists: dict[str, list[Outcome]] = {word: [] for word in Firmness.values}
    for promise in asked:
        keys = deciding(promise.requires, truths)
        why = tuple(Why(key, words.get(key), key in assumptions) for key in keys)
        row = promise.row
        whole = Firmness.BLOCKED.value if blocked & {*_wholes_of(promise.key, wholes)} else None
        outcome = Outcome(row.commitment, why, row.headline, row.strength, row.low, row.high, whole)
        lists[firmness(promise.requires, truths)].append(outcome)
    said = [said_as(firmness(one.requires, truths), one.row.headline, one.row.strength) for one in asked]
    return Scenario(
        firm=tuple(lists[Firmness.FIRM.value]),
        waiting=tuple(lists[Firmness.WAITING.value]),
        blocked=tuple(lists[Firmness.BLOCKED.value]),
        before=_totals(asked, actual, Firmness.FIRM.value),
        after=_totals(asked, truths, Firmness.FIRM.value),
        pledged={word: _pledged(asked, actual, truths, word) for word in Firmness.values},
        talk={word: said.count(word) for word in Talk.values},
        keystones=keystones(promises, conditions, reaches, assumptions, implies),
        cycles=_cycles(promises, truths, derived),
    )


def _pledged(
    promises: Sequence[Promise], actual: Mapping[str, Truth], truths: Mapping[str, Truth], word: str
) -> Pledged:
    """The pledges among the promises for one of the three words."""
    pledges = [one for one in promises if one.is_pledge]
    return Pledged(
        count=sum(firmness(one.requires, truths) == word for one in pledges),
        before=_totals(pledges, actual, word),
        after=_totals(pledges, truths, word),
    )


def _wholes_of(key: str, wholes: Mapping[str, str | None]) -> Iterator[str]:
    """The wholes that a commitment is a part of, directly or through others."""
    seen: set[str] = set()
    whole = wholes.get(key)
    while whole is not None and whole not in seen:
        yield whole
        seen.add(whole)
        whole = wholes.get(whole)


def _words(
    conditions: Mapping[str, str | None], reaches: Mapping[str, Reach], truths: Mapping[str, Truth]
) -> dict[str, str | None]:
    """The word for each state: what was said of it, unless it follows from a commitment or from another condition."""
    said = {key: word for key, word in conditions.items() if truth_of_word(word) == truths[key]}
    return {
        key: said[key] if key in said and key not in reaches else _WORD_OF[truth]
        for key, truth in truths.items()
    }


def _totals(promises: Sequence[Promise], truths: Mapping[str, Truth], word: str) -> tuple[Total, ...]:
    """The totals of the promises for a word, one for every group of them all, also where the word fits none."""
    rows = [promise.row for promise in promises if firmness(promise.requires, truths) == word]
    return tuple(totals(rows, groups={promise.row.group for promise in promises}))


def _cycles(
    promises: Sequence[Promise], truths: Mapping[str, Truth], reaches: Mapping[str, Reach]
) -> tuple[tuple[str, ...], ...]:
    """The rings of waiting commitments, each in the order of keys."""
    waits_for = {
        promise.key: {reaches[key].commitment for key in deciding(promise.requires, truths) if key in reaches}
        for promise in promises
        if firmness(promise.requires, truths) == Firmness.WAITING
    }
    within = {key: _within_reach(key, waits_for) for key in waits_for}
    rings = {
        tuple(sorted(other for other in within[key] if key in within.get(other, ())))
        for key in waits_for
        if key in within[key]
    }
    return tuple(sorted(rings))


def _within_reach(start: str, waits_for: Mapping[str, set[str]]) -> set[str]:
    """Every commitment that `start` waits for, directly or through others."""
    found: set[str] = set()
    edge = list(waits_for.get(start, ()))
    while edge:
        key = edge.pop()
        if key not in found:
            found.add(key)
            edge += waits_for.get(key, ())
    return found
