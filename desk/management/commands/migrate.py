"""`manage.py migrate`: as Django's; afterwards the record is guarded as its models say and answers by today's rules."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from commitments import belonging
from commitments.projecting import rebuild_outdated
from ledger import guards
from ledger.kept_texts import keep_texts, some_are_lacking


class Command(migrate.Command):
    """Puts the guards on every table of the record that is there, gives old rows of the feed what they lack, and makes
    those states anew that were made by rules of another version.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if options["plan"] or options["check_unapplied"] or options["prune"]:
            super().handle(*args, **options)
            return
        goes_anywhere = bool(options["app_label"]) or not _is_complete(connection)
        if connection.vendor == "sqlite" and goes_anywhere:
            # SQLite changes a table by making it anew, which the triggers that name it forbid.
            guards.remove(connection)
        try:
            super().handle(*args, **options)
        finally:
            guards.renew(connection)
        if not _is_complete(connection):
            return
        if some_are_lacking():
            with guards.lifted(connection):
                keep_texts()
        with transaction.atomic(using=connection.alias):
            counts = rebuild_outdated()
            if belonging.are_lacking():
                belonging.rebuild()
        for name, count in counts.items():
            if count and options["verbosity"]:
                self.stdout.write(f"Made anew by the rules of today: {name}, {count} rows")


def _is_complete(connection: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
