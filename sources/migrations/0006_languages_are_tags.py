"""The tag of a language has the form of one. Nothing changes in the database."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0005_aliases_of_publishers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="publisheralias",
            name="language",
            field=models.CharField(
                blank=True,
                help_text="The tag of the language, as in uk or pt-BR. Empty: in all.",
                max_length=35,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\\Z", "The tag of a language, as in uk or pt-BR."
                    )
                ],
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="language",
            field=models.CharField(
                blank=True,
                max_length=35,
                validators=[
                    django.core.validators.RegexValidator(
                        "\\A[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\\Z", "The tag of a language, as in uk or pt-BR."
                    )
                ],
            ),
        ),
    ]
