"""Does every claim stand on something, and does it say rightly when it was superseded? Findings are sentences."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Min

from ledger.choices import Kind

from .models import Citation, ConditionUpdate, PositionUpdate, RequirementUpdate, StatementClaim

MENDING = (Kind.CORRECTION, Kind.RETRACTION)


def unfounded(*ledgers: type[StatementClaim]) -> Iterator[str]:
    """Published claims that rest on no published source, or on one that their statement does not cite."""
    cited = Citation.objects.filter(source__recorded_at__isnull=False).values("statement")
    for model in _ledgers(*ledgers):
        claims = model._default_manager.published()
        for key in claims.exclude(statement__in=cited).values_list("key", flat=True):
            yield f"{model.feed_type} {key}: its statement rests on no published source"
        cites = set(Citation.objects.values_list("statement", "source"))
        own = claims.filter(sources__isnull=False).values_list("key", "statement", "sources")
        for key, statement, source in own:
            if (statement, source) not in cites:
                yield f"{model.feed_type} {key}: it rests on a source that its statement does not cite"


def wrongly_superseded(*ledgers: type[StatementClaim]) -> Iterator[str]:
    """Published claims whose `superseded_at` is not the moment from which a correction or retraction was known."""
    for model in _ledgers(*ledgers):
        mending = model._default_manager.published().filter(kind__in=MENDING, relates_to__isnull=False)
        known: dict[int, datetime] = dict(
            mending.order_by().values_list("relates_to").annotate(first=Min("recorded_at"))
        )
        rows = model._default_manager.published().values_list("pk", "key", "recorded_at", "superseded_at")
        for pk, key, recorded_at, superseded_at in rows:
            first = known.get(pk)
            # A correction may be known before the claim that it corrects.
            expected = max(first, recorded_at) if first else None
            if superseded_at != expected:
                yield f"{model.feed_type} {key}: its superseded_at is {superseded_at}, its followers say {expected}"


def _ledgers(*others: type[StatementClaim]) -> list[Any]:
    return [ConditionUpdate, PositionUpdate, RequirementUpdate, *others]
