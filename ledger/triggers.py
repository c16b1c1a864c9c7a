"""The database's own refusal to change the record, on both engines.

A published row (its `recorded_at` is set) is never deleted and never changed, but for two columns that are set once:
`superseded_at`, and `redacted_at` together with the columns that a redaction blanks. A row may only be stamped with
the stamp of the changeset that is open at that moment (ledger/clock.py; the counter's head is empty meanwhile), so
knowledge time cannot be back-dated and nothing happens outside of a publication. `superseded_at` needs the row that
follows, a payload is blanked beside the feed's word of a redaction. Rows that belong to a published row (its citations,
its joint parties, its reviews) are as fixed as it is. docs/adr/0018-what-triggers-check.md says what is left to
`verify_ledger`.

SQLite rebuilds a table when a migration alters it, and its triggers are lost: such a migration calls `guard` again.
A new table of the record gets all its guards in its own migration; tests/ledger/test_triggers.py tries every table.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from .guards import POSTGRESQL_EMPTYING, POSTGRESQL_FOLLOWING, POSTGRESQL_FUNCTIONS, POSTGRESQL_NAMED

Step = Callable[[Any, BaseDatabaseSchemaEditor], None]

# Null where no changeset is open, so that no moment is the right one.
STAMP = "(SELECT stamp FROM ledger_counter WHERE head = '')"
PART_FIXED = "what belongs to a published row is never changed"


def guard(model: str, *, redactable: Sequence[str] = ()) -> Step:
    """A migration step that puts the guard on a model's table; `redactable` are the columns a redaction blanks."""

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        meta = apps.get_model(model)._meta
        columns = [field.column for field in meta.local_concrete_fields]
        if editor.connection.vendor == "postgresql":
            arguments = ", ".join(f"'{name}'" for name in redactable)
            _run(
                editor, [POSTGRESQL_FUNCTIONS, *_postgresql(meta.db_table, f"ledger_guard_row({arguments})")]
            )
        else:
            _run(editor, _sqlite_row(meta.db_table, columns, set(redactable)))

    return step


def guard_part(model: str, link: str, *, through: str = "") -> Step:
    """A migration step that fixes rows of a table once the row that `link` points to is published.

    `through` names the many-to-many field of `model` whose table is meant, else it is the model's own table.
    """

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        owner = apps.get_model(model)
        part = getattr(owner, through).through if through else owner
        table, field = part._meta.db_table, part._meta.get_field(link)
        parent = field.remote_field.model._meta.db_table
        if editor.connection.vendor == "postgresql":
            call = f"ledger_guard_part('{field.column}', '{parent}')"
            _run(editor, [POSTGRESQL_FUNCTIONS, *_postgresql(table, call)])
        else:
            _run(editor, _sqlite_part(table, field.column, parent))

    return step


def guard_following(model: str, *, same: Sequence[str] = ()) -> Step:
    """A migration step by which `superseded_at` needs what follows: a published correction or retraction.

    For what holds from one day to another that is a row with the `same` columns, which takes its place.
    """

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        table = apps.get_model(model)._meta.db_table
        if editor.connection.vendor == "postgresql":
            _run(editor, [POSTGRESQL_FOLLOWING, *_postgresql_following(table, same)])
        else:
            _run(editor, _sqlite_following(table, same))

    return step


def unguard_following(model: str) -> Step:
    """The reverse of `guard_following`."""

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        table = apps.get_model(model)._meta.db_table
        on = f' ON "{table}"' if editor.connection.vendor == "postgresql" else ""
        _run(editor, [f"DROP TRIGGER IF EXISTS {table}_guard_following{on}"])

    return step


def guard_named(model: str, parents: Sequence[tuple[str, str]]) -> Step:
    """A migration step that fixes rows of a table once the row is published that their `type` and `row` name.

    `parents` are the words of `type`, each with its model.
    """

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        table = apps.get_model(model)._meta.db_table
        tables = [(word, apps.get_model(parent)._meta.db_table) for word, parent in parents]
        if editor.connection.vendor == "postgresql":
            arguments = ", ".join(f"'{text}'" for pair in tables for text in pair)
            _run(editor, [POSTGRESQL_NAMED, *_postgresql(table, f"ledger_guard_named({arguments})")])
        else:
            _run(editor, _sqlite_named(table, tables))

    return step


def guard_feed(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """A migration step that fixes the feed and lets the counter only rise."""
    if editor.connection.vendor == "postgresql":
        _run(
            editor,
            [
                POSTGRESQL_FUNCTIONS,
                *_postgresql("ledger_change", "ledger_guard_change()"),
                *_postgresql("ledger_counter", "ledger_guard_counter()", "UPDATE OR DELETE"),
            ],
        )
    else:
        _run(editor, _sqlite_feed())


def guard_emptying(*models: str) -> Step:
    """A migration step by which PostgreSQL refuses TRUNCATE of these models' tables and of their many-to-many fields.

    SQLite has no such statement.
    """

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            tables = [table for name in models for table in _tables(apps, name)]
            _run(editor, [POSTGRESQL_EMPTYING, *(sql for table in tables for sql in _emptying(table))])

    return step


def unguard_emptying(*models: str) -> Step:
    """The reverse of `guard_emptying`."""

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            _run(editor, [_emptying(table)[0] for name in models for table in _tables(apps, name)])

    return step


def unguard(*models: str) -> Step:
    """The reverse of `guard` and `guard_part` for the tables of these models and of their many-to-many fields."""

    def step(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for name in models:
            tables = _tables(apps, name)
            _run(editor, [sql for table in tables for sql in _drop(editor.connection.vendor, table)])

    return step


def _tables(apps: Any, model: str) -> list[str]:
    """The tables of a model and of its many-to-many fields."""
    meta = apps.get_model(model)._meta
    return [meta.db_table, *(field.remote_field.through._meta.db_table for field in meta.many_to_many)]


def _run(editor: BaseDatabaseSchemaEditor, statements: Sequence[str]) -> None:
    with editor.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _postgresql(table: str, call: str, events: str = "INSERT OR UPDATE OR DELETE") -> list[str]:
    return [
        f'DROP TRIGGER IF EXISTS {table}_guard ON "{table}"',
        f'CREATE TRIGGER {table}_guard BEFORE {events} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {call}',
    ]


def _postgresql_following(table: str, same: Sequence[str]) -> list[str]:
    arguments = ", ".join(f"'{name}'" for name in same)
    return [
        f'DROP TRIGGER IF EXISTS {table}_guard_following ON "{table}"',
        f'CREATE TRIGGER {table}_guard_following BEFORE UPDATE ON "{table}" FOR EACH ROW '
        "WHEN (NEW.superseded_at IS DISTINCT FROM OLD.superseded_at) "
        f"EXECUTE FUNCTION ledger_guard_following({arguments})",
    ]


def _emptying(table: str) -> list[str]:
    return [
        f'DROP TRIGGER IF EXISTS {table}_guard_emptying ON "{table}"',
        f'CREATE TRIGGER {table}_guard_emptying BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_emptying()",
    ]


def _drop(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [f'DROP TRIGGER IF EXISTS {table}_guard ON "{table}"']
    return [f"DROP TRIGGER IF EXISTS {table}_guard_{event}" for event in ("insert", "update", "delete")]


def _sqlite(table: str, event: str, condition: str, message: str) -> list[str]:
    name = f"{table}_guard_{event}"
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f'CREATE TRIGGER {name} BEFORE {event.upper()} ON "{table}" FOR EACH ROW WHEN {condition} '
        f"BEGIN SELECT RAISE(ABORT, '{table}: {message}'); END",
    ]


def _sqlite_row(table: str, columns: Sequence[str], redactable: set[str]) -> list[str]:
    unstamped = f"NEW.recorded_at IS NOT NULL AND NEW.recorded_at IS NOT {STAMP}"
    changed = ['NEW."recorded_at" IS NOT OLD."recorded_at"']
    for name in columns:
        if name in {"superseded_at", "redacted_at"}:
            changed.append(
                f'NEW."{name}" IS NOT OLD."{name}" AND (OLD."{name}" IS NOT NULL OR NEW."{name}" IS NOT {STAMP})'
            )
        elif name in redactable:
            changed.append(f'NEW."{name}" IS NOT OLD."{name}" AND NEW.redacted_at IS OLD.redacted_at')
        elif name != "recorded_at":
            changed.append(f'NEW."{name}" IS NOT OLD."{name}"')
    any_changed = " OR ".join(f"({one})" for one in changed)
    return [
        *_sqlite(table, "insert", unstamped, "recorded_at is not the stamp of this moment"),
        *_sqlite(
            table,
            "update",
            f"(OLD.recorded_at IS NULL AND {unstamped}) OR (OLD.recorded_at IS NOT NULL AND ({any_changed}))",
            "a published row is never changed",
        ),
        *_sqlite(table, "delete", "OLD.recorded_at IS NOT NULL", "a published row is never deleted"),
    ]


def _sqlite_part(table: str, column: str, parent: str) -> list[str]:
    def published(row: str) -> str:
        return f'EXISTS (SELECT 1 FROM "{parent}" WHERE id = {row}."{column}" AND recorded_at IS NOT NULL)'

    return _sqlite_fixed(table, published)


def _sqlite_named(table: str, parents: Sequence[tuple[str, str]]) -> list[str]:
    def published(row: str) -> str:
        each = [
            f'({row}."type" = \'{word}\' AND EXISTS (SELECT 1 FROM "{parent}" '
            f'WHERE id = {row}."row" AND recorded_at IS NOT NULL))'
            for word, parent in parents
        ]
        return f"({' OR '.join(each)})"

    return _sqlite_fixed(table, published)


def _sqlite_fixed(table: str, published: Callable[[str], str]) -> list[str]:
    return [
        *_sqlite(table, "insert", published("NEW"), PART_FIXED),
        *_sqlite(table, "update", f"{published('OLD')} OR {published('NEW')}", PART_FIXED),
        *_sqlite(table, "delete", published("OLD"), PART_FIXED),
    ]


def _sqlite_following(table: str, same: Sequence[str]) -> list[str]:
    wanted = "relates_to_id = OLD.id AND kind IN ('correction', 'retraction') AND recorded_at IS NOT NULL"
    if same:
        alike = " AND ".join(f'"{name}" IS OLD."{name}"' for name in same)
        wanted = f"id <> OLD.id AND (recorded_at IS NULL OR recorded_at IS {STAMP}) AND {alike}"
    # What the guard of the row refuses is left to it: nobody knows which of two triggers SQLite asks first.
    name = f"{table}_guard_following"
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f'CREATE TRIGGER {name} BEFORE UPDATE ON "{table}" FOR EACH ROW '
        f"WHEN OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL AND NEW.superseded_at IS {STAMP} "
        f'AND NOT EXISTS (SELECT 1 FROM "{table}" WHERE {wanted}) '
        f"BEGIN SELECT RAISE(ABORT, '{table}: nothing takes its place'); END",
    ]


def _sqlite_feed() -> list[str]:
    fixed = [
        "sequence",
        "recorded_at",
        "action",
        "type",
        "key",
        "package",
        "actor",
        "payload_digest",
        "digest",
        "hash",
    ]
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in fixed)
    never = "a row of the feed is never changed or deleted"
    return [
        *_sqlite(
            "ledger_change",
            "insert",
            f"NEW.recorded_at IS NOT {STAMP}",
            "recorded_at is not the stamp of this moment",
        ),
        *_sqlite("ledger_change", "update", f"NEW.payload IS NOT NULL OR {changed}", never),
        "DROP TRIGGER IF EXISTS ledger_change_guard_payload",
        "CREATE TRIGGER ledger_change_guard_payload BEFORE UPDATE OF payload ON ledger_change FOR EACH ROW "
        "WHEN NEW.payload IS NULL AND NOT EXISTS (SELECT 1 FROM ledger_change WHERE action = 'redacted' "
        f"AND type = OLD.type AND key = OLD.key AND recorded_at IS {STAMP} AND sequence > OLD.sequence) "
        "BEGIN SELECT RAISE(ABORT, 'ledger_change: a payload goes only with a redaction'); END",
        *_sqlite("ledger_change", "delete", "1", never),
        *_sqlite(
            "ledger_counter",
            "update",
            "NEW.stamp < OLD.stamp OR NEW.sequence < OLD.sequence OR (NEW.head = '' AND NEW.stamp <= OLD.stamp)",
            "the counter never goes back",
        ),
        *_sqlite("ledger_counter", "delete", "1", "the counter never goes back"),
    ]
