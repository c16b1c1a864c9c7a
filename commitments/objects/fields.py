"""How single values are shown: unknown is None, days and moments are text, references are keys."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db import models

Object = dict[str, Any]

#: What a redaction leaves in the words of a claim that are folded: were they empty, older ones would stand again. It is
#: not shown. Redactions of before left "[removed]", which was shown, and still is: answers about the past stay.
REMOVED: Final = "[redacted]"


def text(value: str) -> str | None:
    """Text of the record; an empty cell is unknown."""
    return value or None


def words(value: str) -> str | None:
    """The words of a claim; what a redaction took away is unknown like what was never said."""
    return None if value == REMOVED else value or None


def day(value: date | None) -> str | None:
    """An ISO 8601 day."""
    return value.isoformat() if value else None


def moment(value: datetime | None) -> str | None:
    """An RFC 3339 moment in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None


def by_then(value: datetime | None, known_at: datetime) -> str | None:
    """A moment, unless it lies behind what the question knows."""
    return moment(value) if value and value <= known_at else None


def keys_of(rows: Sequence[models.Model], *names: str) -> dict[int | None, str | None]:
    """The keys of what rows refer to by some fields to one model, by primary key; None has none.

    One query, and none for nothing or for what was read with the rows.
    """
    found: dict[int | None, str | None] = {None: None}
    wanted: set[int] = set()
    for row in rows:
        for name in names:
            field: Any = row._meta.get_field(name)
            if not field.is_cached(row):
                wanted.add(getattr(row, field.attname))
            elif other := field.get_cached_value(row):
                found[other.pk] = other.key
    wanted -= found.keys()
    if wanted:
        model: Any = rows[0]._meta.get_field(names[0]).related_model
        found.update(model._default_manager.filter(pk__in=wanted).order_by().values_list("pk", "key"))
    return found


def keys_through(through: Any, mine: str, theirs: str, pks: Iterable[int]) -> dict[int, list[str]]:
    """The keys that a many-to-many table links to each row, in the order of entry. One query."""
    found: dict[int, list[str]] = {pk: [] for pk in pks}
    rows = through.objects.filter(**{f"{mine}__in": found}).order_by("id")
    for pk, key in rows.values_list(f"{mine}_id", f"{theirs}__key"):
        found[pk].append(key)
    return found
