"""Where states meet, and who takes part."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from actors.models import Actor, Leader
from guarantees.choices import EventKind, EventStatus, Role
from ledger import edtf
from ledger.models import Noun, Recorded
from sources.models import Source

from .package import Package


class NegotiationEvent(Noun):
    """A summit, call, statement, signing or vote. `held` is EDTF text with its bounds beside it."""

    feed_type = "event"
    digested = {
        2: (
            *(
                "id",
                "recorded_at",
                "key",
                "package_id",
                "name",
                "kind",
                "status",
                "held",
                "held_low",
                "held_high",
            ),
            *("place", "country", "summary", "sources"),
        ),
        3: (),
    }

    package = models.ForeignKey(Package, models.PROTECT, null=True, blank=True, related_name="events")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=EventKind)
    status = models.CharField(max_length=9, choices=EventStatus)
    held = models.CharField(max_length=25, blank=True, help_text="Day, month, year or interval, as EDTF.")
    held_low = models.DateField(null=True, blank=True, editable=False)
    held_high = models.DateField(null=True, blank=True, editable=False)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", "Two capital letters, as in ISO 3166-1 alpha-2.")],
    )
    summary = models.TextField(blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="events")

    class Meta:
        ordering = ["held_low", "key"]
        verbose_name = "event"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="event_kind_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=Q(status__in=EventStatus.values), name="event_status_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=Q(held_low__lte=F("held_high"))
                | Q(held="", held_low__isnull=True, held_high__isnull=True),
                name="event_does_not_end_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_days()
        super().save(*args, **kwargs)

    def set_days(self) -> None:
        """Set the bounds that follow from `held`. Raises ValueError when it is not EDTF."""
        span = edtf.parse(self.held) if self.held else None
        self.held_low = span.low if span else None
        self.held_high = span.high if span else None


class Participation(Recorded):
    """An actor, perhaps through a leader, takes part in an event."""

    feed_type = "participation"
    digested = {2: ("id", "recorded_at", "event_id", "actor_id", "leader_id", "role"), 3: ()}

    event = models.ForeignKey(NegotiationEvent, models.PROTECT, related_name="participations")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="participations")
    leader = models.ForeignKey(Leader, models.PROTECT, null=True, blank=True, related_name="participations")
    role = models.CharField(max_length=11, choices=Role)

    class Meta:
        ordering = ["event__key", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="participation_role_is_in_the_vocabulary"
            ),
            models.UniqueConstraint(
                "event", "actor", Coalesce("leader", 0), name="participation_is_given_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The name in the feed; the record identifies a participation by these three."""
        return f"{self.event.key}--{self.actor.key}--{self.leader.key if self.leader else 'nobody'}"
