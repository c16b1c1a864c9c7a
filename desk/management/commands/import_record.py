"""`manage.py import_record`: load records, all or nothing, with every problem told at once."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone

from desk.records.loading import Loaded, Refused, load
from ledger.exceptions import RuleBroken


class Command(BaseCommand):
    """Loads folders of CSV files in the record format."""

    help = (
        "Loads records (folders of CSV files), in this order, all or nothing. What is there already is left as it is: "
        "loading a record twice changes nothing. Exits with 1 and names every problem when a record is not sound."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folders",
            nargs="+",
            metavar="FOLDER",
            help="a record; one may use the keys of those before it",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="check everything and tell what would be added, but change nothing",
        )
        parser.add_argument(
            "--known-from-sources",
            action="store_true",
            help="record every claim on the day on which its oldest source was published, not now",
        )
        parser.add_argument(
            "--count-notes",
            action="store_true",
            help="tell how many official words are reports, not each with its reason",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folders: Sequence[str] = options["folders"]
        try:
            loaded = load(
                folders,
                today=timezone.now().date(),
                known_from_sources=options["known_from_sources"],
                dry_run=options["dry_run"],
                progress=self._progress if options["verbosity"] else _silence,
            )
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            count = len(refused.problems)
            raise CommandError(f"{count} problem{'s' if count > 1 else ''}; nothing was loaded.") from None
        except RuleBroken as broken:
            raise CommandError(f"{broken.message} Nothing was loaded.") from None
        except DatabaseError as error:
            raise CommandError(_why(error)) from None
        self._tell(loaded, dry_run=options["dry_run"], count_notes=options["count_notes"])

    def _progress(self, text: str) -> None:
        """A line of progress, apart from the result."""
        self.stderr.write(text, style_func=lambda line: line)

    def _tell(self, loaded: Loaded, *, dry_run: bool, count_notes: bool) -> None:
        """What was added, and what it is as well to know."""
        if not loaded.total:
            self.stdout.write(f"Nothing is new: all {loaded.repeated} rows are in the ledger already.")
            return
        for name, count in loaded.new.items():
            self.stdout.write(f"{count:>8}  {name}")
        would = "would be" if dry_run else "are"
        self.stdout.write(
            f"{loaded.total} rows {would} new, {loaded.repeated} were there already;"
            f" {loaded.changes} changes in {loaded.changesets} changeset{'s' if loaded.changesets > 1 else ''}."
        )
        if count_notes and loaded.notes:
            self.stdout.write(_counted(len(loaded.notes)))
        else:
            for note in loaded.notes:
                self.stdout.write(str(note))
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")


def _counted(notes: int) -> str:
    """The notes in one line, for who did not write the record."""
    said = "1 official word is a report" if notes == 1 else f"{notes} official words are reports"
    return f"{said}: import_record --dry-run on an empty ledger tells why."


def _why(error: DatabaseError) -> str:
    """What the database refused, and what to do about it."""
    text = " ".join(str(error).split())
    if "locked" in text:
        return "Another writer holds the database. Nothing was loaded; try again when it is done."
    if not _is_reached():
        return f"The database does not answer ({text}). Nothing was loaded."
    return f"The database refused ({text}). Nothing was loaded. Is it migrated (manage.py migrate)?"


def _is_reached() -> bool:
    """Whether the database answers at all."""
    try:
        with connection.cursor():
            return True
    except OperationalError:
        return False


def _silence(_: str) -> None:
    """No progress."""
