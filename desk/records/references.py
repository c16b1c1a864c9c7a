"""A key that a row names is given by its own record, by one loaded before it, or by the ledger."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from . import tables
from .cells import Unreadable, Value
from .problems import Place, Problem
from .tables import Column
from .world import World


def problems(world: World) -> Iterator[Problem]:
    """Keys that nobody gives, and keys that only a later record gives; also of rows with another bad cell.

    A key that many rows miss is one thing to mend: it is told at the first of them, with the number of the others.
    """
    found = list(_all(world))
    missing = Counter((problem.value, problem.expected) for problem in found)
    for problem in found:
        same = problem.value, problem.expected
        further = missing.pop(same, 0) - 1
        if further < 0:
            continue
        if further:
            references = "reference" if further == 1 else "references"
            said = f"{problem.expected}; {further} further {references} to the missing row"
            yield replace(problem, expected=said)
        else:
            yield problem


def _all(world: World) -> Iterator[Problem]:
    for number, record in enumerate(world.records):
        for table in tables.TABLES:
            columns = [column for column in table.columns if column.refers_to]
            if not columns:
                continue
            for placed in record.read[table.name]:
                for column in columns:
                    value = getattr(placed.row, column.name)
                    yield from _unknown(world, number, placed.place, column, value)
            for unread in record.unread[table.name]:
                for column in columns:
                    try:
                        value = column.cell.read(unread.cells[column.name])
                    except Unreadable:
                        continue
                    yield from _unknown(world, number, unread.place, column, value)


def _unknown(world: World, number: int, place: Place, column: Column, value: Value) -> Iterator[Problem]:
    """Problems with the keys of one cell."""
    table = column.refers_to
    for key in dict.fromkeys(_keys(value)):
        giver = world.giver(table, key)
        if giver is None and not world.is_damaged(table, number):
            yield Problem(place, column.name, key, f"a key of {table} in this record or one loaded before it")
        elif giver is not None and giver > number:
            expected = f"a key of {table} in this record or one loaded before it"
            later = world.records[giver].name
            yield Problem(place, column.name, key, f"{expected}; {later} is loaded later: name it first")


def _keys(value: Value) -> Iterator[str]:
    """The keys in a cell: one, a list, or alternatives of groups."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _keys(part)
