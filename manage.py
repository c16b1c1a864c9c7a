#!/usr/bin/env python3
"""Django's command line for Guarantees."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from config import env

    try:
        with env.or_stop():
            execute_from_command_line(sys.argv)
    except OperationalError as error:
        # One line is enough: it does not answer, is held by another writer, or was never migrated.
        sys.exit(f"The database refused: {' '.join(str(error).split())}")


if __name__ == "__main__":
    main()
