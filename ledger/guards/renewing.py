"""Guards are compared with what they should be, lifted for a change of the schema, and put back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from . import postgresql, sqlite
from .declared import declared

_ENGINES: dict[str, Any] = {"postgresql": postgresql, "sqlite": sqlite}


def renew(connection: BaseDatabaseWrapper) -> list[str]:
    """Put every guard on its table as it should be now; the tables on which one was not. All or nothing.

    Tables that are not there yet are passed over: whoever makes them renews the guards again.
    """
    engine = _ENGINES[connection.vendor]
    with transaction.atomic(using=connection.alias):
        wrong = missing(connection)
        if wrong:
            engine.remove(connection)
            _run(connection, [sql for made in _wanted(connection).values() for sql in made])
    return wrong


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose guards are not what they should be, of those that are there."""
    engine = _ENGINES[connection.vendor]
    there = engine.existing(connection)
    return [table for table, sql in _wanted(connection).items() if not engine.stands(there, table, sql)]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take all guards away, for a change of the schema that they stand in the way of."""
    _ENGINES[connection.vendor].remove(connection)


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """One transaction in which no guard stands, to move what stands to where it belongs; nobody else sees them gone."""
    with transaction.atomic(using=connection.alias):
        remove(connection)
        yield
        renew(connection)


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """The statements that make the guards of each table that is there."""
    engine = _ENGINES[connection.vendor]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        found: dict[str, list[str]] = {}
        for guard in declared():
            if guard.table in tables:
                columns = [
                    one.name for one in connection.introspection.get_table_description(cursor, guard.table)
                ]
                found.setdefault(guard.table, []).extend(engine.statements(guard, columns))
    return found


def _run(connection: BaseDatabaseWrapper, statements: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
