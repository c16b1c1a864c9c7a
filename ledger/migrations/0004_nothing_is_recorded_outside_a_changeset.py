"""The feed and its counter: rows only while a changeset is open, a payload goes only with a redaction."""

from django.db import migrations

from ledger import triggers


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_feed_and_counter_refuse_truncate")]

    operations = [migrations.RunPython(triggers.guard_feed, migrations.RunPython.noop)]
