"""Changing the record behind the back of its guards, as somebody with the database's password could."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tests.emptying import guards_taken_off


@contextmanager
def behind_the_guards() -> Iterator[None]:
    """No trigger of the database runs within this block; afterwards they are back."""
    if connection.vendor == "sqlite":
        with guards_taken_off():
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")
