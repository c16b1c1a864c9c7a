"""Events and claims in one order."""

from datetime import date
from operator import itemgetter
from typing import Any

from commitments.objects import Object, events, updates
from ledger.asof import AsOf
from ledger.folding import turn


def timeline(
    met: Any,
    said: Any,
    at: AsOf,
    *,
    since: date | None = None,
    until: date | None = None,
) -> list[Object]:
    """What happened and what was claimed, by day: events before claims, claims in their order.

    `met` and `said` are what fits the asker's filter; `since` and `until` keep what overlaps the span, both ends
    included. Events without a date come last.
    """
    met = met.known(at)
    said = said.said_by(at)
    if since:
        met, said = met.filter(held_high__gte=since), said.filter(effective_high__gte=since)
    if until:
        met, said = met.filter(held_low__lte=until), said.filter(effective_low__lte=until)
    rows = list(met.order_by("held_low", "key"))
    claims = list(said.in_order())
    found: list[tuple[tuple[Any, ...], str, Object]] = [
        ((row.held_low or date.max, False), row.key, _entry("event", row.held_low, row.held_high, one))
        for row, one in zip(rows, events(rows, at), strict=True)
    ]
    found += [
        (
            (row.effective_low, True, *turn(row)[1:]),
            row.key,
            _entry("update", row.effective_low, row.effective_high, one),
        )
        for row, one in zip(claims, updates(claims, at), strict=True)
    ]
    return [entry for *_, entry in sorted(found, key=itemgetter(0, 1))]


def _entry(type: str, low: date | None, high: date | None, one: Object) -> Object:
    return {
        "date_low": low.isoformat() if low else None,
        "date_high": high.isoformat() if high else None,
        "type": type,
        "key": one["key"],
        "object": one,
    }
