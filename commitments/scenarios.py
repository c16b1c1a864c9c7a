"""Which promises are firm, wait or are blocked, if certain conditions were met or not (scenario/v1).

An assumption replaces the state of a condition; what follows is read by the rule of firmness. Only promises
that stand are in a scenario: offered, suspended, or with claims and no standing. Each is in exactly one of
the three lists, with the conditions that decide. Promises that wait for each other in a ring are named as a
**cycle**.

The answer is monotone: meeting one more condition never takes a promise out of the firm ones and never
lowers their total.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from guarantees.choices import ConditionState as Word
from guarantees.conditions import Truth, truth_of_word
from guarantees.implications import NONE, Implications

from .choices import Firmness
from .firmness import Promise, Reach, deciding, firmness, truths_of
from .keystones import Keystone, keystones
from .totals import Total, totals

RULE = "scenario/v1"

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
    still possible of a waiting one, the impossible ones of a blocked one.
    """

    commitment: str
    why: tuple[Why, ...]
    headline: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """The answer: every promise that stands is in exactly one of the first three lists, in the order of keys.

    `before` totals what is firm without the assumptions, `after` what is firm with them; `cycles` are the
    commitments that wait for each other.
    """

    firm: tuple[Outcome, ...]
    waiting: tuple[Outcome, ...]
    blocked: tuple[Outcome, ...]
    before: tuple[Total, ...]
    after: tuple[Total, ...]
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
    actual = truths_of(promises, conditions, reaches, {}, implies)
    truths = truths_of(promises, conditions, reaches, assumptions, implies)
    words = {**_words(conditions, reaches, truths), **assumptions}
    derived = {key: reach for key, reach in reaches.items() if key not in assumptions}
    lists: dict[str, list[Outcome]] = {word: [] for word in Firmness.values}
    for promise in promises:
        keys = deciding(promise.requires, truths)
        why = tuple(Why(key, words.get(key), key in assumptions) for key in keys)
        row = promise.row
        outcome = Outcome(row.commitment, why, row.headline, row.low, row.high)
        lists[firmness(promise.requires, truths)].append(outcome)
    return Scenario(
        firm=tuple(lists[Firmness.FIRM.value]),
        waiting=tuple(lists[Firmness.WAITING.value]),
        blocked=tuple(lists[Firmness.BLOCKED.value]),
        before=_firm_totals(promises, actual),
        after=_firm_totals(promises, truths),
        keystones=keystones(promises, truths, derived, implies),
        cycles=_cycles(promises, truths, derived),
    )


def _words(
    conditions: Mapping[str, str | None], reaches: Mapping[str, Reach], truths: Mapping[str, Truth]
) -> dict[str, str | None]:
    """The word for each state: what was said of it, unless it follows from a commitment or from another condition."""
    said = {key: word for key, word in conditions.items() if truth_of_word(word) == truths[key]}
    return {
        key: said[key] if key in said and key not in reaches else _WORD_OF[truth]
        for key, truth in truths.items()
    }


def _firm_totals(promises: Iterable[Promise], truths: Mapping[str, Truth]) -> tuple[Total, ...]:
    """The totals of what is firm, one for every group of the promises, also where nothing of it is firm."""
    rows = [promise.row for promise in promises if firmness(promise.requires, truths) == Firmness.FIRM]
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
