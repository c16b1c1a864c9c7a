"""The tag of a language has the form of one. Nothing changes in the database."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guarantees", "0006_the_one_actor_of_a_statement_goes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="statement",
            name="quotation_language",
            field=models.CharField(
                blank=True,
                help_text="The tag of that language, as in uk or pt-BR.",
                max_length=35,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\\Z", "The tag of a language, as in uk or pt-BR."
                    )
                ],
            ),
        ),
    ]
