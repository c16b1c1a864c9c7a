"""Rows that are only added, the counter that stamps them, and the feed that tells of them."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from . import constraints
from .choices import Action, Kind
from .querysets import ChangeQuerySet, ClaimQuerySet, RecordedQuerySet

# The first moment of every ledger. What is "known from the beginning" is stamped just after it, so that it is known
# at whatever moment somebody asks about.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

valid_key = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z", "A key is lower-case letters and digits, in words joined by hyphens."
)
valid_language = RegexValidator(
    r"\A[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z", "The tag of a language, as in uk or pt-BR."
)


def random_name() -> str:
    """A name that no other ledger has."""
    return secrets.token_hex(8)


class Counter(models.Model):
    """The one row that every publishing transaction locks first, so that knowledge time is commit order.

    `name` is the ledger's own, from its first day on, whatever hosts it is read at. `epoch` names its history: it is
    made anew when a backup is restored (`manage.py new_epoch`), since sequences may then stand for something else.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    stamp = models.DateTimeField(default=BEGINNING)
    head = models.CharField(max_length=64, default="0" * 64)
    name = models.CharField(max_length=16, default=random_name)
    epoch = models.CharField(max_length=16, default=random_name)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="counter_has_one_row")]

    def __str__(self) -> str:
        return f"{self.sequence} at {self.stamp:%Y-%m-%d %H:%M:%S.%f}"


class Change(models.Model):
    """One row of the change feed: what was recorded, in the order of commits, without gaps.

    `payload` is the object as the API shows it at that moment, as canonical JSON text. `row` is the text of the ledger
    row itself (ledger/digests.py), where there is one; `digest` is its digest, and `hash` chains the change to the one
    before it. `redacted` names the fields of the object that a redaction blanked, as JSON text; "" where none did.
    """

    sequence = models.BigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    action = models.CharField(max_length=12, choices=Action)
    type = models.CharField(max_length=20)
    key = models.CharField(max_length=500)
    package = models.CharField(max_length=100, blank=True)
    actor = models.CharField(max_length=100, blank=True)
    payload = models.TextField(null=True)  # noqa: DJ001 -- null: deleted; "" would be no JSON
    payload_digest = models.CharField(max_length=64)
    redacted = models.TextField(blank=True, default="")
    row = models.TextField(null=True)  # noqa: DJ001 -- null: no row, a redacted one, or one of before there were texts
    digest = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    #: What a redaction of the object may write anew: its text without some fields, and which these are.
    BLANKED = ("payload", "redacted")
    #: What a redaction takes away.
    REMOVED = ("row",)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        indexes = [
            # The basis of an answer: the newest sequence at a moment.
            models.Index(fields=["recorded_at", "sequence"], name="change_by_moment"),
            # The newest payload of an object.
            models.Index(fields=["type", "key", "sequence"], name="change_by_object"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="change_sequence_starts_at_one"),
            models.CheckConstraint(
                condition=models.Q(action__in=Action.values), name="change_action_is_in_the_vocabulary"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.type} {self.key}"


class Belonging(models.Model):
    """A row of the feed belongs to an actor or a package: what it is found by. It follows from the record.

    Written with the row, as its object stood then; `manage.py rebuild_states` makes all of them anew.
    """

    ACTOR = "actor"
    PACKAGE = "package"

    change = models.ForeignKey(Change, models.CASCADE, related_name="belongings")
    noun = models.CharField(max_length=7)
    key = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(noun__in=["actor", "package"]),
                name="belonging_is_to_an_actor_or_a_package",
            ),
            # Also the way from an actor or a package to its rows, in the order of the feed.
            models.UniqueConstraint(fields=["noun", "key", "change"], name="belonging_is_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.noun} {self.key}"


class Verification(models.Model):
    """The result of one check of the whole ledger; an empty list of findings means that it is intact."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    sequence = models.BigIntegerField()
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ["-finished_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_at__gte=models.F("started_at")),
                name="verification_does_not_finish_before_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.finished_at:%Y-%m-%d %H:%M}: {len(self.findings)} findings at {self.sequence}"


class Recorded(models.Model):
    """Something that is part of the record from the moment of `recorded_at` on; empty while it is a draft."""

    # The word for it in the change feed.
    feed_type: ClassVar[str]
    # What the text of a row holds (ledger/digests.py): the columns and links that came with each version of it.
    digested: ClassVar[dict[int, tuple[str, ...]]]
    # Columns of old versions that have become a list since, with the name of the list: its first was the column.
    moved: ClassVar[dict[str, str]] = {}
    # What a column held in the rows that were there when it came, where that is not its default.
    came_with: ClassVar[dict[str, Any]] = {}
    # The columns that a redaction blanks.
    redactable: ClassVar[tuple[str, ...]] = ()
    # The columns that tell that a row takes the place of another one; none where nothing does.
    identity: ClassVar[tuple[str, ...]] = ()

    recorded_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.recorded_at is not None

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Each rule of the database that is broken is told at its field, in words."""
        constraints.check(self, exclude or ())


class Part(models.Model):
    """A row that belongs to a row of the record and is as fixed as that one, once it is published."""

    # The foreign key to what it belongs to.
    owner: ClassVar[str]
    # As for `Recorded`: the versions are those of the text of what it belongs to.
    digested: ClassVar[dict[int, tuple[str, ...]]]
    came_with: ClassVar[dict[str, Any]] = {}
    # Whether there were such parts before a text held them: then an older text does not tell that there were none.
    were_there: ClassVar[bool] = False

    class Meta:
        abstract = True

    @classmethod
    def owner_column(cls) -> str:
        """The name of the column that holds the primary key of what a part belongs to."""
        owner: Any = cls._meta.get_field(cls.owner)
        return str(owner.attname)

    @classmethod
    def belongs_to(cls, model: type[Recorded]) -> bool:
        """Whether rows of a model can have such parts."""
        return cls._meta.get_field(cls.owner).related_model is model

    @classmethod
    def of(cls, model: type[Recorded], pks: Collection[int]) -> "models.QuerySet[Any]":
        """The parts of some rows of a model."""
        return cls._base_manager.filter(**{f"{cls.owner}__in": pks})


class Noun(Recorded):
    """A thing with a name of its own in the record."""

    key = models.CharField(max_length=100, unique=True, validators=[valid_key])

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[str]:
        return (self.key,)


class Authored(models.Model):
    """Who logged a row and who, a second person, approved it. Both are empty for an imported record."""

    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | models.Q(recorded_by__isnull=True)
                | ~models.Q(approved_by=models.F("recorded_by")),
                name="%(class)s_is_approved_by_a_second_person",
            )
        ]


class Claim(Noun, Authored):
    """One append-only row of a ledger: what somebody's words did to a subject.

    `effective` is EDTF text with its bounds beside it; `day` is when the claim starts to count. The claims of one day
    are in the order of `said_at`, the moment of the statement where that is known, then of `sequence`. Once
    `recorded_at` is set, only `superseded_at` may still be set, once.
    """

    kind = models.CharField(max_length=13, choices=Kind, default=Kind.CHANGE)
    relates_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name="relates to"
    )
    effective = models.CharField(
        max_length=25, help_text="Day, month, year or interval, as EDTF: 2025-08-19, 2025-08."
    )
    effective_low = models.DateField(editable=False)
    effective_high = models.DateField(editable=False)
    day = models.DateField(editable=False)
    said_at = models.DateTimeField(null=True, blank=True, editable=False)
    sequence = models.BigIntegerField(default=0, editable=False)
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)
    redacted_at = models.DateTimeField(null=True, blank=True, editable=False)
    summary = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Noun.Meta, Authored.Meta):
        abstract = True
        constraints = [
            *Authored.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="%(class)s_kind_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=Kind.CHANGE, relates_to__isnull=True)
                | (~models.Q(kind=Kind.CHANGE) & models.Q(relates_to__isnull=False)),
                name="%(class)s_names_an_earlier_claim_unless_it_is_a_change",
            ),
            models.CheckConstraint(
                condition=models.Q(effective_low__lte=models.F("effective_high")),
                name="%(class)s_does_not_end_before_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_at__isnull=True)
                | models.Q(superseded_at__gte=models.F("recorded_at"), recorded_at__isnull=False),
                name="%(class)s_is_superseded_only_once_it_is_recorded",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_days()
        super().save(*args, **kwargs)

    def set_days(self) -> None:
        """Set the columns that follow from `effective`. Raises ValueError when it is not EDTF."""
        raise NotImplementedError


def recorded_models() -> list[type[Recorded]]:
    """Every model of something that is part of the record."""
    return sorted(_concrete(Recorded), key=lambda model: model.__name__)


def part_models() -> list[type[Part]]:
    """Every model of something that belongs to a row of the record."""
    return sorted(_concrete(Part), key=lambda model: model.__name__)


def _concrete(base: type[Any]) -> list[type[Any]]:
    """The models that are made of an abstract one."""
    found: list[type[Any]] = []
    edge = list(base.__subclasses__())
    while edge:
        model = edge.pop()
        edge += model.__subclasses__()
        if not model._meta.abstract:
            found.append(model)
    return found
