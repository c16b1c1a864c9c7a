"""What has to come true before a promise holds."""

from django.db import models
from django.db.models import Q

from actors.models import Actor
from guarantees.choices import ConditionKind, ConditionState
from ledger.models import Noun

from .package import Package
from .statement import StatementClaim


class Condition(Noun):
    """Something that can come true. Its actor is the one whose act or decision it is."""

    feed_type = "condition"
    digested = {
        2: ("id", "recorded_at", "key", "package_id", "actor_id", "name", "kind", "description"),
        3: ("implies",),
    }

    package = models.ForeignKey(Package, models.PROTECT, related_name="conditions")
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="conditions")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=19, choices=ConditionKind)
    description = models.TextField(blank=True)
    implies = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="implied_by",
        help_text="Conditions of the same package that are true whenever this one is.",
    )

    class Meta:
        ordering = ["package__key", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ConditionKind.values), name="condition_kind_is_in_the_vocabulary"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ConditionUpdate(StatementClaim):
    """A claim about how far a condition has come true."""

    feed_type = "condition_update"
    digested = {2: (*StatementClaim.DIGESTED, "condition_id", "state", "sources"), 3: ("said_at",)}

    condition = models.ForeignKey(Condition, models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, choices=ConditionState, blank=True)

    class Meta(StatementClaim.Meta):
        abstract = False
        ordering = ["day", "sequence"]
        constraints = [
            *StatementClaim.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="") | Q(state__in=ConditionState.values),
                name="conditionupdate_state_is_in_the_vocabulary",
            ),
        ]
