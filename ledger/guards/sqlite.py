"""The guards as SQLite's triggers. They list the columns of their table, so they are renewed when these change."""

from collections.abc import Callable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from .declared import Guard, Kind

# Null where no changeset is open, so that no moment is the right one.
STAMP = "(SELECT stamp FROM ledger_counter WHERE head = '')"
PART_FIXED = "what belongs to a published row is never changed"
SET_ONCE = ("superseded_at", "redacted_at")
_OURS = "type = 'trigger' AND name LIKE '%\\_guard\\_%' ESCAPE '\\'"


def existing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The statements of the triggers that there are, by name."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE {_OURS}")
        return dict(cursor.fetchall())


def stands(there: dict[str, str], table: str, wanted: Sequence[str]) -> bool:
    """Whether the triggers of a table are these, and no others."""
    return {sql for name, sql in there.items() if name.startswith(f"{table}_guard_")} == set(wanted)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take all guards away."""
    with connection.cursor() as cursor:
        for name in existing(connection):
            cursor.execute(f'DROP TRIGGER "{name}"')


def statements(guard: Guard, columns: Sequence[str]) -> list[str]:
    """The statements that make a guard, for a table with these columns."""
    match guard.kind:
        case Kind.ROW:
            return _row(guard.table, columns, set(guard.arguments))
        case Kind.PART:
            return _part(guard.table, *guard.arguments)
        case Kind.NAMED:
            pairs = list(zip(guard.arguments[::2], guard.arguments[1::2], strict=True))
            return _named(guard.table, pairs)
        case Kind.FOLLOWING:
            return [_following(guard.table, guard.arguments)]
        case Kind.FEED:
            return _feed(guard.table, columns, guard.arguments)
        case Kind.COUNTER:
            return _counter(guard.table)


def _trigger(table: str, event: str, condition: str, message: str, *, named: str = "") -> str:
    return (
        f'CREATE TRIGGER {table}_guard_{named or event} BEFORE {event.upper()} ON "{table}" FOR EACH ROW '
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{table}: {message}'); END"
    )


def _row(table: str, columns: Sequence[str], redactable: set[str]) -> list[str]:
    unstamped = f"NEW.recorded_at IS NOT NULL AND NEW.recorded_at IS NOT {STAMP}"
    changed = ['NEW."recorded_at" IS NOT OLD."recorded_at"']
    for name in columns:
        if name in SET_ONCE:
            changed.append(
                f'NEW."{name}" IS NOT OLD."{name}" AND (OLD."{name}" IS NOT NULL OR NEW."{name}" IS NOT {STAMP})'
            )
        elif name in redactable:
            changed.append(f'NEW."{name}" IS NOT OLD."{name}" AND NEW.redacted_at IS OLD.redacted_at')
        elif name != "recorded_at":
            changed.append(f'NEW."{name}" IS NOT OLD."{name}"')
    any_changed = " OR ".join(f"({one})" for one in changed)
    # OR REPLACE deletes what stands in the way, and asks no trigger about it.
    names = [name for name in columns if name in ("id", "key")]
    same = " OR ".join(f'"{name}" = NEW."{name}"' for name in names)
    in_the_way = f'EXISTS (SELECT 1 FROM "{table}" WHERE ({same}) AND recorded_at IS NOT NULL)'
    moved = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in names)
    return [
        _trigger(table, "insert", unstamped, "recorded_at is not the stamp of this moment"),
        _trigger(table, "insert", in_the_way, "a published row is never replaced", named="over"),
        _trigger(
            table,
            "update",
            f"OLD.recorded_at IS NULL AND ({moved}) AND {in_the_way}",
            "a published row is never replaced",
            named="onto",
        ),
        _trigger(
            table,
            "update",
            f"(OLD.recorded_at IS NULL AND {unstamped}) OR (OLD.recorded_at IS NOT NULL AND ({any_changed}))",
            "a published row is never changed",
        ),
        _trigger(table, "delete", "OLD.recorded_at IS NOT NULL", "a published row is never deleted"),
    ]


def _part(table: str, column: str, parent: str) -> list[str]:
    def published(row: str) -> str:
        return f'EXISTS (SELECT 1 FROM "{parent}" WHERE id = {row}."{column}" AND recorded_at IS NOT NULL)'

    theirs = f'"{table}" AS mine JOIN "{parent}" AS owner ON owner.id = mine."{column}"'
    in_the_way = f"EXISTS (SELECT 1 FROM {theirs} WHERE mine.id = NEW.id AND owner.recorded_at IS NOT NULL)"
    return [
        *_fixed(table, published),
        _trigger(table, "insert", in_the_way, PART_FIXED, named="over"),
        _trigger(table, "update", f"NEW.id IS NOT OLD.id AND {in_the_way}", PART_FIXED, named="onto"),
    ]


def _named(table: str, parents: Sequence[tuple[str, str]]) -> list[str]:
    def published(row: str) -> str:
        each = [
            f'({row}."type" = \'{word}\' AND EXISTS (SELECT 1 FROM "{parent}" '
            f'WHERE id = {row}."row" AND recorded_at IS NOT NULL))'
            for word, parent in parents
        ]
        return f"({' OR '.join(each)})"

    return _fixed(table, published)


def _fixed(table: str, published: Callable[[str], str]) -> list[str]:
    return [
        _trigger(table, "insert", published("NEW"), PART_FIXED),
        _trigger(table, "update", f"{published('OLD')} OR {published('NEW')}", PART_FIXED),
        _trigger(table, "delete", published("OLD"), PART_FIXED),
    ]


def _following(table: str, same: Sequence[str]) -> str:
    wanted = "relates_to_id = OLD.id AND kind IN ('correction', 'retraction') AND recorded_at IS NOT NULL"
    if same:
        alike = " AND ".join(f'"{name}" IS OLD."{name}"' for name in same)
        wanted = f"id <> OLD.id AND (recorded_at IS NULL OR recorded_at IS {STAMP}) AND {alike}"
    # What the guard of the row refuses is left to it: nobody knows which of two triggers SQLite asks first.
    first_time = (
        f"OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL AND NEW.superseded_at IS {STAMP}"
    )
    condition = f'{first_time} AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE {wanted})'
    return _trigger(table, "update", condition, "nothing takes its place", named="following")


def _feed(table: str, columns: Sequence[str], arguments: Sequence[str]) -> list[str]:
    texts = [name.removeprefix("-") for name in arguments]
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns if name not in texts)

    def written(names: Sequence[str]) -> str:
        return " OR ".join(
            f'(NEW."{name}" IS NOT NULL AND NEW."{name}" IS NOT OLD."{name}")' for name in names
        )

    for_good = written([name.removeprefix("-") for name in arguments if name.startswith("-")])
    anew = written([name for name in arguments if not name.startswith("-")])
    gone = " OR ".join(f'(NEW."{name}" IS NULL AND OLD."{name}" IS NOT NULL)' for name in texts)
    redacted = (
        f"EXISTS (SELECT 1 FROM {table} WHERE action = 'redacted' AND type = OLD.type AND key = OLD.key "
        f"AND recorded_at IS {STAMP} AND sequence > OLD.sequence)"
    )
    never = "a row of the feed is never changed or deleted"
    stamped = f"NEW.recorded_at IS NOT {STAMP}"
    return [
        _trigger(table, "insert", stamped, "recorded_at is not the stamp of this moment"),
        _trigger(table, "update", f"{changed} OR {for_good} OR (({anew}) AND NOT {redacted})", never),
        _trigger(
            table,
            "update",
            f"({gone}) AND NOT {redacted}",
            "a payload goes only with a redaction",
            named="texts",
        ),
        _trigger(table, "delete", "1", never),
    ]


def _counter(table: str) -> list[str]:
    back = (
        "NEW.stamp < OLD.stamp OR NEW.sequence < OLD.sequence OR (NEW.head = '' AND NEW.stamp <= OLD.stamp)"
    )
    return [
        _trigger(
            table,
            "insert",
            f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
            "the counter never goes back",
        ),
        _trigger(table, "update", back, "the counter never goes back"),
        _trigger(table, "delete", "1", "the counter never goes back"),
    ]
