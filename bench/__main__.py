"""`make bench`: what an answer, a publication and an import cost, as ratios within one run.

DATABASE_URL names an empty, migrated or new database; without it one is made on SQLite, and thrown away.
"""

import logging
import os
import sys
import tempfile

import django


def main() -> None:
    """Measure, and tell line by line."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        django.setup()
        logging.disable(logging.WARNING)
        from bench import measuring  # noqa: PLC0415 -- models need Django to be set up

        scale, times = float(os.environ.get("SCALE", "1")), int(os.environ.get("TIMES", "15"))
        for line in measuring.table(scale, times):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


main()
