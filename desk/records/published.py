"""What is in the ledger already, as the rows that a record would have. Twenty-nine queries, whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from actors.models import Actor, ActorAlias, Leader, LeaderAlias, Membership, Tenure
from commitments.models import Commitment, CommitmentUpdate
from guarantees import requires
from guarantees.models import (
    Condition,
    ConditionUpdate,
    Guarantee,
    NegotiationEvent,
    Package,
    Participation,
    PositionUpdate,
    RequirementUpdate,
    Statement,
)
from ledger import edtf
from ledger.models import Recorded
from sources.models import Publisher, PublisherAlias, Source

from . import rows, tables
from .record import Identity, Known, identity_of

#: The model of each table.
MODELS: dict[str, type[Recorded]] = {
    "publishers": Publisher,
    "sources": Source,
    "actors": Actor,
    "memberships": Membership,
    "publisher_aliases": PublisherAlias,
    "actor_aliases": ActorAlias,
    "leaders": Leader,
    "leader_aliases": LeaderAlias,
    "tenures": Tenure,
    "packages": Package,
    "guarantees": Guarantee,
    "conditions": Condition,
    "events": NegotiationEvent,
    "participations": Participation,
    "statements": Statement,
    "commitments": Commitment,
    "commitment_updates": CommitmentUpdate,
    "condition_updates": ConditionUpdate,
    "positions": PositionUpdate,
    "requirements": RequirementUpdate,
}


@dataclass(slots=True)
class Ledger:
    """The rows that are there, and the primary key of everything that has a key."""

    known: Known = field(default_factory=Known)
    ids: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def read_ledger() -> Ledger:
    """Read all tables of the ledger, drafts apart."""
    ledger = Ledger()
    keys = _Keys(ledger.ids)
    for table in tables.TABLES:
        _read(ledger, table, keys)
    return ledger


class _Keys:
    """The keys behind the primary keys of tables that have been read."""

    def __init__(self, ids: dict[str, dict[str, int]]) -> None:
        self._ids = ids
        self._keys: dict[str, dict[int, str]] = {}

    def of(self, table: str, pk: int | None) -> str:
        """The key of a row; "" for none."""
        if table not in self._keys:
            self._keys[table] = {number: key for key, number in self._ids[table].items()}
        return "" if pk is None else self._keys[table][pk]


def _read(ledger: Ledger, table: tables.Table, keys: _Keys) -> None:
    """Read one table; those that it refers to were read before it."""
    found = list(MODELS[table.name].objects.order_by(*_order(table)))
    if table.identity == ("key",):
        ledger.ids[table.name] = {row.key: row.pk for row in found}
    lists = {name: _keys_by_row(table, name, keys) for name in _lists(table)}
    published: list[rows.Row] = []
    drafts: set[Identity] = set()
    redacted: set[Identity] = set()
    for row in found:
        same = table.row(**{column.name: _value(row, column, keys, lists) for column in table.columns})
        if row.recorded_at is None:
            drafts.add(identity_of(same))
            continue
        published.append(same)
        if getattr(row, "redacted_at", None):
            redacted.add(identity_of(same))
        if isinstance(row, CommitmentUpdate):
            ledger.known.lanes[row.key] = row.lane
    if table.name in tables.CLAIM_TABLES:
        ledger.known.sequences[table.name] = {row.key: row.sequence for row in found if row.recorded_at}
    ledger.known.published[table.name] = published
    ledger.known.drafts[table.name] = frozenset(drafts)
    ledger.known.redacted[table.name] = frozenset(redacted)


def _order(table: tables.Table) -> tuple[str, ...]:
    return ("sequence", "pk") if table.name in tables.CLAIM_TABLES else ("pk",)


def _lists(table: tables.Table) -> Iterable[str]:
    return (column.name for column in table.columns if column.cell.is_set)


def _keys_by_row(table: tables.Table, name: str, keys: _Keys) -> dict[int, tuple[str, ...]]:
    """The lists of keys of one column, by the primary key of the row, in the order of entry."""
    target = next(column.refers_to for column in table.columns if column.name == name)
    field: Any = MODELS[table.name]._meta.get_field(name)
    through = field.remote_field.through
    mine, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    found: dict[int, tuple[str, ...]] = {}
    for pk, other in through.objects.order_by("id").values_list(mine, theirs):
        found[pk] = (*found.get(pk, ()), keys.of(target, other))
    return found


def _value(row: Any, column: tables.Column, keys: _Keys, lists: dict[str, dict[int, tuple[str, ...]]]) -> Any:
    """The value of one cell."""
    if column.name in lists:
        return lists[column.name].get(row.pk, ())
    if column.refers_to and column.name != "requires":
        return keys.of(column.refers_to, getattr(row, f"{column.attribute}_id"))
    return read_value(column, getattr(row, column.name))


def read_value(column: tables.Column, value: Any) -> Any:
    """What a column of the database holds, as the cell of a row would have it."""
    if column.name == "requires":
        return requires.parse(value)
    if column.cell.is_span:
        return edtf.parse(value) if value else None
    return value
