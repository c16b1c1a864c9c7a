"""Rows of a record as drafts in the database: inserted in bulk, references first, not part of the record yet."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from guarantees import requires
from guarantees.models.statement import day_of
from ledger import moments
from ledger.edtf import Span
from ledger.models import Recorded

from . import rows, tables
from .planning import Plan
from .published import MODELS, Ledger
from .record import Identity, identity_of
from .world import World

BATCH = 500

Drafts = dict[tuple[str, Identity], Recorded]


def insert(plan: Plan, world: World, ledger: Ledger, progress: Callable[[str, int], None]) -> Drafts:
    """Insert every new row as a draft; the drafts by table and identity, in the order of loading.

    The keys of `ledger` grow by what is inserted. `progress` is told each table with its number of rows.
    """
    drafts: Drafts = {}
    for table in tables.TABLES:
        new = [placed.row for placed in plan.additions[table.name]]
        if not new:
            continue
        progress(table.name, len(new))
        for generation in _generations(table, new, ledger.ids[table.name]):
            inserted = _insert(table, generation, plan, world, ledger)
            drafts.update(zip([(table.name, identity_of(row)) for row in generation], inserted, strict=True))
    named = [(name, identity_of(placed.row)) for name, new in plan.additions.items() for placed in new]
    return {one: drafts[one] for one in named}


def _generations(table: tables.Table, new: Sequence[Any], there: dict[str, int]) -> Iterable[list[Any]]:
    """Rows of one table in generations, each naming rows of its own table only from the generations before."""
    own = next(
        (one.name for one in table.columns if one.refers_to == table.name and not one.cell.is_set), None
    )
    if own is None:
        return [list(new)]
    depth: dict[str, int] = dict.fromkeys(there, -1)
    named = {row.key: getattr(row, own) for row in new}
    for key in named:
        way = [key]
        while way[-1] not in depth and named[way[-1]]:
            way.append(named[way[-1]])
        deepest = depth.get(way[-1], 0)
        depth.setdefault(way[-1], deepest)
        for step, one in enumerate(reversed(way)):
            depth.setdefault(one, deepest + step)
    generations: dict[int, list[Any]] = {}
    for row in new:
        generations.setdefault(depth[row.key], []).append(row)
    return [generations[number] for number in sorted(generations)]


def _insert(
    table: tables.Table, new: Sequence[Any], plan: Plan, world: World, ledger: Ledger
) -> Sequence[Recorded]:
    model: Any = MODELS[table.name]
    made = [model(**_columns(table, row, plan, world, ledger)) for row in new]
    inserted: list[Recorded] = model.objects.bulk_create(made, batch_size=BATCH)
    if table.identity == ("key",):
        ledger.ids[table.name].update((row.key, draft.pk) for row, draft in zip(new, made, strict=True))
    else:
        inserted = _with_what_names_them(table, inserted)
    for column in table.columns:
        if column.cell.is_set:
            _link(model, column, new, made, ledger)
    return inserted


def _with_what_names_them(table: tables.Table, inserted: Sequence[Recorded]) -> list[Recorded]:
    """Rows without a key of their own together with the rows whose keys name them, in one query and not in many."""
    references = [column.attribute for column in table.columns if column.refers_to]
    found = MODELS[table.name].objects.select_related(*references).in_bulk([row.pk for row in inserted])
    return [found[row.pk] for row in inserted]


def _columns(table: tables.Table, row: Any, plan: Plan, world: World, ledger: Ledger) -> dict[str, Any]:
    """The columns of the model for one row."""
    found: dict[str, Any] = {}
    for column in table.columns:
        value = getattr(row, column.name)
        if column.cell.is_set:
            continue
        if column.name == "requires":
            found["requires"] = requires.text_of(value)
        elif column.refers_to:
            found[f"{column.attribute}_id"] = ledger.ids[column.refers_to][value] if value else None
        elif column.cell.is_span:
            found |= _span_columns(column.name, value)
        else:
            found[column.name] = value
    if isinstance(row, rows.Claim):
        statement = world.row(rows.Statement, row.statement)
        said_high = statement.said_on.high if statement else row.effective.high
        found |= {"day": day_of(row.effective, said_high), "sequence": plan.places[table.name, row.key]}
        found["said_at"] = _moment(statement) if statement else None
    elif isinstance(row, rows.Statement):
        found["said_at_utc"] = _moment(row)
    return found


def _moment(statement: rows.Statement) -> datetime | None:
    return moments.parse(statement.said_at, within=statement.said_on) if statement.said_at else None


#: The columns with a date of any precision, and how the columns with its bounds begin.
_BOUNDS = {"held": "held", "said_on": "said", "effective": "effective", "until": "until"}


def _span_columns(name: str, span: Span | None) -> dict[str, Any]:
    return {
        name: span.text if span else "",
        f"{_BOUNDS[name]}_low": span.low if span else None,
        f"{_BOUNDS[name]}_high": span.high if span else None,
    }


def _link(model: Any, column: tables.Column, new: Sequence[Any], made: Sequence[Any], ledger: Ledger) -> None:
    """Insert the rows that link drafts to what a list of theirs names, in the order of the list."""
    field = model._meta.get_field(column.attribute)
    through: Any = field.remote_field.through
    mine, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    ids = ledger.ids[column.refers_to]
    links = [
        through(**{mine: draft.pk, theirs: ids[key]})
        for row, draft in zip(new, made, strict=True)
        for key in getattr(row, column.name)
    ]
    through.objects.bulk_create(links, batch_size=BATCH)
