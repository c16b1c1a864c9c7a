"""What `include=` puts into rows: the objects behind their keys. A constant number of queries for each name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from commitments import objects
from commitments.models import CommitmentUpdate
from guarantees.models import Condition, ConditionUpdate, Statement
from ledger.asof import AsOf

Object = dict[str, Any]
#: Rows in, the included objects of each by its key out.
Include = Callable[[Sequence[Object], AsOf], dict[str, list[Object]]]


def put_in(rows: Sequence[Object], names: Iterable[str], known: dict[str, Include], at: AsOf) -> None:
    """Put what is included into the rows, under its name."""
    for name in names:
        found = known[name](rows, at)
        for row in rows:
            row[name] = found.get(row["key"], [])


def _keys(rows: Sequence[Object]) -> list[str]:
    return [row["key"] for row in rows]


def _grouped(found: Iterable[Object], field: str) -> dict[str, list[Object]]:
    """Objects by the key in one of their fields."""
    groups: dict[str, list[Object]] = defaultdict(list)
    for one in found:
        groups[one[field]].append(one)
    return groups


def _by_key(wanted: dict[str, Iterable[str]], model: Any, build: Any, at: AsOf) -> dict[str, list[Object]]:
    """The known objects with the keys that each row wants, in that order."""
    keys = {key for own in wanted.values() for key in own}
    found = {one["key"]: one for one in build(model.objects.known(at).filter(key__in=keys), at)}
    return {row: [found[key] for key in own if key in found] for row, own in wanted.items()}


def _updates_of_commitments(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    claims = CommitmentUpdate.objects.said_by(at).filter(commitment__key__in=_keys(rows)).in_order()
    return _grouped(objects.updates(claims, at), "commitment")


def _statements_of_commitments(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    claims = CommitmentUpdate.objects.said_by(at).filter(commitment__key__in=_keys(rows)).in_order()
    return _statements_by(claims.values_list("commitment__key", "statement__key"), at)


def _statements_of_conditions(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    claims = ConditionUpdate.objects.said_by(at).filter(condition__key__in=_keys(rows)).in_order()
    return _statements_by(claims.values_list("condition__key", "statement__key"), at)


def _statements_by(pairs: Iterable[tuple[str, str]], at: AsOf) -> dict[str, list[Object]]:
    """Statements for pairs of a row's key and a statement's, each once for a row."""
    wanted: dict[str, dict[str, None]] = defaultdict(dict)
    for row, statement in pairs:
        wanted[row][statement] = None
    return _by_key(dict(wanted), Statement, objects.statements, at)


def _statements_of_claims(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    return _by_key({row["key"]: [row["statement"]] for row in rows}, Statement, objects.statements, at)


def _statements_of_events(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    return _by_key({row["key"]: row["statements"] for row in rows}, Statement, objects.statements, at)


def _updates_of_statements(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    claims = CommitmentUpdate.objects.known(at).filter(statement__key__in=_keys(rows)).in_order()
    return _grouped(objects.updates(claims, at), "statement")


def _updates_of_conditions(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    claims = ConditionUpdate.objects.said_by(at).filter(condition__key__in=_keys(rows)).in_order()
    return _grouped(objects.condition_updates(claims, at), "condition")


def _conditions_required(rows: Sequence[Object], at: AsOf) -> dict[str, list[Object]]:
    """The conditions that a row requires, in either lane."""
    wanted: dict[str, Iterable[str]] = {}
    for row in rows:
        alternatives = [*row["requires"], *((row.get("reported") or {}).get("requires") or [])]
        wanted[row["key"]] = dict.fromkeys(key for alternative in alternatives for key in alternative)
    return _by_key(wanted, Condition, objects.conditions, at)


OF_COMMITMENTS: Final[dict[str, Include]] = {
    "updates": _updates_of_commitments,
    "statements": _statements_of_commitments,
    "conditions": _conditions_required,
}
OF_UPDATES: Final[dict[str, Include]] = {
    "statements": _statements_of_claims,
    "conditions": _conditions_required,
}
OF_POSITIONS: Final[dict[str, Include]] = {"statements": _statements_of_claims}
OF_STATEMENTS: Final[dict[str, Include]] = {"updates": _updates_of_statements}
OF_EVENTS: Final[dict[str, Include]] = {"statements": _statements_of_events}
OF_CONDITIONS: Final[dict[str, Include]] = {
    "updates": _updates_of_conditions,
    "statements": _statements_of_conditions,
}
