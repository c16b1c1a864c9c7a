"""Aliases become part of the record, with their language; ISO 3166-1 alpha-3 and Wikidata."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0004_actors_are_recorded_in_a_changeset_only"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="actoralias",
            options={"ordering": ["name", "language"], "verbose_name_plural": "actor aliases"},
        ),
        migrations.AlterModelOptions(
            name="leaderalias",
            options={"ordering": ["name", "language"], "verbose_name_plural": "leader aliases"},
        ),
        migrations.RemoveConstraint(
            model_name="actoralias",
            name="actoralias_is_given_once",
        ),
        migrations.RemoveConstraint(
            model_name="leaderalias",
            name="leaderalias_is_given_once",
        ),
        migrations.AddField(
            model_name="actor",
            name="iso3",
            field=models.CharField(
                blank=True,
                max_length=3,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[A-Z]{3}\\Z", "Three capital letters, as in ISO 3166-1 alpha-3."
                    )
                ],
                verbose_name="ISO 3166-1 alpha-3 code",
            ),
        ),
        migrations.AddField(
            model_name="actor",
            name="wikidata",
            field=models.CharField(
                blank=True,
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\AQ[1-9][0-9]*\\Z", "The number of an item of Wikidata, as in Q212."
                    )
                ],
            ),
        ),
        migrations.AddField(
            model_name="actoralias",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="The tag of the language, as in uk or pt-BR. Empty: in all.",
                max_length=35,
            ),
        ),
        migrations.AddField(
            model_name="actoralias",
            name="recorded_at",
            field=models.DateTimeField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="leader",
            name="wikidata",
            field=models.CharField(
                blank=True,
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\AQ[1-9][0-9]*\\Z", "The number of an item of Wikidata, as in Q212."
                    )
                ],
            ),
        ),
        migrations.AddField(
            model_name="leaderalias",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="The tag of the language, as in uk or pt-BR. Empty: in all.",
                max_length=35,
            ),
        ),
        migrations.AddField(
            model_name="leaderalias",
            name="recorded_at",
            field=models.DateTimeField(blank=True, db_index=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="actoralias",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="actors.actor"
            ),
        ),
        migrations.AlterField(
            model_name="leaderalias",
            name="leader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="actors.leader"
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "state"), ("iso3", ""), _connector="OR"),
                name="actor_has_an_alpha_3_code_only_if_it_is_a_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="actoralias",
            constraint=models.UniqueConstraint(
                fields=("actor", "name", "language"), name="actoralias_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="leaderalias",
            constraint=models.UniqueConstraint(
                fields=("leader", "name", "language"), name="leaderalias_is_given_once"
            ),
        ),
    ]
