"""`manage.py redact`: remove a text for a legal or a safety reason."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.redacting import redact
from ledger.exceptions import RuleBroken


class Command(BaseCommand):
    """Blanks the text of a published statement or claim; row, times and hashes stay, and the feed says so."""

    help = "Removes the text of a published statement or claim. Two persons decide."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("type", help="statement, update, condition_update, position or requirement")
        parser.add_argument("key")
        parser.add_argument("--by", required=True, help="user name of who asks")
        parser.add_argument("--approved-by", required=True, help="user name of who agrees, another person")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            redact(
                type=options["type"],
                key=options["key"],
                by=_user(options["by"]),
                approved_by=_user(options["approved_by"]),
            )
        except RuleBroken as broken:
            raise CommandError(broken.message) from broken
        self.stdout.write(f"{options['type']} {options['key']} is redacted.")


def _user(name: str) -> Any:
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user {name}.")
    return user
