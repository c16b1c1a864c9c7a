"""How much of something would be needed, by whose word."""

from django.db import models
from django.db.models import F, Q

from guarantees import units

from .package import Guarantee
from .statement import StatementClaim


class RequirementUpdate(StatementClaim):
    """A claim about the required size of a guarantee. The newest is not "the" requirement of all."""

    feed_type = "requirement"
    digested = {
        2: (*StatementClaim.DIGESTED, "guarantee_id", "low", "high", "unit", "words", "sources"),
        3: ("said_at",),
    }
    redactable = ("summary", "words")

    guarantee = models.ForeignKey(Guarantee, models.PROTECT, related_name="requirement_updates")
    low = models.BigIntegerField("at least", null=True, blank=True)
    high = models.BigIntegerField("at most", null=True, blank=True)
    unit = models.CharField(max_length=units.LONGEST, blank=True, help_text=units.HELP)
    words = models.CharField(max_length=200, blank=True)

    class Meta(StatementClaim.Meta):
        abstract = False
        ordering = ["day", "sequence"]
        constraints = [
            *StatementClaim.Meta.constraints,
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="requirementupdate_low_not_above_high",
            ),
            models.CheckConstraint(
                condition=(Q(low__isnull=True) | Q(low__gte=0)) & (Q(high__isnull=True) | Q(high__gte=0)),
                name="requirementupdate_figure_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(unit__regex=units.PATTERN),
                name="requirementupdate_unit_is_in_the_vocabulary_or_a_currency",
            ),
        ]
