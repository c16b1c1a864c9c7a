"""Once put guards on tables. They follow from the models now (ledger/guards), and `migrate` renews them at its end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_published_sources_refuse_change")]

    operations = []
