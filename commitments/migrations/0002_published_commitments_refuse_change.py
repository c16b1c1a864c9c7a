"""The triggers that fix published commitments and their claims."""

from django.db import migrations

from ledger import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0001_commitments_and_states"),
        ("ledger", "0002_counter_starts_and_feed_refuses_change"),
    ]

    operations = [
        migrations.RunPython(
            triggers.guard("commitments.Commitment"), triggers.unguard("commitments.Commitment")
        ),
        migrations.RunPython(
            triggers.guard_part("commitments.Commitment", "commitment", through="joint_with"),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            triggers.guard_part("commitments.Reach", "condition"), triggers.unguard("commitments.Reach")
        ),
        migrations.RunPython(
            triggers.guard("commitments.CommitmentUpdate", redactable=["summary", "words", "restrictions"]),
            triggers.unguard("commitments.CommitmentUpdate"),
        ),
        migrations.RunPython(
            triggers.guard_part("commitments.CommitmentUpdate", "commitmentupdate", through="sources"),
            migrations.RunPython.noop,
        ),
    ]
