"""What rows of the record refer to: nothing that is published may name what is not."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.db.models import ForeignKey

from .digests import parts_of
from .models import Recorded

#: A row by its model and its primary key.
Place = tuple[type[Recorded], int]


class Name(NamedTuple):
    """A row names a draft in one of its fields."""

    row: Any
    field: str
    draft: Any


def named_by(rows: Sequence[Recorded], beside: Collection[Place] = ()) -> Iterator[Name]:
    """Where rows of one model name a draft, by a column, a list or a part of theirs; `beside` do not count as drafts.

    A constant number of queries: one for each model that is named, and one for each list and part.
    """
    if not rows:
        return
    wanted: dict[type[Recorded], list[tuple[Any, str, int]]] = defaultdict(list)
    for row, field, model, pk in _named(rows):
        if (model, pk) not in beside:
            wanted[model].append((row, field, pk))
    for model, names in wanted.items():
        drafts = {draft.pk: draft for draft in model.objects.drafts().filter(pk__in={pk for *_, pk in names})}
        for row, field, pk in names:
            if pk in drafts:
                yield Name(row, field, drafts[pk])


def links_of(model: type[Any]) -> "list[ForeignKey[Any, Any]]":
    """The columns of a model that refer to the record."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and issubclass(field.related_model, Recorded)
    ]


def _named(rows: Sequence[Recorded]) -> Iterator[tuple[Any, str, Any, int]]:
    model = type(rows[0])
    by_pk = {row.pk: row for row in rows}
    for link in links_of(model):
        for row in rows:
            if (pk := getattr(row, link.attname)) is not None:
                yield row, link.name, link.related_model, pk
    for field in model._meta.many_to_many:
        if issubclass(field.related_model, Recorded):
            through: Any = field.remote_field.through
            mine, theirs = field.m2m_column_name(), field.m2m_reverse_name()
            pairs = through._default_manager.filter(**{f"{mine}__in": by_pk})
            for pk, other in pairs.values_list(mine, theirs):
                yield by_pk[pk], field.name, field.related_model, other
    for name, part in parts_of(model).items():
        links = [link for link in links_of(part) if link.name != part.owner]
        owner = part.owner_column()
        for one in part.of(model, list(by_pk)) if links else ():
            for link in links:
                yield by_pk[getattr(one, owner)], name, link.related_model, getattr(one, link.attname)
