"""Emptying the database after a test that committed: the one thing that the guards on the ledger must not stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import TransactionTestCase

from commitments.projecting import rebuild_outdated
from ledger.models import Counter

empty_database = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


@contextmanager
def guards_taken_off() -> Iterator[None]:
    """SQLite empties a table by DELETE, PostgreSQL by TRUNCATE, and the guards refuse both.

    PostgreSQL's guards stay away for this connection alone, which only a superuser may ask for.
    """
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            try:
                yield
            finally:
                cursor.execute("SET session_replication_role = origin")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            yield
        finally:
            for _, sql in guards:
                cursor.execute(sql)


def empty_and_start_again(case: TransactionTestCase, *args: Any) -> None:
    """As Django empties the database, with the rows that `migrate` makes: the counter's, and how states were made."""
    with guards_taken_off():
        empty_database(case, *args)
    Counter.objects.get_or_create(id=1)
    with transaction.atomic():
        rebuild_outdated()
