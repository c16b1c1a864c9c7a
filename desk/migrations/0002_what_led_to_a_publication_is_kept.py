"""Reviews and authors of what is published are neither changed nor deleted, and their tables not emptied."""

from django.db import migrations, models

from ledger import triggers

PARENTS = [
    ("publisher", "sources.Publisher"),
    ("source", "sources.Source"),
    ("actor", "actors.Actor"),
    ("membership", "actors.Membership"),
    ("leader", "actors.Leader"),
    ("tenure", "actors.Tenure"),
    ("package", "guarantees.Package"),
    ("guarantee", "guarantees.Guarantee"),
    ("condition", "guarantees.Condition"),
    ("event", "guarantees.NegotiationEvent"),
    ("participation", "guarantees.Participation"),
    ("commitment", "commitments.Commitment"),
    ("statement", "guarantees.Statement"),
]
GUARDED = ["desk.Review", "desk.DraftAuthor"]


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_reviews_and_authors_of_drafts"),
        ("actors", "0004_actors_are_recorded_in_a_changeset_only"),
        ("sources", "0004_sources_are_recorded_in_a_changeset_only"),
        ("guarantees", "0004_statements_are_recorded_in_a_changeset_only"),
        ("commitments", "0006_commitments_are_recorded_in_a_changeset_only"),
    ]

    operations = [
        # First: SQLite makes the table anew for it, and would lose its triggers.
        migrations.AddField(
            model_name="review",
            name="shown",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.RunPython(
            triggers.guard_part("desk.Review", "statement"), triggers.unguard("desk.Review")
        ),
        migrations.RunPython(
            triggers.guard_named("desk.DraftAuthor", PARENTS), triggers.unguard("desk.DraftAuthor")
        ),
        migrations.RunPython(triggers.guard_emptying(*GUARDED), triggers.unguard_emptying(*GUARDED)),
    ]
