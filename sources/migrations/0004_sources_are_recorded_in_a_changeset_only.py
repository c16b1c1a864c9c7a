"""Publishers and sources are stamped while a changeset is open."""

from django.db import migrations

from ledger import triggers

GUARDED = ["sources.Publisher", "sources.Source"]


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0003_sources_refuse_truncate"),
        ("ledger", "0004_nothing_is_recorded_outside_a_changeset"),
    ]

    operations = [migrations.RunPython(triggers.guard(model), migrations.RunPython.noop) for model in GUARDED]
