"""`manage.py set_up_groups`: the groups of editors and reviewers, after every migration."""

from typing import Any

from django.core.management.base import BaseCommand

from desk import groups


class Command(BaseCommand):
    """Creates or brings up to date the groups that people who write belong to."""

    help = "Creates the groups 'editors' and 'reviewers' and gives each its permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        groups.set_up()
        self.stdout.write(f"Groups {groups.EDITORS} and {groups.REVIEWERS} are set up.")
