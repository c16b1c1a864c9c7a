"""What a second person was shown. Reviews of what is published are guarded as it is (ledger/guards)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_reviews_and_authors_of_drafts"),
        ("actors", "0004_actors_are_recorded_in_a_changeset_only"),
        ("sources", "0004_sources_are_recorded_in_a_changeset_only"),
        ("guarantees", "0004_statements_are_recorded_in_a_changeset_only"),
        ("commitments", "0006_commitments_are_recorded_in_a_changeset_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="review",
            name="shown",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
    ]
