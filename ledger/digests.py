"""The digest of a row of the record: what the feed's hash chain vouches for.

It covers every column but the ones that are set later (`superseded_at`, `redacted_at`), and the rows that belong to it
(its sources, its joint parties). References count by their primary key.

Digests of version 1 left out who wrote and who approved a row, and ledgers hold them. What a digest covers is part of
what it is made of, so one of version 2 never passes for one of version 1, nor the other way round.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from .clock import canonical, sha256
from .models import Recorded

LATER = {"superseded_at", "redacted_at"}
PEOPLE = {"recorded_by_id", "approved_by_id"}
VERSION = 2


def digests(rows: Sequence[Recorded], *, version: int = VERSION) -> dict[int, str]:
    """The digest of each row by its primary key; all rows are of one model. One query for each many-to-many field."""
    if not rows:
        return {}
    meta = type(rows[0])._meta
    left_out = LATER if version > 1 else LATER | PEOPLE
    columns = [field for field in meta.concrete_fields if field.attname not in left_out]
    head = [f"version {version}"] if version > 1 else []
    belongings = [_belongings(field, rows) for field in meta.many_to_many]
    return {
        row.pk: sha256(
            canonical(
                [*head, [_text(field, row) for field in columns], *(found[row.pk] for found in belongings)]
            )
        )
        for row in rows
    }


def _text(field: "models.Field[Any, Any]", row: models.Model) -> str | None:
    value = field.value_from_object(row)
    return None if value is None else str(field.get_prep_value(value))


def _belongings(
    field: "models.ManyToManyField[Any, Any]", rows: Iterable[models.Model]
) -> dict[int, list[int]]:
    through: Any = field.remote_field.through
    mine, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    pairs = through._default_manager.filter(**{f"{mine}__in": [row.pk for row in rows]}).order_by("id")
    found: dict[int, list[int]] = defaultdict(list)
    for pk, other in pairs.values_list(mine, theirs):
        found[pk].append(other)
    return found
