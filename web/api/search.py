"""Search over all nouns and claims, best hits first."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponseBase

from commitments.models import SearchEntry
from commitments.searching import ORDER, search
from ledger.asof import AsOf
from web.filters.parameters import OneOf, Parameter, Schema, Text
from web.formats import streamed

from . import answers, shapes
from .endpoint import Endpoint, as_json
from .lists import CURSOR, LIST_FORMAT, PAGE_SIZE, enveloped, page_of
from .question import Question
from .selection import InDatabase, Object

HIT: Final[shapes.Shape] = {
    "type": {"type": "string", "enum": list(ORDER)},
    "key": {"type": "string", "maxLength": 250},
    "title": shapes.TEXT,
    "excerpt": shapes.maybe(shapes.TEXT),
    "day": shapes.maybe(shapes.DAY),
    "package": shapes.maybe(shapes.KEY),
}


class Search(Endpoint):
    """Ranked hits over all nouns and claims that were known."""

    def parameters(self) -> Sequence[Parameter]:
        words = Text(
            "q",
            "Words, or beginnings of four letters or more; case, accents and other names do not matter.",
            required=True,
        )
        sort = OneOf("type", "Hits of this sort.", ORDER)
        return (words, sort, PAGE_SIZE, CURSOR, LIST_FORMAT)

    def schema_of_answer(self) -> Schema:
        return shapes.record({**answers.CLOCKS, **answers.PAGED, "results": shapes.many(shapes.record(HIT))})

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """One page of hits, or all as CSV or JSON Lines."""
        types = (question.values["type"],) if "type" in question.values else ()
        rows = InDatabase(search(question.values["q"], question.at, types=types), _hits, question.at)
        if question.format != "json":
            hits = (hit for chunk in rows.chunks() for hit in chunk)
            return streamed(hits, list(HIT), question.format, "search")
        page = page_of(question)
        return as_json(enveloped(question, page, rows.count(), rows.part(page.offset, page.size)))


def _hits(entries: Iterable[SearchEntry], at: AsOf) -> list[Object]:
    return [
        {
            "type": entry.type,
            "key": entry.key,
            "title": entry.title,
            "excerpt": entry.excerpt or None,
            "day": entry.day.isoformat() if entry.day else None,
            "package": entry.package or None,
        }
        for entry in entries
    ]
