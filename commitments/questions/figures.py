"""Totals and the explanation of each: the same rows in, so that what is included adds up to the total."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from commitments import totals as rules
from commitments.models import Commitment
from commitments.objects import Object
from commitments.reading import rows_at
from ledger.asof import AsOf

from .overlaps import Company, company_of


def total_rows(commitments: "QuerySet[Commitment]", lane: str, at: AsOf) -> list[rules.TotalRow]:
    """Commitments as totals see them. Three queries."""
    return [row for row, _ in rows_at(_read(commitments), lane, at)]


def totals(
    commitments: "QuerySet[Commitment]", at: AsOf, *, lane: str, strength_at_least: str | None = None
) -> list[Object]:
    """One total for each guarantee, contribution and unit. Five queries."""
    read = _read(commitments)
    rows = [row for row, _ in rows_at(read, lane, at)]
    found = rules.totals(rows, strength_at_least=strength_at_least)
    return shown(found, lane, company_of(read, at))


def _read(commitments: "QuerySet[Commitment]") -> list[Commitment]:
    return list(commitments.select_related("actor", "guarantee__package").order_by("key"))


def shown(found: Iterable[rules.Total], lane: str, company: Company) -> list[Object]:
    """Totals as data, each with what may be counted twice in it."""
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
            "possible_double_count": company.overlaps(one.included),
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
    read = _read(commitments)
    rows = [row for row, _ in rows_at(read, lane, at) if row.unit == unit]
    found = rules.explain(rows, strength_at_least=strength_at_least)
    return {
        "included": [
            {"commitment": one.commitment, "low": one.low, "high": one.high, "updates": list(one.updates)}
            for one in found.included
        ],
        "excluded": [{"commitment": one.commitment, "reason": str(one.reason)} for one in found.excluded],
        "possible_double_count": company_of(read, at).overlaps(one.commitment for one in found.included),
        "rule": rules.RULE,
    }
