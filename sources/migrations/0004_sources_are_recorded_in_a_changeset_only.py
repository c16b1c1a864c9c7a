"""Once put guards on tables. They follow from the models now (ledger/guards), and `migrate` renews them at its end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0003_sources_refuse_truncate"),
        ("ledger", "0004_nothing_is_recorded_outside_a_changeset"),
    ]

    operations = []
