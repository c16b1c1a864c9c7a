"""A promise, as a subject of claims."""

from django.db import models
from django.db.models import F, Q

from actors.models import Actor
from commitments.choices import Strength
from guarantees import units
from guarantees.choices import Contribution
from guarantees.models import Condition, Guarantee
from ledger.models import Noun, Part


class Commitment(Noun):
    """What one actor, alone or jointly, would contribute to a guarantee. What it amounts to is said by claims."""

    feed_type = "commitment"
    digested = {
        2: (
            *(
                "id",
                "recorded_at",
                "key",
                "actor_id",
                "guarantee_id",
                "contribution",
                "unit",
                "title",
                "part_of_id",
            ),
            "joint_with",
        ),
        3: (),
    }

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="commitments")
    joint_with = models.ManyToManyField(Actor, blank=True, related_name="joint_commitments")
    guarantee = models.ForeignKey(Guarantee, models.PROTECT, related_name="commitments")
    contribution = models.CharField(max_length=15, choices=Contribution)
    unit = models.CharField(max_length=units.LONGEST, blank=True, help_text=units.HELP)
    title = models.CharField(max_length=300)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The whole to which this contributes. A total counts the parts, never both.",
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contribution__in=Contribution.values),
                name="commitment_contribution_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(unit__regex=units.PATTERN),
                name="commitment_unit_is_in_the_vocabulary_or_a_currency",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")),
                name="commitment_is_no_part_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Reach(Part):
    """A condition that comes true when another commitment reaches a strength."""

    owner = "condition"
    were_there = True
    digested = {3: ("id", "condition_id", "commitment_id", "strength")}

    condition = models.OneToOneField(Condition, models.CASCADE, related_name="reach")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reached_by")
    strength = models.CharField(max_length=10, choices=Strength)

    class Meta:
        verbose_name_plural = "reaches"
        constraints = [
            models.CheckConstraint(
                condition=Q(strength__in=Strength.values), name="reach_strength_is_in_the_vocabulary"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} reaches {self.strength}"
