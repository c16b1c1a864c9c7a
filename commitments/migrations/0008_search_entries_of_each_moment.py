"""A noun has an entry for each moment at which another name of it was published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0007_pledges_until_a_day_and_rates")]

    operations = [
        migrations.RemoveConstraint(model_name="searchentry", name="searchentry_is_made_once"),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                fields=("type", "key", "recorded_at"), name="searchentry_is_made_once"
            ),
        ),
    ]
