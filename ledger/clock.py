"""The one place where knowledge time is given out, and the only writer of the change feed.

A publishing transaction locks the counter row first and takes the stamp from it. The lock is held until the commit,
so the order of stamps is the order of commits, and whoever reads the committed counter can never be told later of
something that was recorded before it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from .exceptions import RuleBroken
from .models import BEGINNING, Belonging, Change, Counter, random_name

TICK = timedelta(microseconds=1)


def canonical(value: Any) -> str:
    """JSON text that is the same for the same value, in the order of its keys."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the feed before it has its place. `row` is the text of the ledger row, where there is one.

    `actors` and `packages` are the keys of all to which the object belongs; `actor` and `package` the first part of
    the contract's one each.
    """

    action: str
    type: str
    key: str
    payload: str | None
    row: str | None = None
    package: str = ""
    actor: str = ""
    actors: Sequence[str] = ()
    packages: Sequence[str] = ()
    redacted: str = ""


class Left(NamedTuple):
    """What a redaction leaves of a row of the feed: its object without the fields that `redacted` names.

    The text of the ledger row goes where that is what is redacted.
    """

    sequence: int
    payload: str | None
    redacted: str
    row_goes: bool = False


@dataclass(slots=True)
class Changeset:
    """Everything that one transaction publishes: one stamp, some rows of the feed."""

    stamp: datetime
    entries: list[Entry] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)

    def leave(self, left: Iterable[Left]) -> None:
        """Blank rows of the feed that tell of objects which this changeset redacts."""
        self.left += left


def chain(previous: str, change: Change) -> str:
    """The hash of a feed row: over the hash of the row before it and everything but the two texts themselves."""
    parts = [
        change.sequence,
        change.recorded_at.isoformat(),
        change.action,
        change.type,
        change.key,
        change.package,
        change.actor,
        change.payload_digest,
        change.digest,
    ]
    return sha256(f"{previous}\n{canonical(parts)}")


@contextmanager
def changeset(*, at: datetime | None = None) -> Iterator[Changeset]:
    """Publish within this block: lock the counter, give out the stamp, write the feed at the end.

    `at` is for records that become known from the dates of their sources: it must lie behind the newest stamp, and
    `ledger_is_new` tells whether a whole past may still be laid down. Raises RuleBroken `stamp_in_the_past` else.
    """
    with transaction.atomic():
        counter = Counter.objects.select_for_update().get()
        if at is None:
            stamp = max(counter.stamp + TICK, timezone.now())
        elif at <= counter.stamp:
            raise RuleBroken(
                "stamp_in_the_past",
                f"The ledger already stands at {counter.stamp.isoformat()}, after {at.isoformat()}.",
            )
        else:
            stamp = at
        if not counter.head:
            raise RuntimeError("a changeset is open already in this transaction")
        # The head is empty while a changeset is open: the guards of the database look at it (ledger/triggers.py).
        Counter.objects.update(stamp=stamp, head="")
        opened = Changeset(stamp)
        yield opened
        _write(opened, counter)


def newest_stamp() -> datetime:
    """The stamp of the newest change; BEGINNING in a ledger in which nothing was published."""
    return Counter.objects.get().stamp


def ledger_is_new() -> bool:
    return newest_stamp() == BEGINNING


def begin_epoch() -> str:
    """Name the ledger's history anew, after a backup was restored: readers of the old one start over."""
    epoch = random_name()
    Counter.objects.update(epoch=epoch)
    return epoch


def _write(opened: Changeset, counter: Counter) -> None:
    sequence, head = counter.sequence, counter.head
    rows = []
    belongings = []
    for entry in opened.entries:
        sequence += 1
        row = Change(
            sequence=sequence,
            recorded_at=opened.stamp,
            action=entry.action,
            type=entry.type,
            key=entry.key,
            package=entry.package,
            actor=entry.actor,
            payload=entry.payload,
            payload_digest=sha256(entry.payload or ""),
            redacted=entry.redacted,
            row=entry.row,
            digest=sha256(entry.row) if entry.row else "",
        )
        row.hash = head = chain(head, row)
        rows.append(row)
        belongings += belongings_of(sequence, entry.actors, entry.packages)
    Change.objects.bulk_create(rows, batch_size=500)
    Belonging.objects.bulk_create(belongings, batch_size=500)
    # After the feed has told of the redaction: the database asks for that.
    for left in opened.left:
        texts = {
            "payload": left.payload,
            "redacted": left.redacted,
            **({"row": None} if left.row_goes else {}),
        }
        Change.objects.filter(sequence=left.sequence).update(**texts)
    Counter.objects.update(sequence=sequence, head=head)


def belongings_of(sequence: int, actors: Iterable[str], packages: Iterable[str]) -> list[Belonging]:
    """What a row of the feed belongs to, in the order in which it is told."""
    named = ((Belonging.ACTOR, actors), (Belonging.PACKAGE, packages))
    return [Belonging(change_id=sequence, noun=noun, key=key) for noun, keys in named for key in keys]
