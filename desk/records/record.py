"""A record that has been read: its rows, each with the place where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar, cast

from ledger.edtf import Span

from . import rows, tables
from .problems import Place, Problem

R = TypeVar("R", bound=rows.Row, covariant=True)
One = TypeVar("One", bound=rows.Row)
Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A row, the place where it stands, and the texts of its cells as they stand there, of all columns in order.

    `absent` are the columns that its file does not have: it says nothing there. A row that was read out of a cell of
    another one stands in a `column` of that, as the `text` in it.
    """

    row: R
    place: Place
    cells: tuple[str, ...]
    absent: frozenset[str] = frozenset()
    column: str = ""
    text: str = ""

    def problem(self, column: str, expected: str) -> Problem:
        """A problem with one cell of this row ("" for the row as a whole)."""
        if self.column:
            return Problem(self.place, self.column, self.text, expected)
        names = tables.OF_ROW[type(self.row)].names
        value = self.cells[names.index(column)] if column else ",".join(self.cells)
        return Problem(self.place, column, value, expected)


@dataclass(frozen=True, slots=True)
class Unread:
    """A row with a cell that could not be read: what its cells say, and what those say that could be read.

    The checks leave it alone, but for what is certain: whom it names, and what it says of a row that is given already.
    """

    place: Place
    cells: dict[str, str]
    values: dict[str, Any]

    def problem(self, column: str, expected: str) -> Problem:
        """A problem with one cell of this row."""
        return Problem(self.place, column, self.cells[column], expected)


@dataclass(slots=True)
class Record:
    """The rows of one folder by table, in file order. `damaged` are the tables whose rows are not known."""

    name: str
    read: dict[str, list[Placed[Any]]] = field(default_factory=lambda: {name: [] for name in tables.OF_NAME})
    unread: dict[str, list[Unread]] = field(default_factory=lambda: {name: [] for name in tables.OF_NAME})
    damaged: set[str] = field(default_factory=set)

    def of(self, row: type[One]) -> list[Placed[One]]:
        """The rows of one table that could be read, in file order."""
        return cast(list[Placed[One]], self.read[tables.OF_ROW[row].name])

    def claims(self, table: str) -> list[Placed[rows.Claim]]:
        """The rows of one of the four tables of claims, in file order."""
        return cast(list[Placed[rows.Claim]], self.read[table])

    def keys(self, table: str) -> Iterable[str]:
        """Every key that the table gives out, also those of rows that could not be read."""
        yield from (placed.row.key for placed in self.read[table])
        yield from (unread.cells["key"] for unread in self.unread[table])


@dataclass(slots=True)
class Known:
    """What is in the ledger already: the rows of each table in its order, the lane and the place of each claim.

    `drafts` are the identities in each table that are taken by what is not published, `redacted` those of which the
    content was removed for a legal or safety reason.
    """

    published: dict[str, Sequence[Any]] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)
    sequences: dict[str, dict[str, int]] = field(default_factory=dict)
    drafts: dict[str, frozenset[Identity]] = field(default_factory=dict)
    redacted: dict[str, frozenset[Identity]] = field(default_factory=dict)

    def of(self, row: type[One]) -> Sequence[One]:
        """The published rows of one table."""
        return cast(Sequence[One], self.published.get(tables.OF_ROW[row].name, ()))

    def claims(self, table: str) -> Sequence[rows.Claim]:
        """The published rows of one of the four tables of claims."""
        return cast(Sequence[rows.Claim], self.published.get(table, ()))


def identity_of(row: rows.Row) -> Identity:
    """What names a row for ever: its key, or where there is none the columns that take its place."""
    return tuple(as_text(getattr(row, column)) for column in tables.OF_ROW[type(row)].identity)


def as_text(value: object) -> str:
    """A value as its cell would have it, for a person to read."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case date():
            return value.isoformat()
        case Span():
            return value.text
        case tuple() if value and isinstance(value[0], tuple):
            return " | ".join(" & ".join(group) for group in value)
        case tuple():
            return ";".join(value)
        case _:
            return str(value)
