"""One act of saying or publishing, and what every claim made in it has in common."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from actors.models import Actor, Leader
from guarantees.choices import Attribution
from ledger import edtf, moments
from ledger.models import Authored, Claim, Noun, Part, valid_language
from sources.choices import Credibility, Reliability
from sources.models import Source

from .negotiation import NegotiationEvent


class Statement(Noun, Authored):
    """Who said something, in whose name, when, at which event, in which sources, graded how. Entered once."""

    feed_type = "statement"
    digested = {
        2: (
            *(
                "id",
                "recorded_at",
                "key",
                "recorded_by_id",
                "approved_by_id",
                "speaker_id",
                "speaking_for_id",
            ),
            *("attribution", "said_on", "said_low", "said_high", "event_id", "source_reliability"),
            *("information_credibility", "summary", "sources"),
        ),
        3: ("-speaking_for_id", "speaking_for", "said_at", "said_at_utc", "quotation", "quotation_language"),
    }
    moved = {"speaking_for_id": "speaking_for"}
    redactable = ("summary", "quotation")

    speaker = models.ForeignKey(Leader, models.PROTECT, null=True, blank=True, related_name="statements")
    speaking_for = models.ManyToManyField(
        Actor,
        blank=True,
        related_name="statements",
        help_text="In whose name; several for a joint declaration. Empty for anonymous sources and the press's own"
        " inference.",
    )
    attribution = models.CharField(max_length=17, choices=Attribution)
    said_on = models.CharField(max_length=25, help_text="Day, month, year or interval, as EDTF.")
    said_low = models.DateField(editable=False)
    said_high = models.DateField(editable=False)
    said_at = models.CharField(
        "said at",
        max_length=32,
        blank=True,
        help_text="The moment with its offset, where the time of day is known: 2025-09-04T18:30:00+02:00.",
    )
    said_at_utc = models.DateTimeField(null=True, blank=True, editable=False)
    event = models.ForeignKey(
        NegotiationEvent, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    source_reliability = models.CharField("reliability", max_length=1, choices=Reliability)
    information_credibility = models.CharField("credibility", max_length=1, choices=Credibility)
    sources = models.ManyToManyField(Source, through="Citation", related_name="statements")
    summary = models.TextField(blank=True)
    quotation = models.TextField(blank=True, help_text="The speaker's own words, short, in their language.")
    quotation_language = models.CharField(
        max_length=35,
        blank=True,
        validators=[valid_language],
        help_text="The tag of that language, as in uk or pt-BR.",
    )
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
            edtf.parse(self.said_on)
        except ValueError as error:
            raise ValidationError({"said_on": str(error)}) from error
        try:
            self.set_days()
        except ValueError as error:
            raise ValidationError({"said_at": str(error)}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_days()
        super().save(*args, **kwargs)

    def set_days(self) -> None:
        """Set what follows from `said_on` and `said_at`. Raises ValueError when one is not what it should be."""
        span = edtf.parse(self.said_on)
        self.said_low, self.said_high = span.low, span.high
        self.said_at_utc = moments.parse(self.said_at, within=span) if self.said_at else None


class Citation(Part):
    """A statement rests on a source. The order of entry is kept."""

    owner = "statement"
    were_there = True
    digested = {3: ("id", "statement_id", "source_id")}

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

    #: What the texts of every claim began with.
    DIGESTED = (
        *(
            "id",
            "recorded_at",
            "key",
            "recorded_by_id",
            "approved_by_id",
            "kind",
            "relates_to_id",
            "effective",
        ),
        *("effective_low", "effective_high", "day", "sequence", "summary", "statement_id", "credibility"),
    )
    redactable: ClassVar[tuple[str, ...]] = ("summary",)

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
        self.said_at = self.statement.said_at_utc


def day_of(effective: edtf.Span, said_high: date) -> date:
    """The day of a claim: the last of `effective`, or the last of its statement's `said_on` when that is earlier."""
    return min(effective.high, said_high)
