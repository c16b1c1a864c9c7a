"""A claim about a commitment."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from commitments.choices import Delivery, Lane, Standing, Strength
from guarantees import requires
from guarantees.models import Condition, StatementClaim
from ledger import edtf
from ledger.choices import Kind

from .commitment import Commitment


class CommitmentUpdate(StatementClaim):
    """What somebody's words did to a commitment.

    Empty `strength`, `delivery`, `standing`: the claim does not speak of them. `low` and `high` are in the
    commitment's unit; null is open or unknown, never zero. `requires` is an OR of ANDs of condition keys, as text:
    `a & b | c`; `drops` are conditions that it says are asked for no longer. `lane` is set when the claim is published.
    """

    feed_type = "update"
    digested = {
        2: (
            *StatementClaim.DIGESTED,
            *(
                "commitment_id",
                "lane",
                "strength",
                "delivery",
                "standing",
                "low",
                "high",
                "words",
                "requires",
            ),
            *("restrictions", "sources"),
        ),
        3: ("said_at", "until", "until_low", "until_high"),
        4: ("drops",),
    }
    redactable = ("summary", "words", "restrictions")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="updates")
    lane = models.CharField(max_length=8, choices=Lane, blank=True, editable=False)
    strength = models.CharField(max_length=10, choices=Strength, blank=True)
    delivery = models.CharField(max_length=9, choices=Delivery, blank=True)
    standing = models.CharField(max_length=9, choices=Standing, blank=True)
    low = models.BigIntegerField("at least", null=True, blank=True)
    high = models.BigIntegerField("at most", null=True, blank=True)
    words = models.CharField(
        max_length=200, blank=True, help_text="The wording of a vague figure: hundreds, up to."
    )
    requires = models.TextField(blank=True, help_text="Condition keys: a & b | c means (a and b) or c.")
    drops = models.ManyToManyField(
        Condition,
        blank=True,
        related_name="dropped_by",
        help_text="Conditions of which it is said that they are asked for no longer.",
    )
    restrictions = models.TextField(blank=True, help_text="Limits that can never become true, in words.")
    until = models.CharField(
        max_length=25,
        blank=True,
        help_text="The last day for which it is promised, as EDTF: 2027-12-31, 2027.",
    )
    until_low = models.DateField(null=True, blank=True, editable=False)
    until_high = models.DateField(null=True, blank=True, editable=False)

    class Meta(StatementClaim.Meta):
        abstract = False
        ordering = ["day", "sequence"]
        constraints = [
            *StatementClaim.Meta.constraints,
            models.CheckConstraint(
                condition=Q(strength="") | Q(strength__in=Strength.values),
                name="commitmentupdate_strength_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(delivery="") | Q(delivery__in=Delivery.values),
                name="commitmentupdate_delivery_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(standing="") | Q(standing__in=Standing.values),
                name="commitmentupdate_standing_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(lane="", recorded_at__isnull=True) | Q(lane__in=Lane.values),
                name="commitmentupdate_has_a_lane_once_it_is_recorded",
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=[Standing.OFFERED, Standing.SUSPENDED]) | ~Q(strength=""),
                name="commitmentupdate_that_is_offered_or_suspended_has_a_strength",
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=[Standing.REFUSED, Standing.WITHDRAWN, Standing.LAPSED])
                | Q(strength=""),
                name="commitmentupdate_that_is_refused_withdrawn_or_lapsed_has_no_strength",
            ),
            models.CheckConstraint(
                condition=~Q(lane=Lane.OFFICIAL)
                | Q(kind__in=[Kind.DENIAL, Kind.RETRACTION])
                | ~Q(standing="")
                | Q(redacted_at__isnull=False),
                name="commitmentupdate_in_the_official_lane_has_a_standing",
            ),
            models.CheckConstraint(
                condition=Q(until="", until_low__isnull=True, until_high__isnull=True)
                | (
                    ~Q(until="")
                    & Q(until_low__isnull=False, until_high__isnull=False, until_low__lte=F("until_high"))
                ),
                name="commitmentupdate_has_the_bounds_of_its_until",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="commitmentupdate_low_not_above_high",
            ),
            models.CheckConstraint(
                condition=(Q(low__isnull=True) | Q(low__gte=0)) & (Q(high__isnull=True) | Q(high__gte=0)),
                name="commitmentupdate_figure_is_not_negative",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        try:
            requires.parse(self.requires)
        except ValueError as error:
            raise ValidationError({"requires": str(error)}) from error
        if self.until:
            try:
                edtf.parse(self.until)
            except ValueError as error:
                raise ValidationError({"until": str(error)}) from error

    def set_days(self) -> None:
        """As for every claim, with the bounds of `until`."""
        super().set_days()
        span = edtf.parse(self.until) if self.until else None
        self.until_low = span.low if span else None
        self.until_high = span.high if span else None
