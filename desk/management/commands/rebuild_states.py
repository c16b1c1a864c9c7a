"""`manage.py rebuild_states`: make the projections anew from the ledger."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from commitments import belonging
from commitments.projecting import rebuild_all


class Command(BaseCommand):
    """Folds every claim again; readers see the old states until all are made."""

    help = "Makes all folded states anew from the claims."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            counts = {**rebuild_all(), "what the feed is found by": belonging.rebuild()}
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count} rows")
