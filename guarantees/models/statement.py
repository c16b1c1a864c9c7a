"""One act of saying or publishing, and what every claim made in it has in common."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from actors.models import Actor, Leader
from guarantees.choices import Attribution
from ledger import edtf
from ledger.models import Authored, Claim, Noun
from sources.choices import Credibility, Reliability
from sources.models import Source

from .negotiation import NegotiationEvent


class Statement(Noun, Authored):
    """Who said something, in whose name, when, at which event, in which sources, graded how. Entered once."""

    feed_type = "statement"

    speaker = models.ForeignKey(Leader, models.PROTECT, null=True, blank=True, related_name="statements")
    speaking_for = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text="In whose name. Empty for anonymous sources and the press's own inference.",
    )
    attribution = models.CharField(max_length=17, choices=Attribution)
    said_on = models.CharField(max_length=25, help_text="Day, month, year or interval, as EDTF.")
    said_low = models.DateField(editable=False)
    said_high = models.DateField(editable=False)
    event = models.ForeignKey(
        NegotiationEvent, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    source_reliability = models.CharField("reliability", max_length=1, choices=Reliability)
    information_credibility = models.CharField("credibility", max_length=1, choices=Credibility)
    sources = models.ManyToManyField(Source, through="Citation", related_name="statements")
    summary = models.TextField(blank=True)
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Noun.Meta, Authored.Meta):
        abstract = False
        ordering = ["said_low", "key"]
        constraints = [
            *Authored.Meta.constraints,
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values),
                name="statement_attribution_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(source_reliability__in=Reliability.values),
                name="statement_reliability_is_an_admiralty_letter",
            ),
            models.CheckConstraint(
                condition=Q(information_credibility__in=Credibility.values),
                name="statement_credibility_is_an_admiralty_digit",
            ),
            models.CheckConstraint(
                condition=Q(said_low__lte=F("said_high")), name="statement_does_not_end_before_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def grade(self) -> str:
        """The Admiralty code of the statement: a letter for the source and a digit for the information."""
        return f"{self.source_reliability}{self.information_credibility}"

    def clean(self) -> None:
        if not self.said_on:
            # Told at the field already.
            return
        try:
            self.set_days()
        except ValueError as error:
            raise ValidationError({"said_on": str(error)}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_days()
        super().save(*args, **kwargs)

    def set_days(self) -> None:
        """Set the bounds that follow from `said_on`. Raises ValueError when it is not EDTF."""
        span = edtf.parse(self.said_on)
        self.said_low, self.said_high = span.low, span.high


class Citation(models.Model):
    """A statement rests on a source. The order of entry is kept."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "source"], name="citation_is_given_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.source_id}"


class StatementClaim(Claim):
    """A claim made in a statement. It rests on `sources`, a part of its statement's; none means all of them."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="%(class)ss")
    sources = models.ManyToManyField(Source, blank=True, related_name="+")
    credibility = models.CharField(
        max_length=1, choices=Credibility, blank=True, help_text="Empty: the statement's own."
    )

    class Meta(Claim.Meta):
        abstract = True
        constraints = [
            *Claim.Meta.constraints,
            models.CheckConstraint(
                condition=Q(credibility="") | Q(credibility__in=Credibility.values),
                name="%(class)s_credibility_is_an_admiralty_digit",
            ),
        ]

    @property
    def grade(self) -> str:
        """The Admiralty code of the claim: the statement's letter with the claim's own digit, if it has one."""
        return (
            f"{self.statement.source_reliability}{self.credibility or self.statement.information_credibility}"
        )

    def clean(self) -> None:
        if not self.effective:
            # Told at the field already.
            return
        try:
            edtf.parse(self.effective)
        except ValueError as error:
            raise ValidationError({"effective": str(error)}) from error

    def set_days(self) -> None:
        """Set the bounds of `effective` and the day from which the claim counts. Raises ValueError when not EDTF."""
        span = edtf.parse(self.effective)
        self.effective_low, self.effective_high = span.low, span.high
        self.day = day_of(span, self.statement.said_high)


def day_of(effective: edtf.Span, said_high: date) -> date:
    """The day of a claim: the last of `effective`, or the last of its statement's `said_on` when that is earlier."""
    return min(effective.high, said_high)
