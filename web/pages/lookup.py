"""Finding what a page is about, and what was said about it."""

from operator import itemgetter
from typing import Any, TypeVar

from django.db.models import Q

from commitments import objects
from commitments.models import CommitmentUpdate
from guarantees.models import ConditionUpdate, PositionStanding, PositionUpdate, RequirementUpdate
from ledger.asof import AsOf
from ledger.folding import turn
from ledger.models import Noun
from web.asof import Asked
from web.exceptions import NotFound, NotKnownThen

N = TypeVar("N", bound=Noun)

_LEDGERS: tuple[Any, ...] = (CommitmentUpdate, ConditionUpdate, PositionUpdate, RequirementUpdate)


def find(model: type[N], key: str, asked: Asked) -> N:
    """The published object with a key. Raises NotFound, or NotKnownThen when it was recorded later."""
    noun = str(model._meta.verbose_name)
    row: N | None = model._default_manager.filter(key=key, recorded_at__isnull=False).first()
    if row is None:
        raise NotFound(noun, key)
    if row.recorded_at is None or row.recorded_at > asked.at.known_at:
        raise NotKnownThen(noun, key, asked.known_on)
    return row


def claims_of(where: Q, at: AsOf, *, newest_first: bool = True) -> list[objects.Object]:
    """Claims of all four ledgers that fit `where`, are known and whose day has come, in their order.

    `where` names columns that every ledger has: `statement`, `sources`.
    """
    found: list[tuple[Any, ...]] = []
    for model in _LEDGERS:
        rows = list(model.objects.said_by(at).filter(where).distinct())
        built = objects.BUILDERS[model](rows, at)
        found += [(turn(row), n, one) for n, (row, one) in enumerate(zip(rows, built, strict=True))]
    ordered = sorted(found, key=itemgetter(0, 1), reverse=newest_first)
    return [one for *_, one in ordered]


def positions_at(where: Q, at: AsOf) -> list[objects.Object]:
    """The positions that stand, by the claims that say them; `where` is about `PositionStanding`."""
    keys = PositionStanding.objects.at(at).filter(where).values_list("update_key", flat=True)
    rows = PositionUpdate.objects.filter(key__in=list(keys)).order_by(
        "guarantee__key", "contribution", "actor__name"
    )
    return objects.positions(rows, at)
