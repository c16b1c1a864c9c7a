"""The database's own refusal to change the record, on both engines.

A published row (its `recorded_at` is set) is never deleted and never changed, but for two columns that are set once:
`superseded_at`, and `redacted_at` together with the columns that a redaction blanks. A row may only be stamped with
the stamp that the counter shows at that moment, so knowledge time cannot be back-dated. Rows that belong to a
published row (its citations, its joint parties) are as fixed as it is.

SQLite rebuilds a table when a migration alters it, and its triggers are lost: such a migration calls `guard` again.
A new table of the record gets all its guards in its own migration; tests/ledger/test_triggers.py tries every table.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Step = Callable[[Any, BaseDatabaseSchemaEditor], None]

POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_guard_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz;
  kept text[] := ARRAY['superseded_at', 'redacted_at'];
  before jsonb;
  after jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.recorded_at IS NOT NULL THEN
      RAISE EXCEPTION '%: a published row is never deleted', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
  END IF;
  SELECT stamp INTO moment FROM ledger_counter;
  IF TG_OP = 'INSERT' THEN
    IF NEW.recorded_at IS NOT NULL AND NEW.recorded_at IS DISTINCT FROM moment THEN
      RAISE EXCEPTION '%: recorded_at is not the stamp of this moment', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.recorded_at IS NULL THEN
    IF NEW.recorded_at IS NOT NULL AND NEW.recorded_at IS DISTINCT FROM moment THEN
      RAISE EXCEPTION '%: recorded_at is not the stamp of this moment', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  before := to_jsonb(OLD);
  after := to_jsonb(NEW);
  IF after -> 'superseded_at' IS DISTINCT FROM before -> 'superseded_at'
    AND (before ->> 'superseded_at' IS NOT NULL OR (after ->> 'superseded_at')::timestamptz IS DISTINCT FROM moment)
  THEN
    RAISE EXCEPTION '%: superseded_at is set once, at the stamp of this moment', TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  IF after -> 'redacted_at' IS DISTINCT FROM before -> 'redacted_at' THEN
    IF before ->> 'redacted_at' IS NOT NULL OR (after ->> 'redacted_at')::timestamptz IS DISTINCT FROM moment THEN
      RAISE EXCEPTION '%: redacted_at is set once, at the stamp of this moment', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
    END IF;
    IF TG_NARGS > 0 THEN
      kept := kept || TG_ARGV[0:TG_NARGS - 1];
    END IF;
  END IF;
  IF (after - kept) IS DISTINCT FROM (before - kept) THEN
    RAISE EXCEPTION '%: a published row is never changed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ledger_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published boolean;
  part jsonb := to_jsonb(CASE WHEN TG_OP = 'INSERT' THEN NEW ELSE OLD END);
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1 AND recorded_at IS NOT NULL)', TG_ARGV[1])
    INTO published USING (part ->> TG_ARGV[0])::bigint;
  IF NOT published AND TG_OP = 'UPDATE' THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1 AND recorded_at IS NOT NULL)', TG_ARGV[1])
      INTO published USING (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
  END IF;
  IF published THEN
    RAISE EXCEPTION '%: what belongs to a published row is never changed', TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ledger_guard_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT stamp INTO moment FROM ledger_counter;
    IF NEW.recorded_at IS DISTINCT FROM moment THEN
      RAISE EXCEPTION 'ledger_change: recorded_at is not the stamp of this moment' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.payload IS NULL AND to_jsonb(NEW) - 'payload' = to_jsonb(OLD) - 'payload' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'ledger_change: a row of the feed is never changed or deleted' USING ERRCODE = 'check_violation';
END $$;

CREATE OR REPLACE FUNCTION ledger_guard_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.stamp >= OLD.stamp AND NEW.sequence >= OLD.sequence THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'ledger_counter: the counter never goes back' USING ERRCODE = 'check_violation';
END $$;
"""

# The other guards are asked row by row; TRUNCATE passes them, so it is refused by itself, whatever the table holds.
POSTGRESQL_EMPTYING = """
CREATE OR REPLACE FUNCTION ledger_guard_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: a table of the record is never emptied', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
"""

STAMP = "(SELECT stamp FROM ledger_counter)"


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

    message = "what belongs to a published row is never changed"
    return [
        *_sqlite(table, "insert", published("NEW"), message),
        *_sqlite(table, "update", f"{published('OLD')} OR {published('NEW')}", message),
        *_sqlite(table, "delete", published("OLD"), message),
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
        *_sqlite("ledger_change", "delete", "1", never),
        *_sqlite(
            "ledger_counter",
            "update",
            "NEW.stamp < OLD.stamp OR NEW.sequence < OLD.sequence",
            "the counter never goes back",
        ),
        *_sqlite("ledger_counter", "delete", "1", "the counter never goes back"),
    ]
