"""`manage.py rebuild_search`: make the search entries anew."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from commitments import searching
from ledger.asof import AsOf
from ledger.clock import newest_stamp


class Command(BaseCommand):
    """After an alias was added, or when the table of other names has grown."""

    help = "Makes the search entries anew from the record."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            count = searching.rebuild(AsOf(date.max, newest_stamp()))
        self.stdout.write(f"search entries: {count}")
