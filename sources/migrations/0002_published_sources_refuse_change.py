"""Once put guards on tables. They follow from the models now (ledger/guards), and `migrate` renews them at its end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0001_publishers_and_sources"),
        ("ledger", "0002_counter_starts_and_feed_refuses_change"),
    ]

    operations = []
