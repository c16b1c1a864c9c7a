"""Loading records: read, checked, inserted and published in one transaction, or not at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from desk.publishing import publish
from ledger.clock import TICK, newest_stamp
from ledger.models import BEGINNING, Counter, Recorded

from . import tables
from .checking import check, read_all
from .drafting import Drafts, insert
from .notes import Note, notes
from .planning import Plan, plan
from .problems import Problem
from .published import read_ledger
from .world import World

Progress = Callable[[str], None]


class Refused(Exception):
    """Records were not loaded. `problems` are in the order of files and lines; nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Batch:
    """What is published together, and when: a stamp (None is now) with the drafts that get it."""

    stamp: datetime | None
    drafts: list[Recorded] = field(default_factory=list)

    def __str__(self) -> str:
        known = f", known from {_said(self.stamp)}" if self.stamp else ""
        return f"{len(self.drafts)} row{'s' if len(self.drafts) > 1 else ''}{known}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load added: new rows by table, rows that were there, rows of the feed, and changesets.

    `notes` are about new rows that are no mistake, but may not be what was meant.
    """

    new: dict[str, int]
    repeated: int
    changes: int
    changesets: int
    notes: tuple[Note, ...] = ()

    @property
    def total(self) -> int:
        """How many rows are new."""
        return sum(self.new.values())


def load(
    folders: Sequence[str],
    *,
    today: date,
    known_from_sources: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> Loaded:
    """Load several records in this order, all or nothing. Raises Refused.

    With `known_from_sources` every claim is recorded on the day on which it became known, else now. A `dry_run` does
    all of it and takes it back. `today` is the day after which nothing can have become known.
    """
    progress(f"Reading {', '.join(folders)}")
    records, unreadable = read_all(folders)
    with transaction.atomic():
        before = Counter.objects.select_for_update().get().sequence
        ledger = read_ledger()
        progress("Checking")
        problems = check(records, ledger.known, unreadable)
        if problems:
            raise Refused(problems)
        planned, problems = plan(records, ledger.known)
        if known_from_sources:
            problems += list(_not_known_from_sources(planned, today))
        if problems:
            raise Refused(problems)
        world = World(records, ledger.known)
        told = tuple(notes(world))
        drafts = insert(planned, world, ledger, _telling(progress))
        batches = list(_by_day(planned, drafts) if known_from_sources else _now(drafts))
        to_come = {(type(draft), draft.pk) for draft in drafts.values()}
        for number, one in enumerate(batches, 1):
            progress(f"Publishing {number} of {len(batches)}: {one}")
            publish(one.drafts, at=one.stamp, to_come=to_come)
        after = Counter.objects.get().sequence
        if dry_run:
            transaction.set_rollback(True)
    new = {name: len(rows) for name, rows in planned.additions.items() if rows}
    return Loaded(new, planned.repeated, after - before, len(batches), told)


def _said(stamp: datetime) -> str:
    return "the beginning" if stamp - BEGINNING < timedelta(days=1) else f"{stamp:%Y-%m-%d}"


def _telling(progress: Progress) -> Callable[[str, int], None]:
    return lambda table, count: progress(f"Preparing {count} rows of {table}")


def _now(drafts: Drafts) -> Iterator[Batch]:
    """Everything at once, now."""
    if drafts:
        yield Batch(None, list(drafts.values()))


def _by_day(planned: Plan, drafts: Drafts) -> Iterator[Batch]:
    """What is known from the beginning, then a changeset for every day on which something became known."""
    by_day: dict[date, list[Recorded]] = {}
    for (table, identity), draft in drafts.items():
        by_day.setdefault(planned.days[table, identity] or date.min, []).append(draft)
    stamp = newest_stamp()
    for day, known in sorted(by_day.items(), key=lambda item: item[0]):
        stamp = max(_begin_of(day), stamp + TICK)
        yield Batch(stamp, known)


def _begin_of(day: date) -> datetime:
    """The first moment of a day; what is known on a day is known at all of its moments."""
    return datetime.combine(day, time.min, tzinfo=UTC)


def _not_known_from_sources(planned: Plan, today: date) -> Iterator[Problem]:
    """New rows that cannot be recorded on the day on which they became known."""
    newest = newest_stamp()
    for table in tables.TABLES:
        column = "published_on" if table.name == "sources" else "sources"
        for placed in planned.additions[table.name]:
            day = planned.known_day(placed.row)
            if day is None or not any(one.name == column for one in table.columns):
                continue
            if day > today:
                yield placed.problem(
                    column, f"a day that has come: this would be known from {day.isoformat()}, after today"
                )
            elif newest != BEGINNING and _begin_of(day) <= newest:
                yield placed.problem(
                    column,
                    f"days after {newest:%Y-%m-%d}, the newest in the ledger: this became known on"
                    f" {day.isoformat()}, and knowledge is only added; load without --known-from-sources, or load"
                    " all records together into an empty ledger",
                )
