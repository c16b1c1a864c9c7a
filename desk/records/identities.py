"""A row is given once, or twice the same: within a file, across records, and against what is published."""

from collections.abc import Collection, Iterator, Sequence

from . import rows, tables
from .problems import Problem
from .record import Identity, Known, Placed, Record, as_text, identity_of

#: A published row never changes; what is done instead depends on what it is.
INSTEAD: dict[str, str] = {
    **dict.fromkeys((*tables.CLAIM_TABLES, "statements"), "log a correction instead"),
    **dict.fromkeys(
        ("memberships", "tenures"),
        "set the last day of the published one in the desk, or add another one with its own first day",
    ),
}
FIXED = "a published row never changes"


def problems(records: Sequence[Record], known: Known) -> Iterator[Problem]:
    """Identities given twice in a file, rows that differ from the same row elsewhere, keys of drafts."""
    for table in tables.TABLES:
        published: dict[Identity, list[rows.Row]] = {}
        for row in known.published.get(table.name, ()):
            published.setdefault(identity_of(row), []).append(row)
        drafts = known.drafts.get(table.name, frozenset())
        redacted = known.redacted.get(table.name, frozenset())
        earlier: dict[Identity, Placed[rows.Row]] = {}
        for record in records:
            here: dict[Identity, Placed[rows.Row]] = {}
            for placed in record.read[table.name]:
                identity = identity_of(placed.row)
                if identity in here:
                    yield from _twice(table, placed, here[identity])
                    continue
                here[identity] = placed
                if identity in redacted:
                    continue
                if identity in published:
                    yield from _unlike_published(placed, published[identity])
                elif identity in earlier:
                    yield from _unlike_earlier(placed, earlier[identity])
                elif identity in drafts:
                    yield placed.problem(table.identity[0], "what no unpublished draft has taken already")
            earlier = here | earlier


def _twice(table: tables.Table, placed: Placed[rows.Row], other: Placed[rows.Row]) -> Iterator[Problem]:
    """A row that stands in its own file once already.

    The file of other names may repeat what stands in a cell; and where two rows of a key have the same names in their
    cells, it is their key that is told.
    """
    if placed.column or placed.place.file != other.place.file:
        return
    expected = f"each {' + '.join(table.identity)} once in a file; line {other.place.line} has it already"
    yield placed.problem(table.identity[0], expected)


def _unlike_published(placed: Placed[rows.Row], published: Sequence[rows.Row]) -> Iterator[Problem]:
    """A dated row may have been followed by another one of the same identity: either may be repeated."""
    if any(not list(_unlike(placed.row, one, placed.absent)) for one in published):
        return
    for column in _unlike(placed.row, published[-1], placed.absent):
        value = as_text(getattr(published[-1], column))
        instead = INSTEAD.get(tables.OF_ROW[type(placed.row)].name, "give what differs a key of its own")
        yield placed.problem(column, f"'{value}', as it is published: {FIXED}; {instead}")


def _unlike_earlier(placed: Placed[rows.Row], earlier: Placed[rows.Row]) -> Iterator[Problem]:
    for column in _unlike(placed.row, earlier.row, placed.absent):
        value = as_text(getattr(earlier.row, column))
        where = f"{earlier.place.file}, line {earlier.place.line}"
        yield placed.problem(
            column, f"'{value}', as in {where}: a row that is given twice is the same in all cells"
        )


def _unlike(row: rows.Row, other: rows.Row, absent: Collection[str]) -> Iterator[str]:
    """The columns in which two rows of one table differ; the order of keys in a list does not count.

    Nothing was said in a column that a file does not have: these are `absent`.
    """
    for column in tables.OF_ROW[type(row)].columns:
        if column.name in absent:
            continue
        mine, theirs = getattr(row, column.name), getattr(other, column.name)
        if mine != theirs and not (column.cell.is_set and sorted(mine) == sorted(theirs)):
            yield column.name
