package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.state.FilledAt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A view of one table of the source, at an exactly known place among its transactions, which others can read as long as this
 * is open. Nothing is written to the source; the table can be read and changed meanwhile, but not altered or truncated.
 */
final class SourceSnapshot implements AutoCloseable {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Positions as numbers, as the log's events have them. */
    private static final String EXPORT = "SELECT pg_export_snapshot(), pg_current_snapshot()::text,"
            + " (pg_current_wal_insert_lsn() - '0/0')::bigint";

    /** Locks of the table and its partitions that somebody waits for. */
    private static final String WAITERS = """
            SELECT 'pid ' || pid || ' (' || mode || ')' FROM pg_locks
            WHERE locktype = 'relation' AND NOT granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND (relation = ?::oid OR relation IN (SELECT relid FROM pg_partition_tree(?::oid::regclass)))
            ORDER BY pid LIMIT 1""";

    private final Connection connection;
    private final FilledTable table;
    private final String name;
    private final FilledAt at;

    private SourceSnapshot(Connection connection, FilledTable table, String name, FilledAt at) {
        this.connection = connection;
        this.table = table;
        this.name = name;
        this.at = at;
    }

    /**
     * Takes some seconds at most.
     *
     * @throws FillDelayedException when a transaction that may have changed the table unseen is still open, or somebody has
     *     locked the table
     * @throws SourceException when the table cannot be read
     */
    static SourceSnapshot take(SourceConnections connections, TableName table) {
        Connection connection = connections.open();
        try {
            SourceSnapshot snapshot = take(connection, connections.database(), table);
            connection = null;
            return snapshot;
        } catch (SQLException e) {
            throw refused(connections.database(), table, e);
        } finally {
            close(connection);
        }
    }

    private static SourceSnapshot take(Connection connection, SourceDatabase database, TableName name)
            throws SQLException {
        SourceReadiness readiness = new SourceReadiness(connection, database);
        readiness.check(name);
        long from = readiness.awaitOlderTransactions();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // Before the view is taken: a table that is rewritten after it looks empty in it.
            statement.execute("LOCK TABLE " + name.quoted() + " IN ACCESS SHARE MODE");
            try (ResultSet row = statement.executeQuery(EXPORT)) {
                row.next();
                FilledAt at = new FilledAt(row.getString(2), from, row.getLong(3));
                String snapshot = row.getString(1);
                FilledTable table = new FilledTableReader(connection, database.publication()).read(name);
                return new SourceSnapshot(connection, table, snapshot, at);
            }
        }
    }

    private static SourceException refused(SourceDatabase database, TableName table, SQLException e) {
        if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            return new FillDelayedException(
                    "the fill of " + table + " waits: somebody has locked the table in the source");
        }
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            return SourceException.of(
                    "Table " + table + " cannot be read by the role that reads changes, give it GRANT SELECT ON "
                            + table.quoted() + ", and BYPASSRLS if it has row security",
                    e);
        }
        return SourceException.of("Table " + table + " of database " + database.name() + " cannot be read", e);
    }

    /** Who waits until this is closed; null for nobody. */
    String waiter() {
        try (PreparedStatement statement = connection.prepareStatement(WAITERS)) {
            statement.setLong(1, table.oid());
            statement.setLong(2, table.oid());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw SourceException.of("Table " + table.name() + " cannot be looked after", e);
        }
    }

    FilledTable table() {
        return table;
    }

    /** By which {@code SET TRANSACTION SNAPSHOT} finds it. */
    String name() {
        return name;
    }

    FilledAt at() {
        return at;
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // The server ends the transaction when the connection is gone.
        }
    }
}
