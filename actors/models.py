"""States, organisations, groups; the people who speak for them and the offices they hold."""

from datetime import date
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from ledger.models import Noun, Recorded, valid_language

from .choices import ActorKind, OfficeClass
from .querysets import DatedQuerySet

valid_wikidata = RegexValidator(r"\AQ[1-9][0-9]*\Z", "The number of an item of Wikidata, as in Q212.")


class Actor(Noun):
    """A party to a negotiation: a state, an organisation, or a group that may have unnamed members."""

    feed_type = "actor"
    digested = {
        2: ("id", "recorded_at", "key", "name", "kind", "iso2", "size_low", "size_high"),
        3: ("iso3", "wikidata"),
    }

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=ActorKind)
    iso2 = models.CharField(
        "ISO 3166-1 code",
        max_length=2,
        blank=True,
        validators=[
            RegexValidator(r"\A[A-Z]{2}\Z", "Two capital letters, as in ISO 3166-1 alpha-2 (XK for Kosovo).")
        ],
    )
    iso3 = models.CharField(
        "ISO 3166-1 alpha-3 code",
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", "Three capital letters, as in ISO 3166-1 alpha-3.")],
    )
    wikidata = models.CharField(max_length=20, blank=True, validators=[valid_wikidata])
    size_low = models.BigIntegerField("members, at least", null=True, blank=True)
    size_high = models.BigIntegerField("members, at most", null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActorKind.values), name="actor_kind_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=(Q(kind=ActorKind.STATE) & ~Q(iso2="")) | (~Q(kind=ActorKind.STATE) & Q(iso2="")),
                name="actor_has_an_iso_code_if_and_only_if_it_is_a_state",
            ),
            models.CheckConstraint(
                condition=Q(kind=ActorKind.STATE) | Q(iso3=""),
                name="actor_has_an_alpha_3_code_only_if_it_is_a_state",
            ),
            models.CheckConstraint(
                condition=Q(kind=ActorKind.GROUP) | Q(size_low__isnull=True, size_high__isnull=True),
                name="actor_has_a_size_only_if_it_is_a_group",
            ),
            models.CheckConstraint(
                condition=Q(size_low__isnull=True)
                | Q(size_high__isnull=True)
                | Q(size_low__lte=F("size_high")),
                name="actor_size_low_not_above_high",
            ),
            models.CheckConstraint(
                condition=(Q(size_low__isnull=True) | Q(size_low__gte=0))
                & (Q(size_high__isnull=True) | Q(size_high__gte=0)),
                name="actor_size_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(Recorded):
    """Another name by which something is known and found, in a language where that matters."""

    # The foreign key to what is named.
    named: ClassVar[str]

    name = models.CharField(max_length=200)
    language = models.CharField(
        max_length=35,
        blank=True,
        validators=[valid_language],
        help_text="The tag of the language, as in uk or pt-BR. Empty: in all.",
    )

    class Meta:
        abstract = True
        ordering = ["name", "language"]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})" if self.language else self.name

    @property
    def key(self) -> str:
        """The name in the feed; the record identifies an alias by these."""
        return "--".join(filter(None, (getattr(self, self.named).key, self.name, self.language)))


class ActorAlias(Alias):
    """Another name of an actor."""

    feed_type = "actor_alias"
    named = "actor"
    digested = {3: ("id", "recorded_at", "actor_id", "name", "language")}

    actor = models.ForeignKey(Actor, models.PROTECT, related_name="aliases")

    class Meta(Alias.Meta):
        abstract = False
        verbose_name_plural = "actor aliases"
        constraints = [
            models.UniqueConstraint(fields=["actor", "name", "language"], name="actoralias_is_given_once")
        ]


class Dated(Recorded):
    """Something that holds from one day to another, both included; an empty end is open."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    # An end that becomes known later is a new row that takes this one's place: what was known before stays so.
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DatedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
                name="%(class)s_does_not_end_before_it_starts",
            )
        ]


def given_once(noun: str, *fields: str) -> list[models.UniqueConstraint]:
    """A row of the record is current once for a start; beside it there may be one draft that will take its place.

    An open start counts as the first of all days: in an index, two empty days would be two different ones.
    """
    identity: tuple[str | Coalesce, ...] = (*fields, Coalesce("since", date.min))
    return [
        models.UniqueConstraint(
            *identity,
            condition=Q(recorded_at__isnull=False, superseded_at__isnull=True),
            name=f"{noun}_is_current_once_for_a_start",
            violation_error_message=f"There is such a {noun} from this day on already.",
        ),
        models.UniqueConstraint(
            *identity,
            condition=Q(recorded_at__isnull=True),
            name=f"{noun}_is_drafted_once_for_a_start",
            violation_error_message=f"There is a draft of such a {noun} from this day on already.",
        ),
    ]


class Membership(Dated):
    """One actor belongs to another for a time."""

    feed_type = "membership"
    identity = ("member_id", "organisation_id", "since")
    digested = {2: ("id", "recorded_at", "since", "until", "member_id", "organisation_id", "role"), 3: ()}

    member = models.ForeignKey(Actor, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Actor, models.PROTECT, related_name="members")
    role = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["organisation__key", "member__key", "since"]
        constraints = [
            *Dated.Meta.constraints,
            *given_once("membership", "member", "organisation"),
            models.CheckConstraint(
                condition=~Q(member=F("organisation")), name="membership_is_not_of_an_actor_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The name in the feed; the record identifies a membership by these three."""
        return f"{self.member.key}--{self.organisation.key}--{self.since or 'open'}"


class Leader(Noun):
    """A person who has spoken for an actor."""

    feed_type = "leader"
    digested = {2: ("id", "recorded_at", "key", "name"), 3: ("wikidata",)}

    name = models.CharField(max_length=200)
    wikidata = models.CharField(max_length=20, blank=True, validators=[valid_wikidata])

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class LeaderAlias(Alias):
    """Another name or spelling of a leader."""

    feed_type = "leader_alias"
    named = "leader"
    digested = {3: ("id", "recorded_at", "leader_id", "name", "language")}

    leader = models.ForeignKey(Leader, models.PROTECT, related_name="aliases")

    class Meta(Alias.Meta):
        abstract = False
        verbose_name_plural = "leader aliases"
        constraints = [
            models.UniqueConstraint(fields=["leader", "name", "language"], name="leaderalias_is_given_once")
        ]


class Tenure(Dated):
    """A leader holds an office of an actor for a time. Who holds it now is derived from the dates, never stored."""

    feed_type = "tenure"
    identity = ("leader_id", "actor_id", "office", "since")
    digested = {
        2: (
            "id",
            "recorded_at",
            "since",
            "until",
            "leader_id",
            "actor_id",
            "office",
            "office_class",
            "acting",
        ),
        3: (),
    }

    leader = models.ForeignKey(Leader, models.PROTECT, related_name="tenures")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="tenures")
    office = models.CharField(max_length=200)
    office_class = models.CharField(max_length=18, choices=OfficeClass)
    acting = models.BooleanField(default=False)

    class Meta:
        ordering = ["actor__key", "since", "leader__key"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(office_class__in=OfficeClass.values),
                name="tenure_office_class_is_in_the_vocabulary",
            ),
            *given_once("tenure", "leader", "actor", "office"),
        ]

    def __str__(self) -> str:
        return f"{self.leader}, {self.office} of {self.actor}"

    @property
    def key(self) -> str:
        """The name in the feed; the record identifies a tenure by these four."""
        office = "-".join(self.office.lower().split())
        return f"{self.leader.key}--{self.actor.key}--{office}--{self.since or 'open'}"
