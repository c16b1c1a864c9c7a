"""The change feed: every row once, in the order of commits, its payload as it was stored."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse

from actors.models import Actor
from guarantees.models import Package
from ledger.choices import Action
from ledger.models import Change
from web.asof import printed
from web.exceptions import CursorBeyondEnd
from web.filters.checking import CLOCKS
from web.filters.parameters import KeyOf, Number, OneOf, Parameter, Schema
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
LIMIT: Final = Number("limit", "How many rows at most.", 1, 1000, 100)
_LINES: Final = ("format", "jsonl")
# What a list must be asked for, so that it leaves no claim out.
_EVERYTHING: Final = {"positions": [("history", "1")], "conditions": [("include", "updates")]}
COLUMNS: Final = ("sequence", "recorded_at", "action", "type", "key", "package", "actor", "payload")
AS_OF: Final = (
    "Repeated as everywhere, but it moves no row: objects are shown as they were written when recorded."
)
CHANGE: Final[shapes.Shape] = {
    "sequence": shapes.FIGURE,
    "recorded_at": shapes.MOMENT,
    "action": shapes.word(Action),
    "type": {"type": "string", "enum": list(TYPES)},
    "key": {"type": "string", "maxLength": 500},
    "package": shapes.maybe(shapes.KEY),
    "actor": shapes.maybe(shapes.KEY),
    "object": {"type": ["object", "null"], "description": "As its detail showed it at recorded_at"},
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
            LIMIT,
            OneOf("type", "Rows about this sort of object.", TYPES),
            KeyOf("actor", "Rows about what belongs to this actor.", Actor),
            KeyOf("package", "Rows about what belongs to this package.", Package),
            LIST_FORMAT,
        )

    def schema_of_answer(self) -> Schema:
        shape = {"results": shapes.many(shapes.record(CHANGE)), "newest_sequence": shapes.FIGURE}
        return shapes.record({**answers.CLOCKS, **shape, "next": shapes.maybe(answers.ADDRESS)})

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """Some rows after a sequence; as CSV or JSON Lines all that follow. Raises CursorBeyondEnd."""
        after, limit = (
            question.values.get("after", AFTER.default),
            question.values.get("limit", LIMIT.default),
        )
        if after > question.asked.newest:
            raise _beyond_end(question, after)
        if question.format != "json":
            stored = _chosen(question, after).values_list(*COLUMNS).iterator()
            return streamed(
                (json.loads(_row(*row)) for row in stored), list(CHANGE), question.format, "changes"
            )
        rows = list(_chosen(question, after).values_list(*COLUMNS)[: limit + 1])
        more = len(rows) > limit
        address = question.here(after=str(rows[limit - 1][0])) if more else None
        return _document(question, rows[:limit], address)


def _chosen(question: Question, after: int) -> QuerySet[Change]:
    """The rows that fit, in order: what was recorded by the moment of the question."""
    values = question.values
    rows = Change.objects.after(after).filter(sequence__lte=question.asked.basis)
    named = {name: values[name].key for name in ("actor", "package") if name in values}
    return rows.filter(**named, **({"type": values["type"]} if "type" in values else {}))


def _document(question: Question, rows: Sequence[tuple[Any, ...]], following: str | None) -> HttpResponse:
    """The answer. Payloads are stored as JSON text and are not read: they are put in as they are."""
    head = json.dumps(question.clocks, separators=(",", ":"))[:-1]
    tail = json.dumps({"newest_sequence": question.asked.basis, "next": following}, separators=(",", ":"))[1:]
    body = f'{head},"results":[{",".join(_row(*row) for row in rows)}],{tail}'
    return HttpResponse(body, content_type="application/json")


def _row(
    sequence: int,
    recorded_at: Any,
    action: str,
    type: str,
    key: str,
    package: str,
    actor: str,
    payload: str | None,
) -> str:
    """One row as JSON text."""
    plain = {
        "sequence": sequence,
        "recorded_at": printed(recorded_at),
        "action": action,
        "type": type,
        "key": key,
        "package": package or None,
        "actor": actor or None,
    }
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return f'{text[:-1]},"object":{payload or "null"}}}'


def _beyond_end(question: Question, after: int) -> CursorBeyondEnd:
    """The refusal, with all that a copy is built from again: every list as a whole, at the newest sequence."""
    newest = question.asked.newest
    moment = Change.objects.filter(sequence=newest).values_list("recorded_at", flat=True).first()
    known = printed(moment) if moment else question.asked.known_on
    clocks = [("as_of", question.asked.as_of.isoformat()), ("known_on", known)]
    root = reverse("api-root")
    lists = {
        noun.path: question.address(f"{root}{noun.path}/", [*_EVERYTHING.get(noun.path, ()), *clocks, _LINES])
        for noun in RESOURCES
    }
    return CursorBeyondEnd(after, newest, question.address(root, clocks), lists)
