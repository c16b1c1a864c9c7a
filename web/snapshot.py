"""Reading from one state of the database: what an answer is tagged by and what it is made of are read together.

Without it every query sees what was committed last. A redaction, or a projection that is made anew, between the
query that gives the tag and those that give the body would put two bodies under one tag.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """All queries within this block see the database as the first one found it, and none of them writes.

    Inside a transaction that is open already it is that of the transaction.
    """
    if connection.in_atomic_block:
        yield
        return
    with _reading(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading() -> Iterator[None]:
    """On SQLite transactions begin by taking the lock of the writer (config/settings.py): this one does not."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    here: Any = connection
    mode, here.transaction_mode = here.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        here.transaction_mode = mode
