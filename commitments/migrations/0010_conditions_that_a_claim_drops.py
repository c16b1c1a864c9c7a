"""A claim may say that conditions are asked for no longer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0009_lanes_in_which_nothing_is_set"),
        ("guarantees", "0007_languages_are_tags"),
    ]

    operations = [
        migrations.AddField(
            model_name="commitmentupdate",
            name="drops",
            field=models.ManyToManyField(
                blank=True,
                help_text="Conditions of which it is said that they are asked for no longer.",
                related_name="dropped_by",
                to="guarantees.condition",
            ),
        ),
    ]
