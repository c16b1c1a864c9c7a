"""Where an actor stands on what others would contribute."""

from django.db import models
from django.db.models import Q

from actors.models import Actor
from guarantees.choices import Contribution, Stance

from .package import Guarantee
from .statement import StatementClaim


class PositionUpdate(StatementClaim):
    """A claim about an actor's stance towards a contribution to a guarantee."""

    feed_type = "position"
    digested = {
        2: (*StatementClaim.DIGESTED, "actor_id", "guarantee_id", "contribution", "stance", "sources"),
        3: ("said_at",),
    }

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="positions")
    guarantee = models.ForeignKey(Guarantee, models.PROTECT, related_name="positions")
    contribution = models.CharField(max_length=15, choices=Contribution)
    stance = models.CharField(max_length=22, choices=Stance, blank=True)

    class Meta(StatementClaim.Meta):
        abstract = False
        ordering = ["day", "sequence"]
        constraints = [
            *StatementClaim.Meta.constraints,
            models.CheckConstraint(
                condition=Q(contribution__in=Contribution.values),
                name="positionupdate_contribution_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(stance="") | Q(stance__in=Stance.values),
                name="positionupdate_stance_is_in_the_vocabulary",
            ),
        ]
