"""The feed keeps what each row said, so that a change of it can be told column by column."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_nothing_is_recorded_outside_a_changeset"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="row",
            field=models.TextField(null=True),
        ),
    ]
