-- Every table tells whole old rows, whatever key it has: PostgreSQL's own tests change and drop keys at will.
CREATE FUNCTION cdc.regress_identity() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE
  relation oid;
BEGIN
  FOR relation IN
    SELECT c.oid FROM pg_event_trigger_ddl_commands() d JOIN pg_class c ON c.oid = d.objid
    WHERE d.classid = 'pg_class'::regclass AND c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND c.relreplident <> 'f'
      AND c.relnamespace::regnamespace::text NOT IN ('cdc', 'pg_catalog', 'information_schema')
  LOOP
    EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', relation::regclass);
  END LOOP;
END $$;

CREATE EVENT TRIGGER regress_identity ON ddl_command_end
  WHEN TAG IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE', 'CREATE SCHEMA')
  EXECUTE FUNCTION cdc.regress_identity();
