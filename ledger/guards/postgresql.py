"""The guards as PostgreSQL's triggers. They look at a row as a whole and need no list of its columns."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from ledger.clock import sha256

from .declared import Guard, Kind

_ROW = """
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
  -- Null where no changeset is open, so that no moment is the right one.
  SELECT stamp INTO moment FROM ledger_counter WHERE head = '';
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
"""
_PART = """
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
"""
_FEED = """
CREATE OR REPLACE FUNCTION ledger_guard_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz;
  texts text[] := ARRAY[]::text[];
  before jsonb;
  after jsonb;
BEGIN
  SELECT stamp INTO moment FROM ledger_counter WHERE head = '';
  IF TG_OP = 'INSERT' THEN
    IF NEW.recorded_at IS DISTINCT FROM moment THEN
      RAISE EXCEPTION 'ledger_change: recorded_at is not the stamp of this moment' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(ltrim(name, '-')) INTO texts FROM unnest(TG_ARGV[0:TG_NARGS - 1]) AS name;
    before := to_jsonb(OLD);
    after := to_jsonb(NEW);
    -- Nothing may change but texts, and of these some only to nothing.
    IF after - texts = before - texts AND NOT EXISTS (
      SELECT 1 FROM unnest(TG_ARGV[0:TG_NARGS - 1]) AS name WHERE name LIKE '-%'
        AND after ->> ltrim(name, '-') IS NOT NULL
        AND after ->> ltrim(name, '-') IS DISTINCT FROM before ->> ltrim(name, '-')
    ) THEN
      IF after = before OR EXISTS (
        SELECT 1 FROM ledger_change WHERE action = 'redacted' AND type = OLD.type AND key = OLD.key
          AND recorded_at = moment AND sequence > OLD.sequence
      ) THEN
        RETURN NEW;
      END IF;
      IF NOT EXISTS (
        SELECT 1 FROM unnest(texts) AS name
          WHERE after ->> name IS NOT NULL AND after ->> name IS DISTINCT FROM before ->> name
      ) THEN
        RAISE EXCEPTION 'ledger_change: a payload goes only with a redaction' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
  END IF;
  RAISE EXCEPTION 'ledger_change: a row of the feed is never changed or deleted' USING ERRCODE = 'check_violation';
END $$;
"""
_COUNTER = """
CREATE OR REPLACE FUNCTION ledger_guard_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.stamp >= OLD.stamp AND NEW.sequence >= OLD.sequence
    AND (NEW.head <> '' OR NEW.stamp > OLD.stamp)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'ledger_counter: the counter never goes back' USING ERRCODE = 'check_violation';
END $$;
"""
_FOLLOWING = """
CREATE OR REPLACE FUNCTION ledger_guard_following() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  wanted text := 'relates_to_id = $1 AND kind IN (''correction'', ''retraction'') AND recorded_at IS NOT NULL';
  followed boolean;
BEGIN
  IF TG_NARGS > 0 THEN
    SELECT 'id <> $1 AND (recorded_at IS NULL OR recorded_at = $2) AND '
      || string_agg(format('%I IS NOT DISTINCT FROM %L', name, before ->> name), ' AND ')
      INTO wanted FROM unnest(TG_ARGV[0:TG_NARGS - 1]) AS name;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE ', TG_TABLE_NAME) || wanted || ')'
    INTO followed USING OLD.id, NEW.superseded_at;
  IF NOT followed THEN
    RAISE EXCEPTION '%: nothing takes its place', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""
_NAMED = """
CREATE OR REPLACE FUNCTION ledger_guard_named() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part jsonb;
  published boolean;
BEGIN
  FOREACH part IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
    FOR n IN 0 .. TG_NARGS / 2 - 1 LOOP
      IF part ->> 'type' = TG_ARGV[2 * n] THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1 AND recorded_at IS NOT NULL)', TG_ARGV[2 * n + 1])
          INTO published USING (part ->> 'row')::bigint;
        IF published THEN
          RAISE EXCEPTION '%: what belongs to a published row is never changed', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
        END IF;
      END IF;
    END LOOP;
  END LOOP;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
"""
# The other guards are asked row by row; TRUNCATE passes them, so it is refused by itself, whatever the table holds.
_EMPTYING = """
CREATE OR REPLACE FUNCTION ledger_guard_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: a table of the record is never emptied', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
"""

# The function of each guard, and when it is asked.
_FUNCTIONS: dict[Kind, tuple[str, str]] = {
    Kind.ROW: (_ROW, "BEFORE INSERT OR UPDATE OR DELETE"),
    Kind.PART: (_PART, "BEFORE INSERT OR UPDATE OR DELETE"),
    Kind.NAMED: (_NAMED, "BEFORE INSERT OR UPDATE OR DELETE"),
    Kind.FOLLOWING: (_FOLLOWING, "BEFORE UPDATE"),
    Kind.FEED: (_FEED, "BEFORE INSERT OR UPDATE OR DELETE"),
    Kind.COUNTER: (_COUNTER, "BEFORE UPDATE OR DELETE"),
}
_NAMES = {
    Kind.ROW: "ledger_guard_row",
    Kind.PART: "ledger_guard_part",
    Kind.NAMED: "ledger_guard_named",
    Kind.FOLLOWING: "ledger_guard_following",
    Kind.FEED: "ledger_guard_change",
    Kind.COUNTER: "ledger_guard_counter",
}
# A trigger of ours, with the digest of what made it (its comment), whether it is switched on, and its function's text.
_EXISTING = """
SELECT c.relname, t.tgname, t.tgenabled, obj_description(t.oid, 'pg_trigger'), p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND t.tgname LIKE '%\\_guard%' AND n.nspname = current_schema()
"""
_SWITCHED_ON = ("O", "A")


def existing(connection: BaseDatabaseWrapper) -> dict[str, set[tuple[str, str]]]:
    """The triggers that there are by table: what made each of them, and the text of its function."""
    found: dict[str, set[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING)
        for table, name, enabled, made_by, source in cursor.fetchall():
            said = (made_by or "") if enabled in _SWITCHED_ON else f"{name} is switched off"
            found.setdefault(table, set()).add((said, source.strip()))
    return found


def stands(there: dict[str, set[tuple[str, str]]], table: str, wanted: Sequence[str]) -> bool:
    """Whether the triggers of a table are these, and no others."""
    made_by = {sha256(sql) for sql in wanted if sql.startswith("CREATE TRIGGER")}
    sources = {_source(sql) for sql in wanted if "CREATE OR REPLACE FUNCTION" in sql}
    own = there.get(table, set())
    return {made for made, _ in own} == made_by and {source for _, source in own} == sources


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take all guards away."""
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING)
        for table, name, *_ in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')


def statements(guard: Guard, columns: Sequence[str]) -> list[str]:
    """The statements that make a guard: its function and its trigger."""
    function, events = _FUNCTIONS[guard.kind]
    arguments = ", ".join(f"'{argument}'" for argument in guard.arguments)
    name = f"{guard.table}_guard_following" if guard.kind is Kind.FOLLOWING else f"{guard.table}_guard"
    when = (
        "WHEN (NEW.superseded_at IS DISTINCT FROM OLD.superseded_at) " if guard.kind is Kind.FOLLOWING else ""
    )
    made = [
        function,
        *_trigger(guard.table, name, events, f"FOR EACH ROW {when}", f"{_NAMES[guard.kind]}({arguments})"),
    ]
    if guard.kind is not Kind.FOLLOWING:
        emptying = f"{guard.table}_guard_emptying"
        made += [_EMPTYING]
        made += _trigger(
            guard.table, emptying, "BEFORE TRUNCATE", "FOR EACH STATEMENT ", "ledger_guard_emptying()"
        )
    return made


def _trigger(table: str, name: str, events: str, each: str, call: str) -> list[str]:
    made = f'CREATE TRIGGER "{name}" {events} ON "{table}" {each}EXECUTE FUNCTION {call}'
    return [made, f'COMMENT ON TRIGGER "{name}" ON "{table}" IS \'{sha256(made)}\'']


def _source(function: str) -> str:
    """The text of a function between its dollars, as the catalogue keeps it."""
    return function.split("$$")[1].strip()
