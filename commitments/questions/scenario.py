"""What stands if certain conditions come true, or cannot."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from commitments import scenarios as rules
from commitments.choices import Lane
from commitments.firmness import Promise
from commitments.models import Commitment
from commitments.objects import Object
from commitments.reading import implications_at, promises_at, reaches_of, rows_at, words_at
from guarantees import requires
from guarantees.implications import related_to
from ledger.asof import AsOf

from .figures import shown
from .overlaps import company_of


def scenario(commitments: "QuerySet[Commitment]", at: AsOf, *, assumptions: Mapping[str, str]) -> Object:
    """Firm, waiting and blocked, with the reasons, totals before and after, and the keystones. Ten queries."""
    rows = list(commitments.select_related("actor", "guarantee__package").order_by("key"))
    asked = {row.key for row in rows}
    promises = [
        Promise(total, tuple(tuple(way) for way in (state.requires if state else ())))
        for total, state in rows_at(rows, Lane.OFFICIAL, at)
    ]
    named = {key for promise in promises for key in requires.keys(promise.requires)} | assumptions.keys()
    implies = implications_at(at)
    named = related_to(named, implies)
    reaches = reaches_of(named)
    others = {reach.commitment for reach in reaches.values()} - asked
    promises += promises_at(others, at) if others else []
    named |= related_to({key for promise in promises for key in requires.keys(promise.requires)}, implies)
    words = dict.fromkeys(named) | words_at(named, at)
    found = rules.evaluate(promises, words, reaches, assumptions, implies)
    company = company_of(rows, at)
    return {
        "firm": _outcomes(found.firm, asked),
        "waiting": _outcomes(found.waiting, asked),
        "blocked": _outcomes(found.blocked, asked),
        "totals": {
            "before": shown(found.before, Lane.OFFICIAL.value, company),
            "after": shown(found.after, Lane.OFFICIAL.value, company),
        },
        "keystones": [
            {"condition": one.condition, "unlocks": list(one.unlocks), "low": one.low, "high": one.high}
            for one in found.keystones
        ],
        "cycles": [list(ring) for ring in found.cycles],
        "rule": rules.RULE,
    }


def _outcomes(outcomes: Iterable[rules.Outcome], asked: set[str]) -> list[Object]:
    return [
        {
            "commitment": one.commitment,
            "why": [
                {"condition": why.condition, "state": why.state, "assumed": why.assumed} for why in one.why
            ],
            "headline": one.headline,
            "low": one.low,
            "high": one.high,
        }
        for one in outcomes
        if one.commitment in asked
    ]
