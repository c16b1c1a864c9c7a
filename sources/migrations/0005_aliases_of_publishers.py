"""Other names of publishers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0004_sources_are_recorded_in_a_changeset_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublisherAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        help_text="The tag of the language, as in uk or pt-BR. Empty: in all.",
                        max_length=35,
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="sources.publisher",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "publisher aliases",
                "ordering": ["name", "language"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publisher", "name", "language"), name="publisheralias_is_given_once"
                    )
                ],
            },
        ),
    ]
