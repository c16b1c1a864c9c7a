"""A package of guarantees and its elements."""

from django.db import models
from django.db.models import Q

from actors.models import Actor
from guarantees.choices import Contribution
from ledger.models import Noun


class Package(Noun):
    """One negotiation: what is offered together to one beneficiary. Packages are never added up."""

    feed_type = "package"
    digested = {2: ("id", "recorded_at", "key", "name", "beneficiary_id", "summary", "opened_on"), 3: ()}

    name = models.CharField(max_length=300)
    beneficiary = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="packages")
    summary = models.TextField(blank=True)
    opened_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class Guarantee(Noun):
    """One element of a package, to which commitments are made."""

    feed_type = "guarantee"
    digested = {2: ("id", "recorded_at", "key", "package_id", "name", "kind", "phase", "summary"), 3: ()}

    package = models.ForeignKey(Package, models.PROTECT, related_name="guarantees")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=15, choices=Contribution)
    phase = models.CharField(max_length=100, blank=True)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ["package__key", "phase", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Contribution.values), name="guarantee_kind_is_in_the_vocabulary"
            )
        ]

    def __str__(self) -> str:
        return self.name
