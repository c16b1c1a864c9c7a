"""`manage.py open_demo`: what a served demo needs, in one process, and quick when it is there already."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from ledger.models import Counter

RECORD = settings.BASE_DIR / "desk" / "demo" / "ukraine"


class Command(BaseCommand):
    """Migrates, loads the demo's record into an empty ledger and creates the demo people."""

    help = "Brings the local demo up to date: database, record and demo people."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Bringing the database up to date")
        call_command("migrate", verbosity=0, interactive=False)
        if Counter.objects.get().sequence == 0:
            self.stdout.write("Loading the record, known from the days of its sources")
            begun = monotonic()
            quiet = {"known_from_sources": True, "count_notes": True}
            call_command("import_record", str(RECORD), **quiet, stdout=self.stdout)
            self.stdout.write(f"The record is loaded after {monotonic() - begun:.1f} s")
        self.stdout.write("People who may sign in at /admin/:")
        call_command("create_demo_people", stdout=self.stdout)
