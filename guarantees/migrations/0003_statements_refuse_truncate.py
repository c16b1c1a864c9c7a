"""Once put guards on tables. They follow from the models now (ledger/guards), and `migrate` renews them at its end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("guarantees", "0002_published_statements_refuse_change")]

    operations = []
