"""The version of a row in the hands of somebody who looks at it: another text as soon as anything has changed."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import models


def version_of(draft: models.Model, parts: Sequence[str] = ()) -> str:
    """A short text that is another one as soon as a column of a draft, or of its parts, has changed.

    `parts` are the reverse relations that are edited in one form with the draft.
    """
    rows = [draft, *(row for name in parts for row in _parts(draft, name))]
    content = [
        [
            *(field.value_from_object(row) for field in row._meta.concrete_fields),
            *(
                sorted(one.pk for one in field.value_from_object(row))
                for field in row._meta.many_to_many
                if row.pk
            ),
        ]
        for row in rows
    ]
    return short(content)


def short(content: object) -> str:
    """A short text for what `repr` shows."""
    return hashlib.sha256(repr(content).encode()).hexdigest()[:20]


def _parts(draft: models.Model, name: str) -> "models.QuerySet[Any]":
    """The rows that point to a draft by a reverse relation, to one or to many."""
    relation: Any = draft._meta.get_field(name)
    rows: models.QuerySet[Any] = relation.related_model._default_manager.filter(
        **{relation.field.name: draft}
    )
    return rows.order_by("pk")
