"""Statements and their claims are stamped while a changeset is open, and superseded by what follows them."""

from django.db import migrations

from ledger import triggers

NOUNS = ["Package", "Guarantee", "NegotiationEvent", "Participation", "Condition"]
REDACTABLE = {
    "Statement": ["summary"],
    "ConditionUpdate": ["summary"],
    "PositionUpdate": ["summary"],
    "RequirementUpdate": ["summary", "words"],
}
CLAIMS = ["ConditionUpdate", "PositionUpdate", "RequirementUpdate"]


class Migration(migrations.Migration):
    dependencies = [
        ("guarantees", "0003_statements_refuse_truncate"),
        ("ledger", "0004_nothing_is_recorded_outside_a_changeset"),
    ]

    operations = [
        *(
            migrations.RunPython(triggers.guard(f"guarantees.{model}"), migrations.RunPython.noop)
            for model in NOUNS
        ),
        *(
            migrations.RunPython(
                triggers.guard(f"guarantees.{model}", redactable=columns), migrations.RunPython.noop
            )
            for model, columns in REDACTABLE.items()
        ),
        *(
            migrations.RunPython(
                triggers.guard_following(f"guarantees.{model}"),
                triggers.unguard_following(f"guarantees.{model}"),
            )
            for model in CLAIMS
        ),
    ]
