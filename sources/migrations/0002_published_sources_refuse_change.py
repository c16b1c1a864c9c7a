"""The triggers that fix published publishers and sources."""

from django.db import migrations

from ledger import triggers

GUARDED = ["sources.Publisher", "sources.Source"]


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0001_publishers_and_sources"),
        ("ledger", "0002_counter_starts_and_feed_refuses_change"),
    ]

    operations = [migrations.RunPython(triggers.guard(model), triggers.unguard(model)) for model in GUARDED]
