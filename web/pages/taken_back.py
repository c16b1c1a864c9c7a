"""Which of the claims on a page were taken back, so that wherever one is listed it says so."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db.models import Q

from commitments.models import CommitmentUpdate
from guarantees.models import ConditionUpdate, PositionUpdate, RequirementUpdate
from ledger.asof import AsOf
from ledger.choices import Kind

# When each claim was taken back, by the key of its statement and its own; "" where that day has not come.
TakenBack = dict[tuple[str, str], str]

_LEDGERS: Final[tuple[Any, ...]] = (CommitmentUpdate, ConditionUpdate, PositionUpdate, RequirementUpdate)
_CLAIM: Final = frozenset({"statement", "superseded_at", "relates_to"})
_STATEMENT: Final = frozenset({"claims", "said_on"})


def taken_back(at: AsOf, *objects: object) -> TakenBack:
    """Those of the claims in some objects, and of the claims of the statements in them, that a known retraction names.

    One query for all ledgers, none where nothing can have been taken back.
    """
    claims: set[str] = set()
    statements: set[str] = set()
    for one in _mappings(objects):
        if one.keys() >= _CLAIM and one["superseded_at"]:
            claims.add(one["key"])
        elif one.keys() >= _STATEMENT:
            statements.add(one["key"])
    if not claims and not statements:
        return {}
    wanted = Q(relates_to__key__in=claims) | Q(relates_to__statement__key__in=statements)
    first, *others = (
        model.objects.known(at)
        .filter(wanted, kind=Kind.RETRACTION)
        .order_by()
        .values_list("relates_to__statement__key", "relates_to__key", "recorded_at", "day")
        for model in _LEDGERS
    )
    return {
        (statement, key): moment.isoformat() if day <= at.true_on else ""
        for statement, key, moment, day in first.union(*others)
    }


def _mappings(value: object) -> Iterator[Mapping[str, Any]]:
    """All mappings in some objects, however deep."""
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            yield from _mappings(one)
