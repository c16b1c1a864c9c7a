"""PostgreSQL refuses to empty what is negotiated and what was said: TRUNCATE passes the triggers that are asked row by row."""

from django.db import migrations

from ledger import triggers

GUARDED = [
    "guarantees.Package",
    "guarantees.Guarantee",
    "guarantees.Condition",
    "guarantees.NegotiationEvent",
    "guarantees.Participation",
    "guarantees.Statement",
    "guarantees.Citation",
    "guarantees.ConditionUpdate",
    "guarantees.PositionUpdate",
    "guarantees.RequirementUpdate",
]


class Migration(migrations.Migration):
    dependencies = [("guarantees", "0002_published_statements_refuse_change")]

    operations = [
        migrations.RunPython(triggers.guard_emptying(*GUARDED), triggers.unguard_emptying(*GUARDED))
    ]
