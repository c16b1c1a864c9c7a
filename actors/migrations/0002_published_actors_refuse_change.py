"""The triggers that fix published actors, leaders and what they hold."""

from django.db import migrations

from ledger import triggers

GUARDED = ["actors.Actor", "actors.Leader", "actors.Membership", "actors.Tenure"]


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0001_actors_and_offices"),
        ("ledger", "0002_counter_starts_and_feed_refuses_change"),
    ]

    operations = [migrations.RunPython(triggers.guard(model), triggers.unguard(model)) for model in GUARDED]
