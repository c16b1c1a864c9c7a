"""Publishers and sources as data."""

from collections.abc import Iterable

from ledger.asof import AsOf
from sources.models import Publisher, PublisherAlias, Source

from .aliases import aliases_of
from .fields import Object, day, keys_of, moment, text


def publishers(rows: Iterable[Publisher], at: AsOf) -> list[Object]:
    """Outlets and offices, with their other names. One query."""
    rows = list(rows)
    aliases = aliases_of(PublisherAlias, [row.pk for row in rows], at)
    return [
        {
            "key": row.key,
            "name": row.name,
            "kind": row.kind,
            "country": text(row.country),
            "aliases": aliases[row.pk],
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]


def sources(rows: Iterable[Source], at: AsOf) -> list[Object]:
    """Documents; `origin` is who had the report first, the publisher itself where nobody else is named. One query."""
    rows = list(rows)
    publisher = keys_of(rows, "publisher", "origin")
    return [
        {
            "key": row.key,
            "title": row.title,
            "url": text(row.url),
            "published_on": day(row.published_on),
            "published_on_is_approximate": row.published_on_is_approximate,
            "publisher": publisher[row.publisher_id],
            "origin": publisher[row.origin_id or row.publisher_id],
            "kind": row.kind,
            "language": text(row.language),
            "recorded_at": moment(row.recorded_at),
        }
        for row in rows
    ]
