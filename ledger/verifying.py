"""Is the ledger what it says it is? Every finding is a sentence; none means that it is intact.

Found are: a hole in the sequence, stamps that do not rise, a broken hash chain, a payload or a row that is not what
the chain vouches for (a flipped byte), a row that is gone, a stamp that was changed afterwards, a published row of
which the feed knows nothing.
"""

from collections.abc import Iterator
from typing import Any

from .choices import Action
from .clock import chain, sha256
from .digests import digests
from .models import Change, Counter, Recorded

GENESIS = "0" * 64
CHUNK = 2000


def findings() -> list[str]:
    """What is wrong with the feed, and with the rows that it tells of."""
    return [*_feed(), *(finding for model in recorded_models() for finding in _rows(model))]


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


def _rows(model: type[Recorded]) -> Iterator[str]:
    """Published rows are what the feed says that they were when they were recorded."""
    manager: Any = model.objects
    told = {
        key: (digest, recorded_at)
        for key, digest, recorded_at in Change.objects.filter(type=model.feed_type)
        .exclude(digest="")
        .values_list("key", "digest", "recorded_at")
    }
    redacted = set(
        Change.objects.filter(type=model.feed_type, action=Action.REDACTED).values_list("key", flat=True)
    )
    rows = list(manager.published())
    marks = digests(rows)
    for row in rows:
        name = f"{model.feed_type} {row.key}"
        digest, recorded_at = told.pop(row.key, ("", None))
        if recorded_at is None:
            yield f"{name}: published, but the feed knows nothing of it"
        elif row.recorded_at != recorded_at:
            yield f"{name}: its recorded_at is {row.recorded_at.isoformat()}, the feed says {recorded_at.isoformat()}"
        elif digest != marks[row.pk] and row.key not in redacted:
            yield f"{name}: the row is not what was recorded"
    for key in told:
        yield f"{model.feed_type} {key}: the feed tells of it, but the row is gone"
