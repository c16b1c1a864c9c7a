"""Rows in the order that was asked for: by any plain field, nulls last both ways, and among equals by key.

Text is in code point order on both engines. A field that is a column, or can be told from columns, is sorted by the
database; a derived one in memory, once the rows are built.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import F, Value
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Collate, NullIf

Object = Mapping[str, Any]
Columns = Mapping[str, Combinable]


def text(path: str | Combinable) -> Combinable:
    """Text of a column, in code point order; an empty one is unknown."""
    known = NullIf(F(path) if isinstance(path, str) else path, Value(""))
    return Collate(known, "C") if connection.vendor == "postgresql" else known


def in_sql(names: Sequence[str], columns: Columns) -> list[OrderBy] | None:
    """The order as the database understands it; None when one of the fields is derived."""
    found: list[OrderBy] = []
    for name in names:
        expression: Any = columns.get(name.removeprefix("-"))
        if expression is None:
            return None
        down = name.startswith("-")
        found.append(expression.desc(nulls_last=True) if down else expression.asc(nulls_last=True))
    tie: Any = text("key")
    return [*found, tie.asc()]


def in_memory(rows: Sequence[Object], names: Sequence[str]) -> list[Object]:
    """Built rows in the order asked for."""
    ordered = sorted(rows, key=itemgetter("key"))
    for name in reversed(names):
        field = name.removeprefix("-")
        value: Callable[[Object], Any] = itemgetter(field)
        known = [row for row in ordered if row[field] is not None]
        unknown = [row for row in ordered if row[field] is None]
        # A stable sort that is reversed by its key, not as a whole, leaves equals in the order of their keys.
        ordered = [*sorted(known, key=value, reverse=name.startswith("-")), *unknown]
    return ordered
