"""Does every claim stand on something? Findings are sentences; none means that all do."""

from collections.abc import Iterator
from typing import Any

from .models import Citation, ConditionUpdate, PositionUpdate, RequirementUpdate, StatementClaim


def unfounded(*ledgers: type[StatementClaim]) -> Iterator[str]:
    """Published claims whose statement is not published or rests on no published source."""
    cited = Citation.objects.filter(source__recorded_at__isnull=False).values("statement")
    models: list[Any] = [ConditionUpdate, PositionUpdate, RequirementUpdate, *ledgers]
    for model in models:
        claims = model._default_manager.filter(recorded_at__isnull=False)
        for key in claims.filter(statement__recorded_at__isnull=True).values_list("key", flat=True):
            yield f"{model.feed_type} {key}: its statement is not published"
        for key in claims.exclude(statement__in=cited).values_list("key", flat=True):
            yield f"{model.feed_type} {key}: its statement rests on no published source"
