"""`manage.py renew_catalogues`: renew the catalogues with every string of the code and the templates."""

from typing import Any

from django.core.management.base import BaseCommand

from web.catalogues import LANGUAGES, collected, faults, renewed, write


class Command(BaseCommand):
    """Writes locale/<language>/LC_MESSAGES/django.po and says what is left to translate."""

    help = "Renew the interface's catalogues, and say what is left to translate."

    def handle(self, *args: Any, **options: Any) -> None:
        needed = collected()
        for language in LANGUAGES:
            catalogue = renewed(language)
            write(language, catalogue)
            left = faults(needed, catalogue)
            self.stdout.write(f"{language}: {len(catalogue)} strings, {len(left)} to do")
            for fault in left:
                self.stdout.write(f"  {fault}")
