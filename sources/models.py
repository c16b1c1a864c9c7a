"""Who published what, and where a report came from first."""

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

from actors.models import Alias
from ledger.models import Noun, valid_language

from .choices import PublisherKind, SourceKind


class Publisher(Noun):
    """An outlet, office or institute that publishes."""

    feed_type = "publisher"
    digested = {2: ("id", "recorded_at", "key", "name", "kind", "country"), 3: ()}

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=26, choices=PublisherKind)
    country = models.CharField(
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", "Two capital letters, as in ISO 3166-1 alpha-2.")],
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PublisherKind.values), name="publisher_kind_is_in_the_vocabulary"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PublisherAlias(Alias):
    """Another name of a publisher."""

    feed_type = "publisher_alias"
    named = "publisher"
    digested = {3: ("id", "recorded_at", "publisher_id", "name", "language")}

    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="aliases")

    class Meta(Alias.Meta):
        abstract = False
        verbose_name_plural = "publisher aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "name", "language"], name="publisheralias_is_given_once"
            )
        ]


class Source(Noun):
    """One published document. Ten documents of one origin are one confirmation."""

    feed_type = "source"
    digested = {
        2: (
            *("id", "recorded_at", "key", "publisher_id", "origin_id", "title", "url", "published_on"),
            *("published_on_is_approximate", "kind", "language"),
        ),
        3: (),
    }

    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="sources")
    origin = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="originated",
        help_text="Who had the report first. Empty: the publisher itself.",
    )
    title = models.CharField(max_length=500)
    url = models.URLField(
        max_length=2000,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Empty: the document is not on the web.",
    )
    published_on = models.DateField()
    published_on_is_approximate = models.BooleanField(default=False)
    kind = models.CharField(max_length=18, choices=SourceKind)
    language = models.CharField(max_length=35, blank=True, validators=[valid_language])

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SourceKind.values), name="source_kind_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="source_address_is_http_or_https",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.key})"

    @property
    def origin_key(self) -> str:
        """The publisher key that counts when independent confirmations are counted."""
        return (self.origin or self.publisher).key
