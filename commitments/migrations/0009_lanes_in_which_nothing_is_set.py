"""A lane in which nothing is set is known as such, and what was taken back in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0008_search_entries_of_each_moment"),
    ]

    operations = [
        migrations.AddField(
            model_name="commitmentstate",
            name="is_set",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="commitmentstate",
            name="retracted",
            field=models.JSONField(default=list),
        ),
    ]
