"""`manage.py new_epoch`: after a backup was restored."""

from typing import Any

from django.core.management.base import BaseCommand

from ledger.clock import begin_epoch


class Command(BaseCommand):
    """Names the ledger's history anew, so that whoever follows the feed of the lost one takes a new copy."""

    help = "Begins a new epoch of the feed. Run it once after a backup was restored."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(
            f"The feed is of epoch {begin_epoch()} now. Readers of another one are told to start over."
        )
