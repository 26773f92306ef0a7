package io.cdcpipeline.source;

/** Every statement that the operator sends to a MariaDB server. */
final class MariaDbSql {

    static final String VARIABLES = """
            SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'log_bin', 'binlog_format', 'binlog_row_image',
              'log_bin_compress', 'binlog_expire_logs_seconds', 'expire_logs_days', 'server_id', 'read_only',
              'log_slave_updates', 'lower_case_table_names', 'gtid_binlog_pos', 'gtid_binlog_state',
              'max_binlog_total_size', 'sync_binlog')
            """;

    static final String ACCOUNT = "SELECT current_user()";

    static final String GRANTS = "SHOW GRANTS";

    /** To those that may do neither, the server says so, and nothing of it is known. */
    static final String REPLICAS = "SHOW SLAVE HOSTS";

    static final String FILTER = "SHOW MASTER STATUS";
    static final String FILES = "SHOW BINARY LOGS";

    /** What lies before a file; a function of the server's, so the name is bound. */
    static final String BEFORE = "SELECT BINLOG_GTID_POS(?, 4)";

    static final String TABLES = """
            SELECT t.table_schema AS db, t.table_name AS name, coalesce(e.transactions, '') = 'YES' AS transactional,
                   f.table_name IS NOT NULL AS referring, k.table_name IS NOT NULL AS keyed
            FROM information_schema.tables t
            LEFT JOIN information_schema.engines e ON e.engine = t.engine
            LEFT JOIN (SELECT DISTINCT table_schema, table_name FROM information_schema.key_column_usage
                       WHERE referenced_table_name IS NOT NULL) f
              ON f.table_schema = t.table_schema AND f.table_name = t.table_name
            LEFT JOIN (SELECT DISTINCT table_schema, table_name FROM
                         (SELECT table_schema, table_name FROM information_schema.statistics
                          WHERE non_unique = 0 GROUP BY table_schema, table_name, index_name
                          HAVING max(nullable) <> 'YES') strict) k
              ON k.table_schema = t.table_schema AND k.table_name = t.table_name
            WHERE t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
              AND t.table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
            """;

    private MariaDbSql() {}

    /** The catalogue tells the rules of foreign keys only to those who may do more than read. */
    static String definition(String database, String table) {
        return "SHOW CREATE TABLE " + quoted(database) + "." + quoted(table);
    }

    /** Fails where the user lacks a column: rights can lie on each. */
    static String read(String database, String table) {
        return "SELECT * FROM " + quoted(database) + "." + quoted(table) + " LIMIT 0";
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
