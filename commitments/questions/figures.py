"""Totals and the explanation of each: the same rows in, so that what is included adds up to the total."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from commitments import totals as rules
from commitments.models import Commitment
from commitments.objects import Object
from commitments.reading import rows_at
from ledger.asof import AsOf


def total_rows(commitments: "QuerySet[Commitment]", lane: str, at: AsOf) -> list[rules.TotalRow]:
    """Commitments as totals see them. Three queries."""
    rows = list(commitments.select_related("guarantee__package").order_by("key"))
    return [row for row, _ in rows_at(rows, lane, at)]


def totals(
    commitments: "QuerySet[Commitment]", at: AsOf, *, lane: str, strength_at_least: str | None = None
) -> list[Object]:
    """One total for each guarantee, contribution and unit."""
    found = rules.totals(total_rows(commitments, lane, at), strength_at_least=strength_at_least)
    return shown(found, lane)


def shown(found: Iterable[rules.Total], lane: str) -> list[Object]:
    """Totals as data."""
    return [
        {
            "guarantee": one.guarantee,
            "contribution": one.contribution,
            "unit": one.unit,
            "lane": lane,
            "low": one.low,
            "high": one.high,
            "counted": one.counted,
            "uncounted": one.uncounted,
            "refused": one.refused,
            "by_strength": {
                strength: {
                    "low": part.low,
                    "high": part.high,
                    "counted": part.counted,
                    "uncounted": part.uncounted,
                }
                for strength, part in one.by_strength.items()
            },
            "rule": rules.RULE,
        }
        for one in found
    ]


def explain(
    commitments: "QuerySet[Commitment]",
    at: AsOf,
    *,
    unit: str | None,
    lane: str,
    strength_at_least: str | None = None,
) -> dict[str, Any]:
    """Rows in, and rows out with the reason; `commitments` are those of one guarantee and one contribution."""
    rows = [row for row in total_rows(commitments, lane, at) if row.unit == unit]
    found = rules.explain(rows, strength_at_least=strength_at_least)
    return {
        "included": [
            {"commitment": one.commitment, "low": one.low, "high": one.high, "updates": list(one.updates)}
            for one in found.included
        ],
        "excluded": [{"commitment": one.commitment, "reason": str(one.reason)} for one in found.excluded],
        "rule": rules.RULE,
    }
