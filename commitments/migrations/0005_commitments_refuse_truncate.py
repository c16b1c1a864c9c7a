"""PostgreSQL refuses to empty the commitments and their claims: TRUNCATE passes the triggers that are asked row by row."""

from django.db import migrations

from ledger import triggers

GUARDED = [
    "commitments.Commitment",
    "commitments.Reach",
    "commitments.CommitmentUpdate",
]


class Migration(migrations.Migration):
    dependencies = [("commitments", "0004_full_text_index_of_search_entries")]

    operations = [
        migrations.RunPython(triggers.guard_emptying(*GUARDED), triggers.unguard_emptying(*GUARDED))
    ]
