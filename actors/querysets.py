"""Questions about what holds for a time."""

from typing import Self

from django.db.models import Q

from ledger.asof import AsOf
from ledger.querysets import RecordedQuerySet


class DatedQuerySet(RecordedQuerySet):
    """Memberships and tenures."""

    def holding(self, at: AsOf) -> Self:
        """What was known at the moment and covers the day of `at`, both ends included; an open end covers all."""
        covers = (Q(since__isnull=True) | Q(since__lte=at.true_on)) & (
            Q(until__isnull=True) | Q(until__gte=at.true_on)
        )
        return self.known(at).filter(covers)

    def known(self, at: AsOf) -> Self:
        """What was part of the record at the moment of `at` and had not been replaced by then."""
        return super().known(at).filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at.known_at))
