"""The groups that people who write belong to, and what each may do in the admin."""

from django.contrib.auth.models import Group, Permission

EDITORS = "editors"
REVIEWERS = "reviewers"
# What the record is made of. The ledger itself is written by publishing alone.
NOUNS = ("actors", "sources", "guarantees", "commitments")
EVERYDAY = r"^(view|add|change|delete)_"


def set_up() -> None:
    """Creates the groups where they are missing and gives each exactly its permissions; idempotent.

    Editors enter and mend drafts; reviewers have every further permission of the nouns too (publishing).
    What is published is guarded by the ledger, whoever asks.
    """
    nouns = Permission.objects.filter(content_type__app_label__in=NOUNS)
    looking = Permission.objects.filter(content_type__app_label="ledger", codename__startswith="view_")
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.set(nouns.filter(codename__regex=EVERYDAY) | looking)
    reviewers, _ = Group.objects.get_or_create(name=REVIEWERS)
    reviewers.permissions.set(nouns | looking)
