"""Several actors in whose name a statement is, the moment of it, and quotations; conditions that imply others; units."""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_a_list(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The one actor in whose name a statement was is the first of the list."""
    statement = apps.get_model("guarantees", "Statement")
    link = statement.speaking_for.through
    spoken = (
        statement.objects.filter(spoke_for__isnull=False).order_by("pk").values_list("pk", "spoke_for_id")
    )
    link.objects.bulk_create(
        [link(statement_id=pk, actor_id=actor) for pk, actor in spoken.iterator()], batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0005_aliases_are_recorded_and_codes_added"),
        ("guarantees", "0004_statements_are_recorded_in_a_changeset_only"),
        ("sources", "0005_aliases_of_publishers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="requirementupdate",
            name="requirementupdate_unit_is_in_the_vocabulary_or_a_currency",
        ),
        migrations.AddField(
            model_name="condition",
            name="implies",
            field=models.ManyToManyField(
                blank=True,
                help_text="Conditions of the same package that are true whenever this one is.",
                related_name="implied_by",
                to="guarantees.condition",
            ),
        ),
        migrations.AddField(
            model_name="conditionupdate",
            name="said_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="positionupdate",
            name="said_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="requirementupdate",
            name="said_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="statement",
            name="quotation",
            field=models.TextField(
                blank=True, help_text="The speaker's own words, short, in their language."
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="quotation_language",
            field=models.CharField(
                blank=True, help_text="The tag of that language, as in uk or pt-BR.", max_length=35
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="said_at",
            field=models.CharField(
                blank=True,
                help_text="The moment with its offset, where the time of day is known: 2025-09-04T18:30:00+02:00.",
                max_length=32,
                verbose_name="said at",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="said_at_utc",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="requirementstanding",
            name="unit",
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AlterField(
            model_name="requirementupdate",
            name="unit",
            field=models.CharField(
                blank=True,
                help_text="personnel, aircraft, ... or an ISO 4217 code; with /month or /year for a rate: EUR/year.",
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit", ""),
                    (
                        "unit__regex",
                        "^(personnel|aircraft|ships|batteries|states|vehicles|missiles|drones|rounds|bp_gdp|other|[A-Z]{3})(/(month|year))?$",
                    ),
                    _connector="OR",
                ),
                name="requirementupdate_unit_is_in_the_vocabulary_or_a_currency",
            ),
        ),
        migrations.RenameField(model_name="statement", old_name="speaking_for", new_name="spoke_for"),
        migrations.AlterField(
            model_name="statement",
            name="spoke_for",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=models.deletion.PROTECT, related_name="+", to="actors.actor"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="speaking_for",
            field=models.ManyToManyField(
                blank=True,
                help_text="In whose name; several for a joint declaration. Empty for anonymous sources and the press's own inference.",
                related_name="statements",
                to="actors.actor",
            ),
        ),
        migrations.RunPython(make_a_list),
    ]
