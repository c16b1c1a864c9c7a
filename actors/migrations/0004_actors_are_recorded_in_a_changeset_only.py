"""Actors and offices are stamped while a changeset is open, and replaced by what takes their place."""

from django.db import migrations

from ledger import triggers

GUARDED = ["actors.Actor", "actors.Leader", "actors.Membership", "actors.Tenure"]
DATED = {
    "actors.Membership": ["member_id", "organisation_id", "since"],
    "actors.Tenure": ["leader_id", "actor_id", "office", "since"],
}


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0003_actors_refuse_truncate"),
        ("ledger", "0004_nothing_is_recorded_outside_a_changeset"),
    ]

    operations = [
        *(migrations.RunPython(triggers.guard(model), migrations.RunPython.noop) for model in GUARDED),
        *(
            migrations.RunPython(
                triggers.guard_following(model, same=same), triggers.unguard_following(model)
            )
            for model, same in DATED.items()
        ),
    ]
