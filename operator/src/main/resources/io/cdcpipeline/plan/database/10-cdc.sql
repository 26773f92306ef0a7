-- Runs once, as superuser, before the user's own SQL.
\set ON_ERROR_STOP on
\set owner_password `cat /etc/cdc/owner/password`
\set replication_password `cat /etc/cdc/replication/password`

-- The owner: applications log in as this role, and the user's own SQL runs as it.
CREATE ROLE ${owner} LOGIN PASSWORD :'owner_password';
ALTER DATABASE ${database} OWNER TO ${owner};

-- The reader of changes. It gets no right on data here: cdc.publish grants SELECT on what is published, table by table. Policies hide
-- no row from it, as they hide none in the log.
CREATE ROLE ${replication} LOGIN REPLICATION BYPASSRLS PASSWORD :'replication_password';
GRANT CONNECT ON DATABASE ${database} TO ${replication};

CREATE SCHEMA cdc;
CREATE PUBLICATION ${publication} WITH (publish = 'insert, update, delete, truncate', publish_via_partition_root = true);

-- Tables that cdc.publish made log whole old rows because they had no primary key; they stop doing so when they get one.
CREATE TABLE cdc.keyless (relation oid PRIMARY KEY);

-- Whether a table with that identity can say which row is meant by a key.
CREATE FUNCTION cdc.is_keyed(relation oid, identity "char") RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = relation AND i.indisvalid AND i.indimmediate
    AND CASE identity WHEN 'i' THEN i.indisreplident WHEN 'n' THEN false ELSE i.indisprimary END)
$$;
REVOKE ALL ON FUNCTION cdc.is_keyed(oid, "char") FROM PUBLIC;

-- Publishes a table in such a way that its owner's statements go on working: PostgreSQL refuses UPDATE and DELETE on a
-- published table that cannot say which row is meant.
CREATE FUNCTION cdc.publish(relation oid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET cdc.publishing = 'on' AS $$
DECLARE
  t record;
  keyed boolean;
BEGIN
  SELECT c.oid::regclass AS name, n.oid::regnamespace AS schema, c.relkind, c.relreplident, c.relispartition INTO t
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid = relation AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'cdc');
  IF NOT FOUND THEN
    RETURN;
  END IF;
  keyed := cdc.is_keyed(relation, t.relreplident);
  IF NOT keyed AND t.relreplident <> 'f' THEN
    EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', t.name);
    INSERT INTO cdc.keyless VALUES (relation) ON CONFLICT DO NOTHING;
  ELSIF keyed AND t.relreplident = 'f' AND EXISTS (SELECT FROM cdc.keyless k WHERE k.relation = publish.relation) THEN
    EXECUTE format('ALTER TABLE %s REPLICA IDENTITY DEFAULT', t.name);
    DELETE FROM cdc.keyless k WHERE k.relation = publish.relation;
  END IF;
  IF t.relispartition THEN
    RETURN; -- its changes are published as its root's
  END IF;
  -- Locks the publication until the transaction ends, so that whoever creates another table meanwhile waits here.
  IF NOT EXISTS (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
    WHERE r.prrelid = relation AND p.pubname = '${publication}') THEN
    EXECUTE format('ALTER PUBLICATION ${publication} ADD TABLE %s', t.name);
  END IF;
  EXECUTE format('GRANT SELECT ON TABLE %s TO ${replication}', t.name);
  -- Once a schema, and under that lock: of two transactions that do this at once, one would fail.
  IF NOT EXISTS (SELECT FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.oid = t.schema
    AND a.grantee = '${replication}'::regrole AND a.privilege_type = 'USAGE') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %s TO ${replication}', t.schema);
  END IF;
END $$;
REVOKE ALL ON FUNCTION cdc.publish(oid) FROM PUBLIC;

-- Every table is published in the transaction that creates it, so that not one row of it is missed. Two kinds no command names: a
-- partition that is detached, whose row of pg_class this transaction has written; and a table whose key goes with what is dropped.
CREATE FUNCTION cdc.publish_new() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- What cdc.publish itself alters fires this again; another's trigger that wants another identity has the last word.
  IF current_setting('cdc.publishing', true) = 'on' THEN
    RETURN;
  END IF;
  PERFORM cdc.publish(c.oid) FROM (
    SELECT d.objid AS oid FROM pg_event_trigger_ddl_commands() d WHERE d.classid = 'pg_class'::regclass
    UNION
    SELECT c.oid FROM pg_class c WHERE TG_TAG = 'ALTER TABLE' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.xmin = ANY (ARRAY(SELECT l.transactionid FROM pg_locks l
        WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted AND l.pid = pg_backend_pid()))
    UNION
    SELECT c.oid FROM pg_class c WHERE TG_TAG LIKE 'DROP %' AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p'
      AND c.relreplident <> 'f' AND NOT cdc.is_keyed(c.oid, c.relreplident)) c;
END $$;
REVOKE ALL ON FUNCTION cdc.publish_new() FROM PUBLIC;

CREATE EVENT TRIGGER cdc_publish ON ddl_command_end
  WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE', 'CREATE SCHEMA', 'CREATE EXTENSION',
    'DROP INDEX', 'DROP TYPE', 'DROP DOMAIN', 'DROP FUNCTION', 'DROP COLLATION', 'DROP SCHEMA', 'DROP EXTENSION', 'DROP OWNED')
  EXECUTE FUNCTION cdc.publish_new();
ALTER EVENT TRIGGER cdc_publish ENABLE ALWAYS;
