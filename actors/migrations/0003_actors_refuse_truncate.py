"""PostgreSQL refuses to empty the actors and their offices: TRUNCATE passes the triggers that are asked row by row."""

from django.db import migrations

from ledger import triggers

GUARDED = [
    "actors.Actor",
    "actors.Membership",
    "actors.Leader",
    "actors.Tenure",
]


class Migration(migrations.Migration):
    dependencies = [("actors", "0002_published_actors_refuse_change")]

    operations = [
        migrations.RunPython(triggers.guard_emptying(*GUARDED), triggers.unguard_emptying(*GUARDED))
    ]
