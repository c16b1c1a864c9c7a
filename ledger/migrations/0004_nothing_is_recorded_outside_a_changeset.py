"""Once put guards on tables. They follow from the models now (ledger/guards), and `migrate` renews them at its end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_feed_and_counter_refuse_truncate")]

    operations = []
