"""What stands if certain conditions come true, or cannot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet

from commitments import scenarios as rules
from commitments.choices import Lane, Reading
from commitments.firmness import Promise
from commitments.keystones import Keystone
from commitments.models import Commitment
from commitments.objects import Object
from commitments.objects.promises import silences
from commitments.reading import (
    implications_at,
    promise_of,
    promises_at,
    reaches_of,
    rows_at,
    words_at,
)
from guarantees import requires
from guarantees.implications import related_to
from ledger.asof import AsOf

from .figures import shown
from .overlaps import Company, company_of


def scenario(
    commitments: "QuerySet[Commitment]",
    at: AsOf,
    *,
    assumptions: Mapping[str, str],
    reading: str = Reading.STATED.value,
) -> Object:
    """Firm, waiting and blocked, with the reasons, totals before and after, and the keystones. Ten queries."""
    strict = reading == Reading.STRICT
    rows = list(commitments.select_related("actor", "guarantee__package", "part_of").order_by("key"))
    states = list(rows_at(rows, Lane.OFFICIAL, at))
    promises = [
        promise_of(row, total, state, strict=strict) for row, (total, state) in zip(rows, states, strict=True)
    ]
    implies = implications_at(at)
    reaches = reaches_of(related_to(_named(promises) | assumptions.keys(), implies))
    promises += _needed_beside(promises, {reach.commitment for reach in reaches.values()}, at, strict=strict)
    named = related_to(_named(promises) | assumptions.keys() | reaches.keys(), implies)
    words = dict.fromkeys(named) | words_at(named, at)
    found = rules.evaluate(promises, words, reaches, assumptions, implies)
    silent = {row.key: silences(state) for row, (_, state) in zip(rows, states, strict=True)}
    company = company_of(rows, at)
    return {
        "reading": reading,
        "firm": _outcomes(found.firm, silent),
        "waiting": _outcomes(found.waiting, silent),
        "blocked": _outcomes(found.blocked, silent),
        "totals": _before_and_after(found, company),
        "pledged_only": {
            word: {"count": one.count, "totals": _before_and_after(one, company)}
            for word, one in found.pledged.items()
        },
        "talk": dict(found.talk),
        "keystones": [_keystone(one) for one in found.keystones],
        "cycles": [list(ring) for ring in found.cycles],
        "rule": rules.RULE,
    }


def _named(promises: Iterable[Promise]) -> set[str]:
    """The conditions that promises require."""
    return {key for promise in promises for key in requires.keys(promise.requires)}


def _needed_beside(
    promises: Sequence[Promise], reached: set[str], at: AsOf, *, strict: bool
) -> list[Promise]:
    """What these promises wait for or are a part of, however far, where nobody asked about it."""
    known = {one.key for one in promises}
    found: list[Promise] = []
    edge = {*reached, *(one.part_of for one in promises if one.part_of)} - known
    while edge:
        new = [replace(one, is_asked=False) for one in promises_at(edge, at, strict=strict)]
        found += new
        known |= edge
        edge = {one.part_of for one in new if one.part_of} - known
    return found


def _before_and_after(found: rules.Scenario | rules.Pledged, company: Company) -> Object:
    """Totals without the assumptions and with them."""
    return {
        "before": shown(found.before, Lane.OFFICIAL.value, company),
        "after": shown(found.after, Lane.OFFICIAL.value, company),
    }


def _keystone(one: Keystone) -> Object:
    """A keystone; its first figure is of all that it unlocks."""
    return {
        "condition": one.condition,
        "unlocks": list(one.promises.keys),
        "low": one.promises.low,
        "high": one.promises.high,
        "unlocks_pledged": list(one.pledges.keys),
        "low_pledged": one.pledges.low,
        "high_pledged": one.pledges.high,
    }


def _outcomes(outcomes: Iterable[rules.Outcome], silent: Mapping[str, list[Object]]) -> list[Object]:
    return [
        {
            "commitment": one.commitment,
            "why": [
                {"condition": why.condition, "state": why.state, "assumed": why.assumed} for why in one.why
            ],
            "headline": one.headline,
            "strength": one.strength,
            "low": one.low,
            "high": one.high,
            "whole": one.whole,
            "no_longer_named": silent[one.commitment],
        }
        for one in outcomes
    ]
