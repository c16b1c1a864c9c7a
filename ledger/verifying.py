"""Is the ledger what it says it is? Every finding is a sentence; none means that it is intact.

Found are: a hole in the sequence, stamps that do not rise, a broken hash chain, a payload or a row that is not what
the chain vouches for (a flipped byte), a row that is gone, a stamp that was changed afterwards, a published row of
which the feed knows nothing, one that refers to a draft, and a text that went without a redaction.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import ForeignKey, Max, QuerySet

from .choices import Action
from .clock import chain, sha256
from .digests import VERSION, digests
from .models import Change, Counter, Recorded

GENESIS = "0" * 64
CHUNK = 2000


class Vouched(NamedTuple):
    """What a row of the feed vouches for: a row with this digest, recorded (or redacted) at this moment."""

    digest: str
    recorded_at: datetime


def findings() -> list[str]:
    """What is wrong with the feed, and with the rows that it tells of."""
    found = [*_feed(), *_blanked()]
    for model in recorded_models():
        found += [*_rows(model), *_references(model)]
    return found


def recorded_models() -> list[type[Recorded]]:
    """Every model of something that is part of the record."""
    found: list[type[Recorded]] = []
    edge = list(Recorded.__subclasses__())
    while edge:
        model = edge.pop()
        edge += model.__subclasses__()
        if not model._meta.abstract:
            found.append(model)
    return sorted(found, key=lambda model: model.__name__)


def _feed() -> Iterator[str]:
    """The sequence is dense, stamps rise, the chain holds, payloads are what was vouched for."""
    expected, head, stamp = 0, GENESIS, None
    for row in Change.objects.order_by("sequence").iterator(chunk_size=CHUNK):
        expected += 1
        if row.sequence != expected:
            yield f"change {row.sequence}: the one before it should be {row.sequence - 1}, but is {expected - 1}"
            expected = row.sequence
        if stamp is not None and row.recorded_at < stamp:
            yield f"change {row.sequence}: recorded at {row.recorded_at.isoformat()}, before the change before it"
        if row.payload is not None and sha256(row.payload) != row.payload_digest:
            yield f"change {row.sequence}: its payload is not what was recorded"
        if chain(head, row) != row.hash:
            yield f"change {row.sequence}: its hash does not follow from the change before it"
        head, stamp = row.hash, row.recorded_at
    counter = Counter.objects.get()
    if counter.sequence != expected or counter.head != head:
        yield f"the counter stands at {counter.sequence}, the feed ends at {expected} with another hash or number"
    if stamp is not None and counter.stamp < stamp:
        yield f"the counter's stamp is {counter.stamp.isoformat()}, before the newest change"


def _blanked() -> Iterator[str]:
    """Payloads that are gone although the feed tells of no later redaction of their object."""
    redactions = Change.objects.filter(action=Action.REDACTED).order_by()
    last = {
        (type, key): sequence
        for type, key, sequence in redactions.values_list("type", "key").annotate(last=Max("sequence"))
    }
    gone = Change.objects.filter(payload__isnull=True).values_list("sequence", "type", "key")
    for sequence, type, key in gone.iterator(chunk_size=CHUNK):
        if last.get((type, key), 0) <= sequence:
            yield f"change {sequence}: its payload is gone, but {type} {key} was not redacted after it"


def _rows(model: type[Recorded]) -> Iterator[str]:
    """Published rows are what the feed says that they were when they were recorded, or redacted."""
    born, redacted = _vouched(model)
    for rows in _chunks(_published(model)):
        marks = [digests(rows, version=version) for version in (VERSION, 1)]
        for row in rows:
            name = f"{model.feed_type} {row.key}"
            told = _told_of(row, born[row.key])
            redaction = redacted.get(row.key)
            if told is None:
                yield f"{name}: published, but the feed knows nothing of it"
                continue
            if row.recorded_at != told.recorded_at:
                yield f"{name}: its recorded_at is {row.recorded_at}, the feed says {told.recorded_at}"
            if (redaction or told).digest not in [mark[row.pk] for mark in marks]:
                yield f"{name}: the row is not what was recorded"
            if getattr(row, "redacted_at", None) != (redaction.recorded_at if redaction else None):
                yield f"{name}: its redacted_at is {row.redacted_at}, the feed says otherwise"
    for key, left in born.items():
        for _ in left:
            yield f"{model.feed_type} {key}: the feed tells of it, but the row is gone"


def _vouched(model: type[Recorded]) -> tuple[dict[str, list[Vouched]], dict[str, Vouched]]:
    """What the feed vouches for, by key: the rows as they were recorded, and as the last redaction left them.

    A membership or a tenure that is replaced has the key of the one that replaces it.
    """
    born: dict[str, list[Vouched]] = defaultdict(list)
    redacted: dict[str, Vouched] = {}
    rows = Change.objects.filter(type=model.feed_type).exclude(digest="").order_by("sequence")
    for key, action, digest, moment in rows.values_list("key", "action", "digest", "recorded_at").iterator():
        if action == Action.REDACTED:
            redacted[key] = Vouched(digest, moment)
        else:
            born[key].append(Vouched(digest, moment))
    return born, redacted


def _told_of(row: Recorded, born: list[Vouched]) -> Vouched | None:
    """Takes from what the feed tells under a row's key the one that is meant: recorded then, else the first left."""
    told = next((one for one in born if one.recorded_at == row.recorded_at), born[0] if born else None)
    if told is not None:
        born.remove(told)
    return told


def _references(model: type[Recorded]) -> Iterator[str]:
    """Published rows that refer to a draft."""
    for link in _links(model):
        for row in _published(model).filter(
            **{f"{link.name}__isnull": False, f"{link.name}__recorded_at__isnull": True}
        ):
            yield f"{model.feed_type} {row.key}: its {link.verbose_name} is not published"


def _published(model: type[Recorded]) -> QuerySet[Any]:
    """The published rows, with the rows of whose keys theirs is made where it is no column."""
    rows: QuerySet[Any] = model.objects.published().order_by("pk")
    if any(field.name == "key" for field in model._meta.concrete_fields):
        return rows
    return rows.select_related(*(link.name for link in _links(model)))


def _links(model: type[Recorded]) -> "list[ForeignKey[Any, Any]]":
    """The columns that refer to other parts of the record."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and issubclass(field.related_model, Recorded)
    ]


def _chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    chunk = []
    for row in rows.iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
