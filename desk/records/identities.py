"""A row is given once, or twice the same: within a file, across records, and against what is published.

A row of which one cell cannot be read is held against the others by those that can: whatever else is wrong in a file,
a key that is used again for something else is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import rows, tables
from .problems import Place, Problem
from .record import Identity, Known, Placed, Record, Unread, as_text, identity_of

#: A published row never changes; what is done instead depends on what it is.
INSTEAD: dict[str, str] = {
    **dict.fromkeys((*tables.CLAIM_TABLES, "statements"), "log a correction instead"),
    **dict.fromkeys(
        ("memberships", "tenures"),
        "set the last day of the published one in the desk, or add another one with its own first day",
    ),
}
FIXED = "a published row never changes"


@dataclass(frozen=True, slots=True)
class _Given:
    """A row as a file gives it: what names it, what its cells say that could be read, all that it is held to say."""

    identity: Identity
    says: Mapping[str, Any]
    means: Mapping[str, Any]
    row: Placed[rows.Row] | Unread

    @property
    def place(self) -> Place:
        return self.row.place


def problems(records: Sequence[Record], known: Known) -> Iterator[Problem]:
    """Identities given twice in a file, rows that differ from the same row elsewhere, keys of drafts."""
    for table in tables.TABLES:
        published: dict[Identity, list[Mapping[str, Any]]] = {}
        for row in known.published.get(table.name, ()):
            published.setdefault(identity_of(row), []).append(_values(table, row))
        drafts = known.drafts.get(table.name, frozenset())
        redacted = known.redacted.get(table.name, frozenset())
        earlier: dict[Identity, _Given] = {}
        for record in records:
            here: dict[Identity, _Given] = {}
            for given in _given(table, record):
                identity = given.identity
                is_first = here.setdefault(identity, given) is given
                if not is_first:
                    yield from _twice(table, given, here[identity])
                if identity in redacted:
                    continue
                if identity in published:
                    yield from _unlike_published(table, given, published[identity])
                elif identity in earlier:
                    yield from _unlike_earlier(table, given, earlier[identity])
                elif identity in drafts and is_first:
                    yield given.row.problem(table.identity[0], "what no unpublished draft has taken already")
            earlier = here | earlier


def _given(table: tables.Table, record: Record) -> list[_Given]:
    """The rows of a table that say what names them, in the order of the file."""
    found: list[_Given] = []
    for placed in record.read[table.name]:
        values = _values(table, placed.row)
        said = {name: value for name, value in values.items() if name not in placed.absent}
        found.append(_Given(identity_of(placed.row), said, values, placed))
    for unread in record.unread[table.name]:
        if all(name in unread.values for name in table.identity):
            identity = tuple(as_text(unread.values[name]) for name in table.identity)
            found.append(_Given(identity, unread.values, unread.values, unread))
    return sorted(found, key=lambda given: (given.place.table, given.place.line))


def _values(table: tables.Table, row: rows.Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in table.names}


def _twice(table: tables.Table, given: _Given, other: _Given) -> Iterator[Problem]:
    """A row that stands in its own file once already.

    The file of other names may repeat what stands in a cell; and where two rows of a key have the same names in their
    cells, it is their key that is told.
    """
    in_a_cell = isinstance(given.row, Placed) and given.row.column
    if in_a_cell or given.place.file != other.place.file:
        return
    expected = f"each {' + '.join(table.identity)} once in a file; line {other.place.line} has it already"
    yield given.row.problem(table.identity[0], expected)


def _unlike_published(
    table: tables.Table, given: _Given, published: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    """A dated row may have been followed by another one of the same identity: either may be repeated."""
    if any(not list(_unlike(table, given.says, one)) for one in published):
        return
    for column in _unlike(table, given.says, published[-1]):
        value = as_text(published[-1][column])
        instead = INSTEAD.get(table.name, "give what differs a key of its own")
        yield given.row.problem(column, f"'{value}', as it is published: {FIXED}; {instead}")


def _unlike_earlier(table: tables.Table, given: _Given, earlier: _Given) -> Iterator[Problem]:
    for column in _unlike(table, given.says, earlier.means):
        value = as_text(earlier.means[column])
        where = f"{earlier.place.file}, line {earlier.place.line}"
        yield given.row.problem(
            column, f"'{value}', as in {where}: a row that is given twice is the same in all cells"
        )


def _unlike(table: tables.Table, says: Mapping[str, Any], means: Mapping[str, Any]) -> Iterator[str]:
    """The columns in which two rows of one table differ; the order of keys in a list does not count.

    Nothing was said in a column that a file does not have, or that could not be read.
    """
    for column in table.columns:
        if column.name not in says or column.name not in means:
            continue
        mine, theirs = says[column.name], means[column.name]
        if mine != theirs and not (column.cell.is_set and sorted(mine) == sorted(theirs)):
            yield column.name
