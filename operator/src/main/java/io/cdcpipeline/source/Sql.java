package io.cdcpipeline.source;

/** Every statement that the operator sends to a source. Values are bound, never pasted in. */
final class Sql {

    /** {@code rds_replication} stands in for the attribute where nobody gets it (Amazon RDS, Aurora). */
    static final String SERVER = """
            SELECT current_setting('server_version_num')::int AS version,
                   current_setting('wal_level') AS wal_level,
                   pg_is_in_recovery() AS standby,
                   current_setting('max_replication_slots')::int AS max_slots,
                   (SELECT count(*) FROM pg_replication_slots) AS used_slots,
                   (SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user)
                     OR EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_replication'
                                AND pg_has_role(current_user, oid, 'MEMBER')) AS may_replicate
            """;

    private static final String RETAINED = """
            coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
              ELSE pg_current_wal_lsn() END, s.restart_lsn), 0)::bigint""";

    /** PostgreSQL 12 keeps whatever it takes; slots fail over from 17 on. */
    static final String SLOT = """
            SELECT s.plugin, s.database, s.active, s.confirmed_flush_lsn::text AS confirmed, %s AS retained,
                   coalesce((SELECT setting::bigint * 1048576 FROM pg_settings
                     WHERE name = 'max_slot_wal_keep_size' AND setting::bigint >= 0), 0) AS server_limit,
                   coalesce((to_jsonb(s) ->> 'failover')::boolean, false) AS failover,
                   coalesce((to_jsonb(s) ->> 'synced')::boolean, false) AS synced
            FROM pg_replication_slots s WHERE s.slot_name = ?
            """.formatted(RETAINED);

    /** Whoever reads on meanwhile keeps the slot: it is asked once more for how much it holds back. */
    private static final String OVER = """
             FROM pg_replication_slots s WHERE s.slot_name = ? AND s.database = current_database()
               AND s.plugin = 'pgoutput' AND %s >= ?""".formatted(RETAINED);

    static final String END_READER_OVER = "SELECT pg_terminate_backend(s.active_pid)" + OVER + " AND s.active";

    static final String RELEASE_SLOT = "SELECT pg_drop_replication_slot(s.slot_name)" + OVER;

    /** PostgreSQL 12 publishes no partitioned table, and has no such column. */
    static final String PUBLICATION = """
            SELECT array_to_string(ARRAY[CASE WHEN NOT pubinsert THEN 'INSERT' END, CASE WHEN NOT pubupdate THEN 'UPDATE' END,
                     CASE WHEN NOT pubdelete THEN 'DELETE' END, CASE WHEN NOT pubtruncate THEN 'TRUNCATE' END], ', ') AS lacking,
                   coalesce((to_jsonb(p) ->> 'pubviaroot')::boolean, true) AS by_root
            FROM pg_publication p WHERE pubname = ?
            """;

    /** Partitions are published as their roots; what a database keeps for itself is nobody's table. */
    static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name,
                   has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable,
                   NOT row_security_active(c.oid) AS visible,
                   c.relreplident = 'f' OR EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisvalid AND i.indimmediate
                     AND CASE c.relreplident WHEN 'i' THEN i.indisreplident WHEN 'd' THEN i.indisprimary
                     ELSE false END) AS identifiable,
                   EXISTS (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
                     WHERE r.prrelid = c.oid AND p.pubname = ?)
                     OR EXISTS (SELECT FROM pg_publication_tables t WHERE t.pubname = ?
                     AND t.schemaname = n.nspname AND t.tablename = c.relname) AS published,
                   EXISTS (SELECT FROM pg_publication p WHERE p.pubname = ? AND p.pubupdate AND p.pubdelete) AS refuses,
                   c.relkind = 'p' AS partitioned
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence = 'p' AND NOT c.relispartition
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'cdc')
            ORDER BY n.nspname, c.relname
            """;

    /** What a snapshot, which goes by names alone, would copy, and no change ever reach. */
    static final String UNFOLLOWED = """
            SELECT n.nspname AS schema, c.relname AS name
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND (c.relispartition OR c.relpersistence = 'u')
              AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'cdc')
            ORDER BY n.nspname, c.relname
            """;

    /** Of the replication protocol. To a pooler that drops what it does not know of a connection, it is no SQL. */
    static final String IDENTIFY = "IDENTIFY_SYSTEM";

    static final String UNKNOWN_COMMAND = "42601";

    /** Its reader has been told to stop before; one that is stuck would keep the slot for ever. */
    static final String END_READER =
            "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = ? AND active";

    static final String DROP_SLOT =
            "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = ?";

    /** A name can't be bound in DDL, so the server itself quotes it. */
    static final String DROP_PUBLICATION =
            "SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication WHERE pubname = ?";

    private Sql() {}
}
