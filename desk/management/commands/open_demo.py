"""`manage.py open_demo`: what a served demo needs, in one process, and quick when it is there already."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Migrates and creates the demo people."""

    help = "Brings the local demo up to date: database and demo people."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Bringing the database up to date")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("People who may sign in at /admin/:")
        call_command("create_demo_people", stdout=self.stdout)
