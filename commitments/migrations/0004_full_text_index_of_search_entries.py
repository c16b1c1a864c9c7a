"""The full-text index: a GIN index on PostgreSQL, an FTS5 table on SQLite. The text in it is folded already."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = (
    "CREATE INDEX searchentry_by_words ON commitments_searchentry"
    " USING gin (to_tsvector('simple'::regconfig, COALESCE(folded, '')))"
)
SQLITE = (
    "CREATE VIRTUAL TABLE commitments_searchtext USING fts5(folded, tokenize='unicode61 remove_diacritics 2')"
)


def create(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX searchentry_by_words")
    else:
        editor.execute("DROP TABLE commitments_searchtext")


class Migration(migrations.Migration):
    dependencies = [("commitments", "0003_search_entries")]

    operations = [migrations.RunPython(create, drop)]
