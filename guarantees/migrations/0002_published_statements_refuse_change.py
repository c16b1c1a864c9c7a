"""The triggers that fix what is published of packages, events, statements and their claims."""

from django.db import migrations

from ledger import triggers

GUARDED = ["Package", "Guarantee", "NegotiationEvent", "Participation", "Condition"]
CLAIMS = {
    "ConditionUpdate": ["summary"],
    "PositionUpdate": ["summary"],
    "RequirementUpdate": ["summary", "words"],
}


class Migration(migrations.Migration):
    dependencies = [
        ("guarantees", "0001_packages_events_and_statements"),
        ("ledger", "0002_counter_starts_and_feed_refuses_change"),
    ]

    operations = [
        *(
            migrations.RunPython(
                triggers.guard(f"guarantees.{model}"), triggers.unguard(f"guarantees.{model}")
            )
            for model in GUARDED
        ),
        migrations.RunPython(
            triggers.guard("guarantees.Statement", redactable=["summary"]),
            triggers.unguard("guarantees.Statement"),
        ),
        migrations.RunPython(
            triggers.guard_part("guarantees.Citation", "statement"), triggers.unguard("guarantees.Citation")
        ),
        migrations.RunPython(
            triggers.guard_part("guarantees.NegotiationEvent", "negotiationevent", through="sources"),
            migrations.RunPython.noop,
        ),
        *(
            migrations.RunPython(
                triggers.guard(f"guarantees.{model}", redactable=columns),
                triggers.unguard(f"guarantees.{model}"),
            )
            for model, columns in CLAIMS.items()
        ),
        *(
            migrations.RunPython(
                triggers.guard_part(f"guarantees.{model}", model.lower(), through="sources"),
                migrations.RunPython.noop,
            )
            for model in CLAIMS
        ),
    ]
