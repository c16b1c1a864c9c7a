"""The projections: what the claims fold to, once for every pair of times.

A row holds for days in [true_from, true_to) and moments in [known_from, known_to), so that any question about any two
times is a plain range predicate. The ledger stays the truth; `manage.py rebuild_states` makes these rows anew, and so
does `manage.py migrate` where they were made by rules of another version.
"""

from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models

from actors.models import Actor
from guarantees import units
from guarantees.choices import Contribution
from ledger.asof import AsOf
from ledger.folding import FOREVER, OPEN_END

from .condition import Condition
from .package import Guarantee

LAST_DAY = OPEN_END - timedelta(days=1)
LAST_MOMENT = FOREVER - timedelta(microseconds=1)


class RectangleQuerySet(models.QuerySet[Any]):
    """Folded states."""

    def at(self, at: AsOf) -> Self:
        """The states that hold on the day and at the moment of `at`: at most one for a subject."""
        # An open end is the last day and moment that there are: a question about these means the one before.
        day, moment = min(at.true_on, LAST_DAY), min(at.known_at, LAST_MOMENT)
        return self.filter(true_from__lte=day, true_to__gt=day, known_from__lte=moment, known_to__gt=moment)

    def until(self, at: AsOf) -> Self:
        """The states that held on any day up to that of `at`, as known at its moment: a subject's way there."""
        moment = min(at.known_at, LAST_MOMENT)
        return self.filter(true_from__lte=at.true_on, known_from__lte=moment, known_to__gt=moment)

    def open(self) -> Self:
        """The states as known now."""
        return self.filter(known_to=FOREVER)


class Rectangle(models.Model):
    """A folded state with the days and the moments for which it holds."""

    true_from = models.DateField()
    true_to = models.DateField(default=date.max)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(default=FOREVER)

    objects = RectangleQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(true_from__lt=models.F("true_to")),
                name="%(class)s_holds_for_a_day_or_more",
            ),
            models.CheckConstraint(
                condition=models.Q(known_from__lt=models.F("known_to")), name="%(class)s_is_known_for_a_while"
            ),
        ]

    def bounds(self) -> tuple[date, date, datetime, datetime]:
        return self.true_from, self.true_to, self.known_from, self.known_to


class ConditionStanding(Rectangle):
    """The folded state of a condition."""

    condition = models.ForeignKey(Condition, models.CASCADE, related_name="standings")
    state = models.CharField(max_length=10, blank=True)
    since = models.DateField(null=True)
    last_said = models.DateField(null=True)
    updates = models.JSONField(default=list)

    class Meta(Rectangle.Meta):
        abstract = False
        indexes = [models.Index(fields=["condition", "true_from"], name="conditionstanding_by_day")]

    def __str__(self) -> str:
        return f"{self.condition_id}: {self.state}"


class PositionStanding(Rectangle):
    """The folded stance of an actor towards a contribution to a guarantee."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="position_standings")
    guarantee = models.ForeignKey(Guarantee, models.CASCADE, related_name="position_standings")
    contribution = models.CharField(max_length=15, choices=Contribution)
    stance = models.CharField(max_length=22, blank=True)
    update_key = models.CharField(max_length=100)
    since = models.DateField(null=True)
    last_said = models.DateField(null=True)

    class Meta(Rectangle.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["guarantee", "contribution", "true_from"], name="positionstanding_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.stance} {self.contribution}"


class RequirementStanding(Rectangle):
    """The required size of a guarantee that one claimant's newest claim names."""

    guarantee = models.ForeignKey(Guarantee, models.CASCADE, related_name="requirement_standings")
    claimant = models.ForeignKey(
        Actor, models.CASCADE, null=True, related_name="requirement_standings", help_text="Empty: unnamed."
    )
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=units.LONGEST, blank=True)
    words = models.CharField(max_length=200, blank=True)
    update_key = models.CharField(max_length=100)
    last_said = models.DateField(null=True)

    class Meta(Rectangle.Meta):
        abstract = False
        indexes = [models.Index(fields=["guarantee", "true_from"], name="requirementstanding_by_day")]

    def __str__(self) -> str:
        return f"{self.guarantee_id}: {self.low} to {self.high}"


class Recipe(models.Model):
    """How the rows of a projection were made: by which versions of its rules, and into which columns."""

    table = models.CharField(max_length=63, primary_key=True)
    rules = models.TextField()
    columns = models.TextField()

    def __str__(self) -> str:
        return f"{self.table} by {self.rules}"
