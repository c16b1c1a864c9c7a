"""Migrations are complete, named for what they do, and can be undone."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from .tree import FLOORS, ROOT

# Migrations that cannot be undone, each with the reason.
IRREVERSIBLE: dict[str, str] = {
    "guarantees.0005_statements_of_several_actors": "several actors do not fit into the column of one: restore a dump",
}


def ours() -> dict[str, object]:
    loader = MigrationLoader(connection)
    return {
        f"{app}.{name}": migration
        for (app, name), migration in loader.disk_migrations.items()
        if app in FLOORS
    }


@pytest.mark.django_db
def test_no_change_of_a_model_lacks_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_migrations_say_what_they_do() -> None:
    names = [file.stem for app in FLOORS for file in Path(ROOT / app / "migrations").glob("0*.py")]
    assert [name for name in names if re.search(r"_auto_|^\d{4}_(migration|change|update)$", name)] == []


@pytest.mark.django_db
def test_every_migration_can_be_undone() -> None:
    one_way = {
        name
        for name, migration in ours().items()
        if not all(operation.reversible for operation in migration.operations)  # type: ignore[attr-defined]
    }
    assert one_way == set(IRREVERSIBLE)
