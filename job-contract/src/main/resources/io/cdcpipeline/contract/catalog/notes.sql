-- Notes of what each table is, from which place of the log on: pgoutput tells columns by name only. Each row holds for those changes of its
-- table whose own place is not before its lsn, up to the next row. May be run again at any time. To be run as superuser.
BEGIN ISOLATION LEVEL READ COMMITTED;

CREATE SCHEMA IF NOT EXISTS cdc;

-- system, database: where the row was written; in a copy that was restored from a dump, oids and places are another's.
-- transaction: that wrote it. files: what holds the table's rows; others after a rewrite.
-- follows: nothing happened to the columns between the table's row before and this one.
-- columns, by attnum: name, type and modifier, null for one that was dropped; null in all when nobody knows.
-- initials, by attnum: what rows have that were there before the column.
CREATE TABLE IF NOT EXISTS cdc.ddl (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  system bigint NOT NULL,
  database oid NOT NULL,
  transaction bigint NOT NULL,
  relation oid NOT NULL,
  lsn pg_lsn NOT NULL,
  follows boolean NOT NULL,
  files text,
  columns jsonb,
  initials jsonb
);
CREATE INDEX IF NOT EXISTS ddl_relation ON cdc.ddl (relation, lsn);

-- Nobody knows what the table is from here on, until the next note.
CREATE OR REPLACE FUNCTION cdc.note_unknown(noted oid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO cdc.ddl (system, database, transaction, relation, lsn, follows)
  SELECT s.system_identifier, d.oid, txid_current(), noted, pg_current_wal_insert_lsn(), false
  FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()
$$;

CREATE OR REPLACE FUNCTION cdc.columns_of(noted oid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(a.attnum, CASE WHEN NOT a.attisdropped THEN
    jsonb_build_object('name', a.attname, 'type', a.atttypid::bigint, 'modifier', a.atttypmod) END), '{}')
  FROM pg_attribute a WHERE a.attrelid = noted AND a.attnum > 0
$$;

CREATE OR REPLACE FUNCTION cdc.files_of(noted oid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT md5(string_agg(s.oid || ':' || s.relfilenode, ' ' ORDER BY s.oid))
  FROM (SELECT noted AS oid UNION SELECT t.relid FROM pg_partition_tree(noted) t) parts
  JOIN pg_class s ON s.oid = parts.oid AND s.relkind = 'r'
$$;

-- A column keeps what the first note said of it: a later rewrite takes that out of the catalogue. Of one that is new attmissingval tells, and
-- a table that was rewritten for it gave each row its own. Printed as the log's values are: it is an array of one element, whose text
-- array_to_string gives, whatever stands between elements of its type.
CREATE OR REPLACE FUNCTION cdc.initials_of(noted oid, before cdc.ddl, rewritten boolean) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET DateStyle = 'ISO' SET TimeZone = 'UTC' SET IntervalStyle = 'postgres' SET bytea_output = 'hex' SET extra_float_digits = 1
SET lc_monetary = 'C' AS $$
  SELECT coalesce(jsonb_object_agg(a.attnum, CASE
    WHEN jsonb_typeof(before.columns -> a.attnum::text) = 'object' THEN before.initials -> a.attnum::text
    ELSE coalesce((
      SELECT CASE
        WHEN m.atthasmissing THEN
          jsonb_build_object('known', true, 'text', array_to_string(m.attmissingval, ','))
        WHEN rewritten OR s.relfilenode <> s.oid AND (a.atthasdef OR a.attidentity <> '') THEN '{}'
        ELSE '{"known": true}' END
      FROM (SELECT noted AS oid UNION SELECT t.relid FROM pg_partition_tree(noted) t) parts
      JOIN pg_class s ON s.oid = parts.oid AND s.relkind = 'r'
      JOIN pg_attribute m ON m.attrelid = s.oid AND m.attname = a.attname
      ORDER BY m.atthasmissing DESC, s.relfilenode <> s.oid DESC LIMIT 1), '{"known": true}') END), '{}')
  FROM pg_attribute a
  WHERE a.attrelid = noted AND a.attnum > 0 AND NOT a.attisdropped
$$;

-- Notes one table as it is now. Whoever altered it holds its lock until his transaction ends: the newest row is that of the change before.
CREATE OR REPLACE FUNCTION cdc.note(noted oid, created boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  source record;
  own xid[];
  before cdc.ddl;
  is_first boolean;
  is_next boolean;
  has_missed boolean := current_setting('cdc.missed', true) IS NOT DISTINCT FROM txid_current()::text;
  now_columns jsonb := cdc.columns_of(noted);
  now_files text := cdc.files_of(noted);
BEGIN
  SELECT s.system_identifier AS system, d.oid AS database INTO STRICT source
  FROM pg_control_system() s, pg_database d WHERE d.datname = current_database();
  -- The transaction, and those below it that were not rolled back.
  SELECT coalesce(array_agg(l.transactionid), '{}') INTO own FROM pg_locks l
  WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted AND l.pid = pg_backend_pid();
  -- A table's hidden columns are as old as it is. What has its number and is older was another one.
  created := created AND EXISTS (SELECT FROM pg_attribute a
    WHERE a.attrelid = noted AND a.attname = 'tableoid' AND a.xmin = ANY (own));
  IF created THEN
    DELETE FROM cdc.ddl d WHERE d.relation = noted AND d.transaction <> txid_current();
  END IF;
  SELECT * INTO before FROM cdc.ddl d
  WHERE d.relation = noted AND d.system = source.system AND d.database = source.database
  ORDER BY d.lsn DESC, d.id DESC LIMIT 1;
  is_first := created AND before.id IS NULL AND NOT has_missed;
  -- What this transaction has not changed has to be as it was noted; else somebody changed it unseen.
  is_next := before.columns IS NOT NULL AND NOT has_missed AND NOT EXISTS (SELECT FROM pg_attribute a
    WHERE a.attrelid = noted AND a.attnum > 0 AND NOT a.xmin = ANY (own)
      AND now_columns -> a.attnum::text IS DISTINCT FROM before.columns -> a.attnum::text);
  IF is_next AND before.columns = now_columns AND before.files IS NOT DISTINCT FROM now_files THEN
    RETURN;
  END IF;
  INSERT INTO cdc.ddl (system, database, transaction, relation, lsn, follows, files, columns, initials)
  VALUES (source.system, source.database, txid_current(), noted,
    -- The rows of CREATE TABLE AS come before the trigger.
    CASE WHEN is_first THEN '0/0' ELSE pg_current_wal_insert_lsn() END,
    is_next, now_files, now_columns,
    CASE WHEN is_first THEN (SELECT coalesce(jsonb_object_agg(c.key, '{"known": true}'::jsonb), '{}') FROM jsonb_each(now_columns) c)
    ELSE cdc.initials_of(noted, before, before.files <> now_files) END);
END $$;

-- The tables that have to do with what a statement touched: themselves, those of a type, and children, which change with their parent. A
-- partition is published as its root.
CREATE OR REPLACE FUNCTION cdc.tables_of(touched oid[]) RETURNS SETOF oid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH RECURSIVE types AS (
    SELECT t.oid FROM pg_type t WHERE t.oid = ANY (touched) AND t.typtype = 'c'
    UNION SELECT c.reltype FROM pg_class c WHERE c.oid = ANY (touched) AND c.relkind = 'c'),
  tables AS (
    SELECT c.oid FROM pg_class c WHERE c.oid = ANY (touched)
    UNION
    SELECT c.oid FROM pg_class c WHERE EXISTS (SELECT FROM types) AND c.reloftype IN (SELECT t.oid FROM types t)
    UNION
    SELECT i.inhrelid FROM pg_inherits i JOIN tables t ON t.oid = i.inhparent)
  SELECT c.oid FROM tables JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'cdc')
  ORDER BY c.oid
$$;

-- What goes wrong is a warning, and the tables' notes are of no use until the next: the statement itself is not to fail. Above READ COMMITTED a
-- query does not see what others did to a table since the transaction began, though the statement acts on it.
CREATE OR REPLACE FUNCTION cdc.note_all(touched oid[], created oid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' SET jit = off AS $$
BEGIN
  IF current_setting('transaction_isolation') IN ('read committed', 'read uncommitted') THEN
    PERFORM cdc.note(t, t = ANY (created)) FROM cdc.tables_of(touched) t;
  ELSE
    PERFORM cdc.note_unknown(t) FROM cdc.tables_of(touched) t;
  END IF;
EXCEPTION WHEN OTHERS THEN
  PERFORM set_config('cdc.missed', txid_current()::text, true);
  RAISE WARNING 'cdc: columns of tables are not noted: %', SQLERRM;
  BEGIN
    PERFORM cdc.note_unknown(t) FROM cdc.tables_of(touched) t;
  EXCEPTION WHEN OTHERS THEN
    NULL; -- the catalogue shows that something is missing
  END;
END $$;

CREATE OR REPLACE FUNCTION cdc.note_commands() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  touched oid[];
  created oid[];
BEGIN
  SELECT array_agg(c.objid), array_agg(c.objid) FILTER (WHERE c.command_tag IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO'))
  INTO touched, created FROM pg_event_trigger_ddl_commands() c
  WHERE c.classid IN ('pg_class'::regclass, 'pg_type'::regclass);
  IF touched IS NOT NULL THEN
    PERFORM cdc.note_all(touched, created);
  END IF;
EXCEPTION WHEN OTHERS THEN
  PERFORM set_config('cdc.missed', txid_current()::text, true);
  RAISE WARNING 'cdc: columns of tables are not noted: %', SQLERRM;
END $$;

-- CASCADE takes columns from tables that no command names. Of a table that is gone nobody asks again.
CREATE OR REPLACE FUNCTION cdc.note_drops() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  touched oid[];
  gone oid[];
BEGIN
  SELECT array_agg(o.objid) FILTER (WHERE o.objsubid > 0), array_agg(o.objid) FILTER (WHERE o.objsubid = 0) INTO touched, gone
  FROM pg_event_trigger_dropped_objects() o WHERE o.classid = 'pg_class'::regclass AND NOT o.is_temporary;
  IF touched IS NOT NULL THEN
    PERFORM cdc.note_all(touched, NULL);
  END IF;
  IF gone IS NOT NULL AND current_setting('transaction_isolation') IN ('read committed', 'read uncommitted') THEN
    DELETE FROM cdc.ddl d WHERE d.relation = ANY (gone);
  END IF;
EXCEPTION WHEN OTHERS THEN
  PERFORM set_config('cdc.missed', txid_current()::text, true);
  RAISE WARNING 'cdc: columns of tables are not noted: %', SQLERRM;
END $$;

REVOKE ALL ON FUNCTION cdc.note_unknown(oid), cdc.columns_of(oid), cdc.files_of(oid), cdc.initials_of(oid, cdc.ddl, boolean), cdc.note(oid, boolean),
  cdc.tables_of(oid[]), cdc.note_all(oid[], oid[]), cdc.note_commands(), cdc.note_drops() FROM PUBLIC;

-- Triggers fire in the order of their names: what another one writes into a table comes after its note.
DROP EVENT TRIGGER IF EXISTS "!cdc_commands";
DROP EVENT TRIGGER IF EXISTS "!cdc_drops";
CREATE EVENT TRIGGER "!cdc_commands" ON ddl_command_end EXECUTE FUNCTION cdc.note_commands();
CREATE EVENT TRIGGER "!cdc_drops" ON sql_drop EXECUTE FUNCTION cdc.note_drops();
ALTER EVENT TRIGGER "!cdc_commands" ENABLE ALWAYS;
ALTER EVENT TRIGGER "!cdc_drops" ENABLE ALWAYS;

-- What is there already, from here on: nobody alters a table while it is looked at.
DO $$
DECLARE
  t record;
BEGIN
  SET LOCAL lock_timeout = '2s';
  FOR t IN SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND NOT c.relispartition
      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'cdc')
  LOOP
    BEGIN
      EXECUTE format('LOCK TABLE ONLY %s IN ACCESS SHARE MODE', t.name);
      PERFORM cdc.note(t.oid, false);
    EXCEPTION WHEN OTHERS THEN
      RAISE WARNING 'cdc: the columns of % are not noted: %', t.name, SQLERRM;
    END;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA cdc TO ${reader};
GRANT SELECT ON cdc.ddl TO ${reader};
COMMIT;
