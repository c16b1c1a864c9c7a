"""`manage.py verify_ledger`: is the ledger intact?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from desk.verifying import verify


class Command(BaseCommand):
    """Prints what is wrong and exits with 1, or says that nothing is."""

    help = "Checks the sequence, the stamps, the hash chain, every published row and every projection."

    def handle(self, *args: Any, **options: Any) -> None:
        result = verify()
        for finding in result.findings:
            self.stderr.write(finding)
        if result.findings:
            self.stderr.write(f"{len(result.findings)} findings in {result.sequence} changes.")
            sys.exit(1)
        self.stdout.write(f"The ledger is intact: {result.sequence} changes.")
