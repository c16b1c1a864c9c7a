"""What PostgreSQL's triggers call; ledger/triggers.py puts them on the tables, and says what they are for."""

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
  SELECT stamp INTO moment FROM ledger_counter WHERE head = '';
  IF TG_OP = 'INSERT' THEN
    IF NEW.recorded_at IS DISTINCT FROM moment THEN
      RAISE EXCEPTION 'ledger_change: recorded_at is not the stamp of this moment' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.payload IS NULL AND to_jsonb(NEW) - 'payload' = to_jsonb(OLD) - 'payload' THEN
    IF EXISTS (
      SELECT 1 FROM ledger_change WHERE action = 'redacted' AND type = OLD.type AND key = OLD.key
        AND recorded_at = moment AND sequence > OLD.sequence
    ) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'ledger_change: a payload goes only with a redaction' USING ERRCODE = 'check_violation';
  END IF;
  RAISE EXCEPTION 'ledger_change: a row of the feed is never changed or deleted' USING ERRCODE = 'check_violation';
END $$;

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

# Apart from the functions above, so that a table gets these by a migration of its own.
POSTGRESQL_FOLLOWING = """
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
POSTGRESQL_NAMED = """
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
POSTGRESQL_EMPTYING = """
CREATE OR REPLACE FUNCTION ledger_guard_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: a table of the record is never emptied', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
"""
