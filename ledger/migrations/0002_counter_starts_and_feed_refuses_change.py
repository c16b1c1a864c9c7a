"""The counter's one row. The guards of the feed follow from the models (ledger/guards)."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def start_counter(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("ledger", "Counter").objects.get_or_create(id=1)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_counter_and_feed")]

    operations = [migrations.RunPython(start_counter, migrations.RunPython.noop)]
