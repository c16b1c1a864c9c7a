"""The change feed: every row once, in the order of commits, its payload as it was stored."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db.models import Max, Min, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse

from actors.models import Actor
from guarantees.models import Package
from ledger.choices import Action
from ledger.models import Belonging, Change
from web.asof import printed
from web.exceptions import AnotherEpoch, CursorBeyondEnd, FeedGone
from web.filters.checking import CLOCKS
from web.filters.parameters import Epoch, KeyOf, Number, OneOf, Parameter, Schema
from web.formats import streamed

from . import answers, shapes
from .endpoint import Endpoint
from .lists import LIST_FORMAT
from .nouns import RESOURCES
from .question import Question

TYPES: Final = (
    "update",
    "condition_update",
    "position",
    "requirement",
    "commitment",
    "statement",
    "event",
    "condition",
    "guarantee",
    "package",
    "actor",
    "actor_alias",
    "leader",
    "leader_alias",
    "tenure",
    "membership",
    "participation",
    "source",
    "publisher",
    "publisher_alias",
)
AFTER: Final = Number("after", "The sequence up to which the asker has read.", 0, None, 0)
EPOCH: Final = Epoch(
    "epoch", "The history that the asker has read, as an answer named it; another one is gone."
)
LIMIT: Final = Number("limit", "How many rows at most.", 1, 1000, 100)
_LINES: Final = ("format", "jsonl")
# What a list must be asked for, so that it leaves no claim out.
_EVERYTHING: Final = {"positions": [("history", "1")], "conditions": [("include", "updates")]}
COLUMNS: Final = (
    "sequence",
    "recorded_at",
    "action",
    "type",
    "key",
    "package",
    "actor",
    "redacted",
    "payload",
)
# How many rows are told with one look at what they belong to.
CHUNK: Final = 500
AS_OF: Final = (
    "Repeated as everywhere, but it moves no row: objects are shown as they were written when recorded."
)
CHANGE: Final[shapes.Shape] = {
    "sequence": shapes.FIGURE,
    "changeset": {**shapes.FIGURE, "description": "The first sequence of all that was published at once"},
    "last_in_changeset": {
        "type": "boolean",
        "description": "The last row of its changeset. It may not fit a filter: a filtered changeset ends where"
        " the next row has another, and where `next` is null",
    },
    "recorded_at": shapes.MOMENT,
    "action": shapes.word(Action),
    "type": {"type": "string", "enum": list(TYPES)},
    "key": {"type": "string", "maxLength": 500},
    "package": shapes.maybe(shapes.KEY),
    "actor": shapes.maybe(shapes.KEY),
    "packages": {**shapes.many(shapes.KEY), "description": "All packages to which the object belonged then"},
    "actors": {**shapes.many(shapes.KEY), "description": "All actors to which the object belonged then"},
    "redacted": {
        **shapes.many(shapes.TEXT),
        "description": "Fields of the object that a redaction blanked: words, reported.words. They are null. * where"
        " one of before fields were blanked took all of it",
    },
    "object": {
        "type": ["object", "null"],
        "description": "As its detail showed it at recorded_at; null where it was deleted, or is `redacted` whole",
    },
}


class Changes(Endpoint):
    """Everything that was recorded, in one order without gaps: ask again after the last sequence that you have."""

    refusals = {"400": "Refused", "410": "Gone"}

    def clocks(self) -> Sequence[Parameter]:
        day, known = CLOCKS
        return replace(day, about=AS_OF), known

    def parameters(self) -> Sequence[Parameter]:
        return (
            AFTER,
            EPOCH,
            LIMIT,
            OneOf("type", "Rows about this sort of object.", TYPES),
            KeyOf("actor", "Rows about what belongs to this actor: what the lists give for it.", Actor),
            KeyOf("package", "Rows about what belongs to this package: what the lists give for it.", Package),
            LIST_FORMAT,
        )

    def schema_of_answer(self) -> Schema:
        shape = {
            "results": shapes.many(shapes.record(CHANGE)),
            "newest_sequence": shapes.FIGURE,
            "epoch": shapes.TEXT,
        }
        return shapes.record({**answers.CLOCKS, **shape, "next": shapes.maybe(answers.ADDRESS)})

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """Some rows after a sequence; as CSV or JSON Lines all that follow. Raises FeedGone."""
        after, limit = (
            question.values.get("after", AFTER.default),
            question.values.get("limit", LIMIT.default),
        )
        _refuse_if_gone(question, after)
        if question.format != "json":
            told = _in_chunks(_stored(_chosen(question, after)))
            return streamed((json.loads(row) for row in told), list(CHANGE), question.format, "changes")
        rows = list(_stored(_chosen(question, after)[: limit + 1]))
        shown, following = rows[:limit], rows[limit:]
        address = (
            question.here(after=str(shown[-1].sequence), epoch=question.asked.epoch) if following else None
        )
        return _document(question, _told(shown), address)


class Stored(NamedTuple):
    """A row of the feed as it is kept: `COLUMNS`."""

    sequence: int
    recorded_at: datetime
    action: str
    type: str
    key: str
    package: str
    actor: str
    redacted: str
    payload: str | None


def _chosen(question: Question, after: int) -> QuerySet[Change]:
    """The rows that fit, in order: what was recorded by the moment of the question."""
    values = question.values
    rows = Change.objects.after(after).filter(sequence__lte=question.asked.basis)
    for noun in (Belonging.ACTOR, Belonging.PACKAGE):
        if noun in values:
            rows = rows.belonging_to(noun, values[noun].key)
    return rows.filter(type=values["type"]) if "type" in values else rows


def _stored(rows: QuerySet[Change]) -> Iterator[Stored]:
    return (Stored(*row) for row in rows.values_list(*COLUMNS).iterator())


def _document(question: Question, rows: Iterable[str], following: str | None) -> HttpResponse:
    """The answer. Payloads are stored as JSON text and are not read: they are put in as they are."""
    head = json.dumps(question.clocks, separators=(",", ":"))[:-1]
    end = {"newest_sequence": question.asked.basis, "epoch": question.asked.epoch, "next": following}
    tail = json.dumps(end, separators=(",", ":"))[1:]
    body = f'{head},"results":[{",".join(rows)}],{tail}'
    return HttpResponse(body, content_type="application/json")


def _in_chunks(rows: Iterator[Stored]) -> Iterator[str]:
    """Every row as JSON text, read and told some at a time."""
    chunk: list[Stored] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield from _told(chunk)
            chunk = []
    yield from _told(chunk)


def _told(rows: Sequence[Stored]) -> Iterator[str]:
    """Rows as JSON text. Two queries."""
    found = Belonging.objects.filter(change__in=[row.sequence for row in rows]).order_by("pk")
    belongs: dict[tuple[int, str], list[str]] = defaultdict(list)
    for sequence, noun, key in found.values_list("change_id", "noun", "key"):
        belongs[sequence, noun].append(key)
    moments = Change.objects.filter(recorded_at__in={row.recorded_at for row in rows}).order_by()
    ends = moments.values("recorded_at").annotate(first=Min("sequence"), last=Max("sequence"))
    changesets = {one["recorded_at"]: one for one in ends}
    for row in rows:
        more = {
            "changeset": changesets[row.recorded_at]["first"],
            "last_in_changeset": changesets[row.recorded_at]["last"] == row.sequence,
            "packages": belongs[row.sequence, Belonging.PACKAGE],
            "actors": belongs[row.sequence, Belonging.ACTOR],
            "redacted": _redacted(row),
        }
        yield _row(row, more)


def _redacted(row: Stored) -> list[str]:
    """The fields that a redaction blanked. One of before it took fields has taken the whole object."""
    if row.payload is None and row.action != Action.DELETED:
        return ["*"]
    names: list[str] = json.loads(row.redacted or "[]")
    return names


def _row(row: Stored, more: Mapping[str, Any]) -> str:
    """One row as JSON text, with the fields of CHANGE in their order."""
    plain = {
        "sequence": row.sequence,
        "recorded_at": printed(row.recorded_at),
        "action": row.action,
        "type": row.type,
        "key": row.key,
        "package": row.package or None,
        "actor": row.actor or None,
        **more,
    }
    ordered = {name: plain[name] for name in CHANGE if name != "object"}
    text = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"object":{row.payload or "null"}}}'


def _refuse_if_gone(question: Question, after: int) -> None:
    """Raises FeedGone where the asker has read what this ledger does not hold."""
    asked = question.asked
    if question.values.get("epoch", asked.epoch) != asked.epoch:
        raise _gone(AnotherEpoch, question, "The feed is of another epoch than the one that was read.")
    if after > asked.newest:
        detail = f"The feed ends at {asked.newest} and was asked for what follows {after}: the ledger was restored."
        raise _gone(CursorBeyondEnd, question, detail)


def _gone(kind: type[FeedGone], question: Question, detail: str) -> FeedGone:
    """The refusal, with all that a copy is built from again: every list as a whole, at the newest sequence."""
    asked = question.asked
    moment = Change.objects.filter(sequence=asked.newest).values_list("recorded_at", flat=True).first()
    known = printed(moment) if moment else asked.known_on
    clocks = [("as_of", asked.as_of.isoformat()), ("known_on", known)]
    root = reverse("api-root")
    lists = {
        noun.path: question.address(f"{root}{noun.path}/", [*_EVERYTHING.get(noun.path, ()), *clocks, _LINES])
        for noun in RESOURCES
    }
    return kind(detail, asked.newest, asked.epoch, question.address(root, clocks), lists)
