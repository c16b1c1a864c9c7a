"""The groups that people who write belong to, as the database has them."""

from django.contrib.auth.models import Group, Permission

from .roles import EDITORS, NOUNS, REVIEWERS, RIGHTS, codenames

EVERYDAY = r"^(view|add|change|delete)_"


def set_up() -> None:
    """Creates the groups where they are missing and gives each exactly its permissions; idempotent.

    Everybody who writes enters and mends drafts; what a step of a review needs is in desk/roles.py. What is published
    is guarded by the ledger, whoever asks.
    """
    nouns = Permission.objects.filter(content_type__app_label__in=NOUNS, codename__regex=EVERYDAY)
    looking = Permission.objects.filter(content_type__app_label="ledger", codename__startswith="view_")
    for name in RIGHTS:
        group, _ = Group.objects.get_or_create(name=name)
        steps = Permission.objects.filter(content_type__app_label="desk", codename__in=codenames(name))
        group.permissions.set(nouns | looking | steps)


__all__ = ["EDITORS", "NOUNS", "REVIEWERS", "set_up"]
