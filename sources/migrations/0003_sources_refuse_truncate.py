"""PostgreSQL refuses to empty the sources: TRUNCATE passes the triggers that are asked row by row."""

from django.db import migrations

from ledger import triggers

GUARDED = [
    "sources.Publisher",
    "sources.Source",
]


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_published_sources_refuse_change")]

    operations = [
        migrations.RunPython(triggers.guard_emptying(*GUARDED), triggers.unguard_emptying(*GUARDED))
    ]
