"""The last day of a promise, rates and new units, and the moment of a claim."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0005_aliases_are_recorded_and_codes_added"),
        ("commitments", "0006_commitments_are_recorded_in_a_changeset_only"),
        ("guarantees", "0005_statements_of_several_actors"),
        ("sources", "0005_aliases_of_publishers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="commitment",
            name="commitment_unit_is_in_the_vocabulary_or_a_currency",
        ),
        migrations.AddField(
            model_name="commitmentstate",
            name="until",
            field=models.CharField(blank=True, max_length=25),
        ),
        migrations.AddField(
            model_name="commitmentupdate",
            name="said_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="commitmentupdate",
            name="until",
            field=models.CharField(
                blank=True,
                help_text="The last day for which it is promised, as EDTF: 2027-12-31, 2027.",
                max_length=25,
            ),
        ),
        migrations.AddField(
            model_name="commitmentupdate",
            name="until_high",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="commitmentupdate",
            name="until_low",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="commitment",
            name="unit",
            field=models.CharField(
                blank=True,
                help_text="personnel, aircraft, ... or an ISO 4217 code; with /month or /year for a rate: EUR/year.",
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="commitmentstate",
            name="said_for",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit", ""),
                    (
                        "unit__regex",
                        "^(personnel|aircraft|ships|batteries|states|vehicles|missiles|drones|rounds|bp_gdp|other|[A-Z]{3})(/(month|year))?$",
                    ),
                    _connector="OR",
                ),
                name="commitment_unit_is_in_the_vocabulary_or_a_currency",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("until", ""), ("until_high__isnull", True), ("until_low__isnull", True)),
                    models.Q(
                        models.Q(("until", ""), _negated=True),
                        ("until_high__isnull", False),
                        ("until_low__isnull", False),
                        ("until_low__lte", models.F("until_high")),
                    ),
                    _connector="OR",
                ),
                name="commitmentupdate_has_the_bounds_of_its_until",
            ),
        ),
    ]
