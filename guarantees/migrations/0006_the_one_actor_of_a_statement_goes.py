"""The column whose content has become a list. Apart from the step that copies it: PostgreSQL wants it so."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("guarantees", "0005_statements_of_several_actors")]

    operations = [migrations.RemoveField(model_name="statement", name="spoke_for")]
