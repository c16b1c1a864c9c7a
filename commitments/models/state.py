"""The projection of commitments: one folded state for each lane and every pair of times."""

from django.db import models

from commitments.choices import Headline, Lane
from guarantees.models import Condition, Rectangle

from .commitment import Commitment


class CommitmentState(Rectangle):
    """The folded state of a commitment in one lane, with the claims that made it."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="states")
    lane = models.CharField(max_length=8, choices=Lane)
    # False where only denials and retractions stand: a lane without a claim. Last said and disputes may still speak.
    is_set = models.BooleanField(default=True)
    headline = models.CharField(max_length=10, choices=Headline)
    strength = models.CharField(max_length=10, blank=True)
    delivery = models.CharField(max_length=9, blank=True)
    standing = models.CharField(max_length=9, blank=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True)
    requires = models.JSONField(default=list)
    restrictions = models.TextField(blank=True)
    until = models.CharField(max_length=25, blank=True)
    since = models.DateField(null=True)
    last_said = models.DateField(null=True)
    # Keys of the leader and of the actors (joined by ;) of the claim of `last_said`.
    said_by = models.CharField(max_length=100, blank=True)
    said_for = models.TextField(blank=True)
    updates = models.JSONField(default=list)
    figure_updates = models.JSONField(default=list)
    origins = models.JSONField(default=list)
    disputes = models.JSONField(default=list)
    retracted = models.JSONField(default=list)
    no_longer_named = models.JSONField(default=list)
    # What is required where all that was asked for and never dropped still counts (silence/v1).
    requires_strictly = models.JSONField(default=list)
    conditions = models.ManyToManyField(Condition, through="StateCondition", related_name="states")

    class Meta(Rectangle.Meta):
        abstract = False
        constraints = [
            *Rectangle.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(lane__in=Lane.values), name="commitmentstate_lane_is_in_the_vocabulary"
            ),
        ]
        indexes = [models.Index(fields=["commitment", "lane", "true_from"], name="commitmentstate_by_day")]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.lane}: {self.headline}"

    @property
    def has_lapsed(self) -> bool:
        """Whether it ran out, by word or by its last day."""
        return self.headline == Headline.LAPSED

    @property
    def silent(self) -> tuple[str, ...]:
        """The keys of the conditions that were asked for once and are no longer named."""
        return tuple(one["condition"] for one in self.no_longer_named)

    @property
    def spoken_for(self) -> tuple[str, ...]:
        """The keys of the actors for whom the claim of `last_said` spoke."""
        return tuple(self.said_for.split(";")) if self.said_for else ()


class StateCondition(models.Model):
    """A folded state requires a condition, in whichever alternative; the column that filters by condition."""

    state = models.ForeignKey(CommitmentState, models.CASCADE, related_name="required")
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="required_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state", "condition"], name="statecondition_is_given_once")
        ]

    def __str__(self) -> str:
        return f"{self.state_id} requires {self.condition_id}"
