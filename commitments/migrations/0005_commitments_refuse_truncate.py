"""Once put guards on tables. They follow from the models now (ledger/guards), and `migrate` renews them at its end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("commitments", "0004_full_text_index_of_search_entries")]

    operations = []
