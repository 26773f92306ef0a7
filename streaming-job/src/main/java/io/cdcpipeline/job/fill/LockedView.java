package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.job.state.FilledAt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A view of the source that other connections can take, too, as long as this is open. One table can be read and changed
 * meanwhile, but not altered or truncated.
 *
 * @param name by which {@code SET TRANSACTION SNAPSHOT} finds it
 * @param transactions {@code pg_current_snapshot()}
 * @param place in the source's log, behind all commits that the view sees
 */
public record LockedView(Connection connection, String name, String transactions, long place) implements AutoCloseable {

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

    /** @param connection which this closes */
    public static LockedView take(Connection connection, TableName table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // Before the view is taken: a table that is rewritten after it looks empty in it.
            statement.execute("LOCK TABLE " + table.quoted() + " IN ACCESS SHARE MODE");
            try (ResultSet row = statement.executeQuery(EXPORT)) {
                row.next();
                return new LockedView(connection, row.getString(1), row.getString(2), row.getLong(3));
            }
        }
    }

    /** Has a connection see what the view of that name sees, for its next transaction. */
    public static void join(Connection connection, String name) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            statement.execute("SET TRANSACTION SNAPSHOT '" + name + "'");
        }
    }

    /** @param from a position of the log before it was taken */
    public FilledAt at(long from) {
        return new FilledAt(transactions, from, place);
    }

    /** Who waits for the table until this is closed; null for nobody. */
    public String waiter(long oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITERS)) {
            statement.setLong(1, oid);
            statement.setLong(2, oid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    @Override
    public void close() {
        close(connection);
    }

    /** Also of one that came to nothing. */
    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends the transaction when the connection is gone.
        }
    }
}
