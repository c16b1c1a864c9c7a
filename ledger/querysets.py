"""Questions that every recorded thing answers."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from .asof import AsOf

if TYPE_CHECKING:
    from .models import Change  # noqa: F401 -- named in a type below


#: By day, on one day by the moment at which they were said (unknown ones first), then by place in the ledger.
IN_ORDER = (models.F("day").asc(), models.F("said_at").asc(nulls_first=True), models.F("sequence").asc())


class RecordedQuerySet(models.QuerySet[Any]):
    """Things that may be drafts."""

    def known(self, at: AsOf) -> Self:
        """What was part of the record at the moment of `at`. A draft has no moment and is never known."""
        return self.filter(recorded_at__lte=at.known_at)

    def published(self) -> Self:
        """What is part of the record now."""
        return self.filter(recorded_at__isnull=False)

    def drafts(self) -> Self:
        """What nobody but editors may see."""
        return self.filter(recorded_at__isnull=True)


class ClaimQuerySet(RecordedQuerySet):
    """Claims of one ledger."""

    def in_order(self) -> Self:
        """In the order in which they count (ledger/folding.py): by day, then moment, then as they were logged."""
        return self.order_by(*IN_ORDER)

    def said_by(self, at: AsOf) -> Self:
        """Claims that are known and whose day has come, superseded ones included."""
        return self.known(at).filter(day__lte=at.true_on)


class ChangeQuerySet(models.QuerySet["Change"]):
    """Rows of the feed."""

    def after(self, sequence: int) -> Self:
        """Rows behind a position, in feed order."""
        return self.filter(sequence__gt=sequence).order_by("sequence")

    def belonging_to(self, noun: str, key: str) -> Self:
        """Rows whose object belonged to an actor or a package (`Belonging`) when they were written."""
        return self.filter(belongings__noun=noun, belongings__key=key)

    def basis(self, at: AsOf) -> int:
        """The newest sequence recorded by the moment of `at`; 0 before the first."""
        newest = self.filter(recorded_at__lte=at.known_at).order_by("-recorded_at", "-sequence")
        return newest.values_list("sequence", flat=True).first() or 0
