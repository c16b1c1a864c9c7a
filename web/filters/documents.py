"""What may be asked of publishers and sources."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet

from ledger.asof import AsOf
from sources.choices import PublisherKind, SourceKind
from sources.models import Publisher, Source

from .parameters import Day, KeyOf, Parameter, word_of
from .together import refuse_empty_range

PUBLISHERS: Final[tuple[Parameter, ...]] = (word_of("kind", "The sort of publisher.", PublisherKind),)
SOURCES: Final[tuple[Parameter, ...]] = (
    KeyOf("publisher", "Who published it.", Publisher),
    KeyOf("origin", "Who had the report first; the publisher itself where nobody else is named.", Publisher),
    word_of("kind", "The sort of source.", SourceKind),
    Day("from", "Published on or after this day."),
    Day("to", "Published on or before this day."),
)


def publishers(values: Mapping[str, Any], at: AsOf) -> QuerySet[Publisher]:
    """The known publishers that fit."""
    rows = Publisher.objects.known(at)
    return rows.filter(kind=values["kind"]) if "kind" in values else rows


def sources(values: Mapping[str, Any], at: AsOf) -> QuerySet[Source]:
    """The known sources that fit. Raises ParametersRefused."""
    refuse_empty_range(values)
    rows = Source.objects.known(at)
    if "publisher" in values:
        rows = rows.filter(publisher=values["publisher"].pk)
    if "origin" in values:
        first = values["origin"].pk
        rows = rows.filter(Q(origin=first) | Q(origin__isnull=True, publisher=first))
    if "kind" in values:
        rows = rows.filter(kind=values["kind"])
    if "from" in values:
        rows = rows.filter(published_on__gte=values["from"])
    if "to" in values:
        rows = rows.filter(published_on__lte=values["to"])
    return rows
