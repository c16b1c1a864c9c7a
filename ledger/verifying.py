"""Is the ledger what it says it is? Every finding is a sentence; none means that it is intact.

Found are: a hole in the sequence, stamps that do not rise, a broken hash chain, a payload or a row that is not what
the chain vouches for (a flipped byte), a row that is gone, a stamp that was changed afterwards, a published row of
which the feed knows nothing, one that refers to a draft, and a text that went without a redaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import connection
from django.db.models import Max, Q, QuerySet

from . import guards
from .blanking import digest_of, left_by
from .choices import Action
from .clock import canonical, chain, sha256
from .digests import (
    Values,
    alike,
    came_with,
    is_gone,
    later_in_parts,
    later_than,
    primary_key_in,
    read,
    texts,
    values_of,
)
from .kept_texts import NOT_KEPT
from .models import Change, Counter, Recorded, recorded_models
from .references import links_of, named_by

GENESIS = "0" * 64
CHUNK = 2000


class Vouched(NamedTuple):
    """What a row of the feed vouches for: a row with this digest, recorded (or redacted) at this moment.

    `text` is what the digest is made from; None in ledgers of before there were texts, and for what was redacted.
    """

    key: str
    digest: str
    recorded_at: datetime
    text: str | None


@dataclass(slots=True)
class Vouchers:
    """What the feed vouches for of one model: its rows as they were recorded, and as the last redaction left them.

    A row is found by the primary key that its text says; without a text by its key, of which there may be several: a
    membership or a tenure that is replaced has the key of the one that replaces it.
    """

    by_pk: dict[int, Vouched] = field(default_factory=dict)
    by_key: dict[str, list[Vouched]] = field(default_factory=lambda: defaultdict(list))
    redacted: dict[str, Vouched] = field(default_factory=dict)

    def born_of(self, row: Any) -> Vouched | None:
        """Takes what is told of a row: without a text, what was recorded at its moment, else the first that is left."""
        if row.pk in self.by_pk:
            return self.by_pk.pop(row.pk)
        left = self.by_key[row.key]
        told = next((one for one in left if one.recorded_at == row.recorded_at), left[0] if left else None)
        if told is not None:
            left.remove(told)
        return told

    def left(self) -> list[str]:
        """The keys of what was not taken."""
        return [
            one.key for one in (*self.by_pk.values(), *(one for some in self.by_key.values() for one in some))
        ]


def findings() -> list[str]:
    """What is wrong with the feed, and with the rows that it tells of."""
    found = [
        *_guards(),
        *as_far_as_it_goes("the feed", _feed),
        *as_far_as_it_goes("what was redacted", _blanked),
    ]
    for model in recorded_models():
        found += as_far_as_it_goes(str(model._meta.verbose_name_plural), partial(of_rows, model))
        found += as_far_as_it_goes(
            f"what {model._meta.verbose_name_plural} name", partial(_references, model)
        )
    return found


def as_far_as_it_goes(what: str, check: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The findings of a check, which may meet something that no rule can read any more: that is a finding, too."""
    try:
        yield from check()
    except (
        ValueError,
        TypeError,
        LookupError,
        ObjectDoesNotExist,
        FieldDoesNotExist,
        ValidationError,
    ) as error:
        yield f"{what} could not be checked to the end: {error}"


def _guards() -> Iterator[str]:
    """The triggers that refuse a change are there, on every table of the record."""
    for table in guards.missing(connection):
        yield f"{table}: its guards are not what they should be; migrate puts them back"


def _feed() -> Iterator[str]:
    """The sequence is dense, stamps rise, the chain holds, payloads are what was vouched for."""
    expected, head, stamp = 0, GENESIS, None
    left = _left()
    for row in Change.objects.order_by("sequence").iterator(chunk_size=CHUNK):
        expected += 1
        if row.sequence != expected:
            yield f"change {row.sequence}: the one before it should be {row.sequence - 1}, but is {expected - 1}"
            expected = row.sequence
        if stamp is not None and row.recorded_at < stamp:
            yield f"change {row.sequence}: recorded at {row.recorded_at.isoformat()}, before the change before it"
        if not left.holds(row):
            yield f"change {row.sequence}: its payload is not what was recorded"
        if row.payload is not None and row.digest and row.row is None and not row.redacted:
            yield f"change {row.sequence}: the text of {row.type} {row.key} is gone"
        if chain(head, row) != row.hash:
            yield f"change {row.sequence}: its hash does not follow from the change before it"
        head, stamp = row.hash, row.recorded_at
    counter = Counter.objects.get()
    if counter.sequence != expected or counter.head != head:
        yield f"the counter stands at {counter.sequence}, the feed ends at {expected} with another hash or number"
    if stamp is not None and counter.stamp < stamp:
        yield f"the counter's stamp is {counter.stamp.isoformat()}, before the newest change"


@dataclass(slots=True)
class Remains:
    """What redactions left of older rows of the feed: the digest of each, by sequence."""

    digests: dict[int, str] = field(default_factory=dict)

    def holds(self, row: Change) -> bool:
        """Whether a row's payload is what was recorded, or what a redaction left of it."""
        if row.sequence in self.digests:
            return digest_of(row.payload, row.redacted) == self.digests[row.sequence]
        if row.payload is None:
            return True  # Deleted, or emptied by a redaction of before: `_blanked` looks at that.
        if row.redacted and row.action != Action.REDACTED:
            return False
        return sha256(row.payload) == row.payload_digest


def _left() -> Remains:
    """What the texts of redacted rows say that was left."""
    found = Remains()
    told = Change.objects.filter(action=Action.REDACTED, row__isnull=False).order_by("sequence")
    for text, digest in told.values_list("row", "digest"):
        if sha256(text or "") == digest:
            found.digests |= left_by(text or "")
    return found


def _blanked() -> Iterator[str]:
    """Payloads that are gone or blanked although the feed tells of no later redaction of their object."""
    redactions = Change.objects.filter(action=Action.REDACTED).order_by()
    last = {
        (type, key): sequence
        for type, key, sequence in redactions.values_list("type", "key").annotate(last=Max("sequence"))
    }
    blanked = ~Q(redacted="") & ~Q(action=Action.REDACTED)
    gone = Change.objects.filter(Q(payload__isnull=True) | blanked).values_list("sequence", "type", "key")
    for sequence, type, key in gone.iterator(chunk_size=CHUNK):
        if last.get((type, key), 0) <= sequence:
            yield f"change {sequence}: its payload is gone, but {type} {key} was not redacted after it"


def of_rows(model: type[Recorded]) -> Iterator[str]:
    """Published rows are what the feed says that they were when they were recorded, or redacted."""
    vouched = _vouched(model)
    for rows in _chunks(_published(model)):
        told = {row: one for row in rows if (one := vouched.born_of(row))}
        for row in rows:
            name = f"{model.feed_type} {row.key}"
            if row not in told:
                yield f"{name}: published, but the feed knows nothing of it"
                continue
            redaction = vouched.redacted.get(row.key)
            if row.key != told[row].key:
                yield f"{name}: its key was recorded as {told[row].key}"
            if row.recorded_at != told[row].recorded_at:
                yield f"{name}: its recorded_at is {row.recorded_at}, the feed says {told[row].recorded_at}"
            if getattr(row, "redacted_at", None) != (redaction.recorded_at if redaction else None):
                yield f"{name}: its redacted_at is {row.redacted_at}, the feed says otherwise"
        yield from _contents(model, {row: vouched.redacted.get(row.key) or one for row, one in told.items()})
    for key in vouched.left():
        yield f"{model.feed_type} {key}: the feed tells of it, but the row is gone"


def _contents(model: type[Recorded], vouched: dict[Any, Vouched]) -> Iterator[str]:
    """Rows hold what their texts say, and nothing in what came later than their texts."""
    by_version: dict[int, list[tuple[Any, Values]]] = defaultdict(list)
    for row, told in vouched.items():
        if told.text is None:
            yield from _without_a_text(model, row, told)
        elif sha256(told.text) != told.digest:
            yield f"{model.feed_type} {row.key}: the text of the row is not what was recorded"
        else:
            version, values = read(model, told.text)
            by_version[version].append((row, values))
    for version, pairs in by_version.items():
        # Each text is taken at its word about what it holds: a declaration may not take a column out of it afterwards.
        names = list(dict.fromkeys(name for _, values in pairs for name in values))
        later = later_than(model, names)
        readable = [name for name in names if not is_gone(model, name)]
        rows = [row for row, _ in pairs]
        held = values_of(rows, [*readable, *later], version)
        for row, values in pairs:
            for name in (*(one for one in readable if one in values), *later):
                certain, recorded = (True, values[name]) if name in values else came_with(model, name)
                stands = held[row.pk][name]
                if certain and not _alike(model, name, recorded, stands):
                    yield _difference(model, row, name, recorded, stands)
        by_pk = {row.pk: row for row in rows}
        for pk, name, began, stands in later_in_parts(rows, version):
            yield _difference(model, by_pk[pk], name, began, stands)


def _alike(model: type[Recorded], name: str, recorded: Any, stands: Any) -> bool:
    """Whether what was recorded stands; a default that a column came with may be written in another way."""
    if recorded == stands or isinstance(recorded, list) or isinstance(stands, list):
        return bool(recorded == stands)
    try:
        return alike(model._meta.get_field(model.moved.get(name, name)), recorded, stands)
    except (FieldDoesNotExist, ValidationError, NotImplementedError, AttributeError):
        return False


def _difference(model: type[Recorded], row: Any, name: str, recorded: Any, stands: Any) -> str:
    return (
        f"{model.feed_type} {row.key}: its {name} was recorded as {_shown(recorded)}, and is {_shown(stands)}"
    )


def _shown(value: Any) -> str:
    return "nothing" if value is None else canonical(value)


def _without_a_text(model: type[Recorded], row: Any, told: Vouched) -> Iterator[str]:
    """A row of before texts were kept, whose text could not be found: which column it is cannot be told."""
    if told.digest not in {sha256(texts([row], version=version)[row.pk]) for version in NOT_KEPT}:
        yield f"{model.feed_type} {row.key}: the row is not what was recorded"


def _vouched(model: type[Recorded]) -> Vouchers:
    """What the feed vouches for."""
    found = Vouchers()
    rows = Change.objects.filter(type=model.feed_type).exclude(digest="").order_by("sequence")
    for action, key, digest, moment, text in rows.values_list(
        "action", "key", "digest", "recorded_at", "row"
    ).iterator():
        one = Vouched(key, digest, moment, text)
        if action == Action.REDACTED:
            found.redacted[one.key] = one
        elif one.text:
            found.by_pk[primary_key_in(one.text)] = one
        else:
            found.by_key[one.key].append(one)
    return found


def _references(model: type[Recorded]) -> Iterator[str]:
    """Published rows that refer to a draft."""
    for rows in _chunks(_published(model)):
        for name in named_by(rows):
            yield f"{model.feed_type} {name.row.key}: its {name.field} is not published"


def _published(model: type[Recorded]) -> QuerySet[Any]:
    """The published rows, with the rows of whose keys theirs is made where it is no column."""
    rows: QuerySet[Any] = model.objects.published().order_by("pk")
    if any(field.name == "key" for field in model._meta.concrete_fields):
        return rows
    return rows.select_related(*(link.name for link in links_of(model)))


def _chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    chunk = []
    for row in rows.iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
