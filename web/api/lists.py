"""The two endpoints of every noun: its list, in pages or as a whole, and one object."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponseBase

from web.exceptions import Finding, NotFound, NotKnownThen, ParametersRefused
from web.filters.parameters import Names, Number, OneOf, Parameter, Schema, Text, is_key
from web.formats import streamed

from . import answers, shapes
from .cursors import Cursor, CursorText, cursor_text, mark_of
from .endpoint import FORMAT, Endpoint, as_json
from .includes import put_in
from .nouns import RESOURCES, Resource
from .question import Question
from .selection import Object, Selection, Wanted, select

PAGE_SIZE: Final = Number("page_size", "How many rows a page has.", 1, 500, 50)
CURSOR: Final = CursorText("cursor", "Where a page begins: taken from next or previous, never made.")
LIST_FORMAT: Final = OneOf(
    "format", "csv and jsonl give the whole filtered list, streamed.", ("json", "csv", "jsonl")
)
SEARCH: Final = Text(
    "search", "All of these words occur in keys, names, titles or summaries; case and marks are ignored."
)


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page lies: so many rows behind an offset."""

    offset: int
    size: int


def page_of(question: Question, *, size: int = PAGE_SIZE.default) -> Page:
    """The page that is asked for. Raises ParametersRefused for a cursor of another question."""
    cursor: Cursor | None = question.values.get("cursor")
    if cursor is not None and cursor.mark != mark_of(question.path, question.pairs):
        wrong = Finding(
            "cursor", "cursor_of_another_question", "cursor: belongs to another question than this one"
        )
        raise ParametersRefused([wrong])
    return Page(cursor.offset if cursor else 0, question.values.get("page_size", size))


def enveloped(question: Question, page: Page, count: int, results: Sequence[Object]) -> Object:
    """A page in its envelope. Raises ParametersRefused for a cursor that lies behind the last row."""
    if page.offset and page.offset >= count:
        raise ParametersRefused([Finding("cursor", "unknown_cursor", "cursor: lies behind the last row")])
    end = page.offset + page.size
    return {
        **question.clocks,
        "count": count,
        "complete": len(results) == count,
        "next": _link(question, end) if end < count else None,
        "previous": _link(question, max(0, page.offset - page.size)) if page.offset else None,
        "results": list(results),
    }


def _link(question: Question, offset: int) -> str:
    """The address of the page that begins at an offset of the same answer."""
    mark = mark_of(question.path, question.pairs)
    return question.here(cursor=cursor_text(Cursor(question.asked.basis, offset, mark)))


class NounEndpoint(Endpoint):
    """What the list and the detail of a noun share."""

    # as_view(resource=...) names the noun.
    resource: Resource = RESOURCES[0]

    def fields(self) -> Sequence[Parameter]:
        """The parameters that choose what is shown of a row."""
        known = Names("fields", "Only these fields.", tuple(self.resource.shape))
        if not self.resource.includes:
            return (known,)
        put = Names("include", "Objects to put in, under these names.", tuple(self.resource.includes))
        return (known, put)

    def row_schemas(self) -> list[Schema]:
        """A row as the documentation tells it: whole, or with the fields that were named."""
        return [{"$ref": f"#/components/schemas/{self.resource.word}{part}"} for part in ("", "_part")]

    def shown(self, question: Question, rows: list[Object]) -> list[Object]:
        """Rows with what they are to include, and without the fields that are not wanted."""
        included = question.values.get("include", ())
        put_in(rows, included, self.resource.includes, question.at)
        names = self.names(question)
        return [{name: row[name] for name in names} for row in rows]

    def names(self, question: Question) -> list[str]:
        """The names of what is shown of a row, in order."""
        fields = question.values.get("fields", tuple(self.resource.shape))
        return list(dict.fromkeys([*fields, *question.values.get("include", ())]))


class NounList(NounEndpoint):
    """All objects of a noun that fit."""

    def about(self) -> str:
        return f"The {self.resource.path} that fit."

    def parameters(self) -> Sequence[Parameter]:
        order = Names(
            "ordering", "Fields to sort by; - for descending.", self.resource.sortable, descends=True
        )
        return (*self.resource.filters, SEARCH, order, *self.fields(), PAGE_SIZE, CURSOR, LIST_FORMAT)

    def schema_of_answer(self) -> Schema:
        rows = shapes.many({"anyOf": self.row_schemas()})
        return shapes.record({**answers.CLOCKS, **answers.PAGED, "results": rows})

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """One page, or everything as CSV or JSON Lines."""
        rows = self.selection(question)
        if question.format != "json":
            return self.whole(question, rows)
        page = page_of(question)
        results = self.shown(question, rows.part(page.offset, page.size))
        return as_json(enveloped(question, page, rows.count(), results))

    def selection(self, question: Question) -> Selection:
        """The rows that fit, in order."""
        wanted = Wanted(question.values.get("ordering", ()), question.values.get("search", ""))
        resource = self.resource
        return select(
            resource.narrowed(question.values, question.at),
            wanted,
            question.at,
            build=resource.build,
            columns=resource.columns(question.at),
            searched=resource.searched,
        )

    def whole(self, question: Question, rows: Selection) -> HttpResponseBase:
        """Everything, a chunk at a time."""
        shown = (row for chunk in rows.chunks() for row in self.shown(question, chunk))
        return streamed(shown, self.names(question), question.format, self.resource.path)


class NounDetail(NounEndpoint):
    """One object by its key."""

    refusals = {"400": "Refused", "404": "NotFound"}

    def about(self) -> str:
        return f"One {self.resource.word}, by its key."

    def parameters(self) -> Sequence[Parameter]:
        return (*self.fields(), FORMAT)

    def schema_of_answer(self) -> Schema:
        return {
            "anyOf": self.row_schemas(),
            "type": "object",
            "properties": dict(answers.CLOCKS),
            "required": list(answers.CLOCKS),
        }

    def answer(self, question: Question, **path: str) -> HttpResponseBase:
        """The object, whatever the day; a draft is as unknown as what was never written."""
        key, word = path["key"], self.resource.word
        row: Any = self.resource.model.objects.published().filter(key=key).first() if is_key(key) else None
        if row is None:
            raise NotFound(word, key)
        if row.recorded_at > question.at.known_at:
            raise NotKnownThen(word, key, question.asked.known_on)
        [shown] = self.shown(question, self.resource.build([row], question.at))
        return as_json({**question.clocks, **shown})
