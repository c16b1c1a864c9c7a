"""The text of a row of the record: what the feed keeps of it, and what the hash chain vouches for.

A text holds every column but the ones that are set later (`superseded_at`, `redacted_at`), and what belongs to the row:
its many-to-many links, and its parts (a condition's reach, a statement's reviews). References count by primary key.

Columns come with time. Which of them a text holds is told by its **version**, and each model declares its versions in
one place, `digested`. A text is written in the newest version and read in the version in which it was written, forever;
a column that came later than a text still holds what it came with (`came_with`), or somebody has put something there.

Versions 1 and 2 are lists without names, in the order of the declaration: version 1 has not the people, version 2 has.
From version 3 on a text is an object that names what it holds.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from .clock import canonical
from .models import Part, Recorded, part_models

#: Columns that are set once after a row was recorded; the feed tells of each, and `verify_ledger` compares.
LATER = frozenset({"superseded_at", "redacted_at"})
PEOPLE = frozenset({"recorded_by_id", "approved_by_id"})
FIRST_WITH_NAMES = 3

Values = dict[str, Any]

_FIRST = re.compile(r'\A(?:\{.*?"row":\{"id":|\["version [0-9]+",\[|\[\[)"([0-9]+)"')


def newest_version(model: type[Recorded]) -> int:
    """The version in which rows of a model are written today."""
    return max(FIRST_WITH_NAMES, *model.digested, *(max(part.digested) for part in parts_of(model).values()))


@cache
def parts_of(model: type[Recorded]) -> dict[str, type[Part]]:
    """The models whose rows belong to rows of this one, by the name under which a text holds them."""
    return {part._meta.model_name or "": part for part in part_models() if part.belongs_to(model)}


@cache
def names_of(model: type[Recorded], version: int) -> tuple[str, ...]:
    """What a text of this version holds of a row, in its order: columns, links and parts."""
    names = _until(model.digested, max(version, 2))
    if version == 1:
        names = [name for name in names if name not in PEOPLE]
    parts = [name for name, part in parts_of(model).items() if min(part.digested) <= version]
    return (*names, *parts)


def _until(digested: dict[int, tuple[str, ...]], version: int) -> list[str]:
    """The names of a declaration up to a version; one with a minus went with the version that says so."""
    names: list[str] = []
    for number in sorted(digested):
        if number <= version:
            gone = {name[1:] for name in digested[number] if name.startswith("-")}
            names = [name for name in names if name not in gone]
            names += [name for name in digested[number] if not name.startswith("-")]
    return names


def texts(rows: Sequence[Recorded], *, version: int | None = None) -> dict[int, str]:
    """The text of each row by its primary key; all rows are of one model. One query for each sort of belongings."""
    if not rows:
        return {}
    model = type(rows[0])
    chosen = version or newest_version(model)
    values = values_of(rows, names_of(model, chosen), chosen)
    return {row.pk: _written(model, chosen, values[row.pk]) for row in rows}


def values_of(rows: Sequence[Recorded], names: Sequence[str], version: int) -> dict[int, Values]:
    """What the rows hold now under these names, by primary key, as a text of the version would say it."""
    model = type(rows[0])
    pks = [row.pk for row in rows]
    found: dict[int, Values] = {row.pk: {} for row in rows}
    for name in names:
        if name in parts_of(model):
            held: dict[int, Any] = _parts(parts_of(model)[name], model, pks, version)
        elif name in model.moved:
            held = _moved(model, model.moved[name], rows)
        elif (field := model._meta.get_field(name)).many_to_many:
            held = _links(field, pks)
        else:
            held = {row.pk: _plain(field, row) for row in rows}
        for pk in pks:
            found[pk][name] = held[pk]
    return found


def _moved(model: type[Recorded], name: str, rows: Sequence[Recorded]) -> dict[int, Any]:
    """What a column of before holds that has another name, or has become a list: its one, or all if there are more."""
    field: Any = model._meta.get_field(name)
    if not field.many_to_many:
        return {row.pk: _plain(field, row) for row in rows}
    links = _links(field, [row.pk for row in rows])
    found: dict[int, Any] = {row.pk: [str(one) for one in links[row.pk]] for row in rows}
    return {pk: own if len(own) > 1 else next(iter(own), None) for pk, own in found.items()}


def is_gone(model: type[Recorded], name: str) -> bool:
    """Whether a version says that a column went, and nothing says where its content is."""
    went = {one[1:] for names in model.digested.values() for one in names if one.startswith("-")}
    return name in went and name not in model.moved


def later_in_parts(rows: Sequence[Recorded], version: int) -> Iterator[tuple[int, str, Any, Any]]:
    """Columns of parts that came later than a version and hold something else than what they came with.

    The primary key of the row, the name of the part with its column, what it came with, and what stands.
    """
    model = type(rows[0])
    for name, part in parts_of(model).items():
        known = _until(part.digested, version)
        fields = [field for field in part._meta.concrete_fields if field.attname not in known]
        if not known or not fields:
            continue
        for one in part.of(model, [row.pk for row in rows]).order_by("pk"):
            for field in fields:
                certain, began = _came_with(field, part.came_with)
                stands = _plain(field, one)
                if certain and not alike(field, began, stands):
                    yield getattr(one, part.owner_column()), f"{name}.{field.attname}", began, stands


def alike(field: Any, one: Any, other: Any) -> bool:
    """Whether two texts of a column say the same: 0 is 0.00."""
    return bool(one == other or (None not in (one, other) and field.to_python(one) == field.to_python(other)))


def read(model: type[Recorded], text: str) -> tuple[int, Values]:
    """The version of a text and what it holds, by name."""
    content = json.loads(text)
    if isinstance(content, dict):
        return content["version"], content["row"]
    version = 1
    if content and isinstance(content[0], str):
        version = int(content.pop(0).removeprefix("version "))
    return version, dict(zip(names_of(model, version), [*content[0], *content[1:]], strict=True))


def primary_key_in(text: str) -> int:
    """The primary key of the row that a text is of: what every text says first."""
    found = _FIRST.search(text)
    return int(found[1]) if found else 0


def came_with(model: type[Recorded], name: str) -> tuple[bool, Any]:
    """What a column or list held in the rows that were there when it came; False where that cannot be told."""
    if name in PEOPLE:
        # They were there all along; texts of version 1 left them out.
        return False, None
    if name in parts_of(model):
        return not parts_of(model)[name].were_there, []
    field: Any = model._meta.get_field(name)
    return (True, []) if field.many_to_many else _came_with(field, model.came_with)


def _came_with(field: Any, stated: dict[str, Any]) -> tuple[bool, Any]:
    """What a column held in the rows that were there when it came."""
    if field.name in stated:
        return True, _said(field, stated[field.name])
    if field.has_db_default():
        begins = field.db_default
        return (True, _said(field, begins.value)) if isinstance(begins, models.Value) else (False, None)
    if field.has_default():
        made_each_time = callable(field.default) and field.default not in (dict, list, str)
        return not made_each_time, _said(field, field.get_default())
    return (True, None) if field.null else (field.empty_strings_allowed, "")


def uncovered(model: type[Recorded]) -> list[str]:
    """The columns and links of a model that its newest version does not hold."""
    held = set(names_of(model, newest_version(model)))
    return [name for name in fields_of(model) if name not in held | LATER]


def uncovered_part(part: type[Part]) -> list[str]:
    """The columns of a part that its newest version does not hold."""
    held = set(_until(part.digested, max(part.digested)))
    return [field.attname for field in part._meta.concrete_fields if field.attname not in held]


def unknown(model: type[Recorded]) -> list[str]:
    """Names in a model's newest version that it does not have."""
    return [name for name in names_of(model, newest_version(model)) if not _has(model, name)]


def later_than(model: type[Recorded], names: Iterable[str]) -> list[str]:
    """What a model has beside what a text with these names holds, under whatever name it held it then."""
    held = {*names, *(model.moved[name] for name in names if name in model.moved), *LATER}
    return [name for name in fields_of(model) if name not in held]


def fields_of(model: type[Recorded]) -> list[str]:
    """The names under which a text would hold all that a model has: columns, links and parts."""
    columns = [field.attname for field in model._meta.concrete_fields]
    return [*columns, *(field.name for field in model._meta.many_to_many), *parts_of(model)]


def _has(model: type[Recorded], name: str) -> bool:
    try:
        return name in parts_of(model) or bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False


def _written(model: type[Recorded], version: int, values: Values) -> str:
    if version >= FIRST_WITH_NAMES:
        return canonical({"type": model.feed_type, "version": version, "row": values})
    columns = [value for value in values.values() if not isinstance(value, list)]
    head = [f"version {version}"] if version > 1 else []
    return canonical([*head, columns, *(value for value in values.values() if isinstance(value, list))])


def _plain(field: Any, row: models.Model) -> str | None:
    return _said(field, field.value_from_object(row))


def _said(field: Any, value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    prepared = field.get_prep_value(value)
    # The order of names in a JSON object says nothing, and PostgreSQL does not keep it.
    return json.dumps(prepared, sort_keys=True) if isinstance(prepared, dict | list) else str(prepared)


def _links(field: Any, pks: Iterable[int]) -> dict[int, list[int]]:
    """The primary keys to which a many-to-many field links each row, in the order of entry."""
    through: Any = field.remote_field.through
    mine, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    pairs = through._default_manager.filter(**{f"{mine}__in": pks}).order_by("id")
    found: dict[int, list[int]] = defaultdict(list)
    for pk, other in pairs.values_list(mine, theirs):
        found[pk].append(other)
    return found


def _parts(
    part: type[Part], model: type[Recorded], pks: Sequence[int], version: int
) -> dict[int, list[Values]]:
    """The parts of each row with what the version holds of them, in the order of entry."""
    names = _until(part.digested, version)
    owner = part.owner_column()
    found: dict[int, list[Values]] = defaultdict(list)
    for row in part.of(model, pks).order_by("pk"):
        found[getattr(row, owner)].append(dict(_columns(row, names)))
    return found


def _columns(row: models.Model, names: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    for name in names:
        yield name, _plain(row._meta.get_field(name), row)
