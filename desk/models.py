"""How drafts become part of the record: who wrote them, who submitted them, who decided."""

import builtins
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guarantees.models import Statement
from ledger.models import Claim, Part, Recorded

from .review import Status

# The statuses that a review can have: a draft has none.
DECIDED = (Status.RETURNED, Status.PUBLISHED)


class Review(Part):
    """One submission of a statement, with what a second person decided."""

    owner = "statement"
    were_there = True
    digested = {
        3: (
            *(
                "id",
                "statement_id",
                "status",
                "submitted_by_id",
                "submitted_at",
                "decided_by_id",
                "decided_at",
            ),
            *("note", "shown"),
        )
    }

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="reviews")
    status = models.CharField(
        max_length=9, choices=[(status.value, status.label) for status in (Status.SUBMITTED, *DECIDED)]
    )
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    # What the second person was shown, part by part, for comparing it with what they are shown after a return.
    shown = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        permissions = [
            ("write_drafts", "Can write drafts and submit them"),
            ("publish_drafts", "Can publish and send back what others submitted"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(status=Status.SUBMITTED),
                name="review_is_open_once_for_a_statement",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.SUBMITTED, *DECIDED]),
                name="review_status_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SUBMITTED, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(status=Status.SUBMITTED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="review_is_decided_by_somebody_once_it_is_not_open",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | ~Q(decided_by=F("submitted_by")),
                name="review_is_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("submitted_at")),
                name="review_is_not_decided_before_it_is_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.status}"


class DraftAuthor(Part):
    """Somebody has entered or changed a draft, and so is not the second person who may publish it.

    `type` is the draft's word in the change feed, `row` its primary key: a draft may still get another key.
    """

    owner = "row"
    were_there = True
    digested = {3: ("id", "type", "row", "person_id", "last_at")}

    type = models.CharField(max_length=20)
    row = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["type", "row", "last_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "row", "person"], name="draftauthor_is_named_once_for_a_draft"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} wrote {self.type} {self.row}"

    @classmethod
    def belongs_to(cls, model: "builtins.type[Recorded]") -> bool:
        """Nouns and statements are entered by somebody; claims are entered with their statement."""
        return not issubclass(model, Claim)

    @classmethod
    def of(cls, model: "builtins.type[Recorded]", pks: Collection[int]) -> "models.QuerySet[Any]":
        """Everybody who had a hand in one of these rows while it was a draft."""
        return cls.objects.filter(type=model.feed_type, row__in=pks)

    @classmethod
    def of_draft(cls, draft: Any) -> "models.QuerySet[Any]":
        """Everybody who had a hand in a draft."""
        return cls.of(draft.__class__, [draft.pk])
