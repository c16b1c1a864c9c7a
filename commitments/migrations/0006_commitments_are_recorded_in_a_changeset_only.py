"""Commitments and their claims are stamped while a changeset is open, and superseded by what follows them."""

from django.db import migrations

from ledger import triggers

UPDATE = "commitments.CommitmentUpdate"


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0005_commitments_refuse_truncate"),
        ("ledger", "0004_nothing_is_recorded_outside_a_changeset"),
    ]

    operations = [
        migrations.RunPython(triggers.guard("commitments.Commitment"), migrations.RunPython.noop),
        migrations.RunPython(
            triggers.guard(UPDATE, redactable=["summary", "words", "restrictions"]), migrations.RunPython.noop
        ),
        migrations.RunPython(triggers.guard_following(UPDATE), triggers.unguard_following(UPDATE)),
    ]
