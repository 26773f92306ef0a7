package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.PublishedPart;
import io.cdcpipeline.contract.catalog.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether a view of a table that is taken now and the stream together have all of the table. */
record SourceReadiness(Connection connection, SourceDatabase database) {

    private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;
    private static final long POLL_MILLIS = 100;

    /** On a standby {@code pg_current_snapshot()} says nothing of transactions in progress: they are kept elsewhere then. */
    private static final String STANDBY = "SELECT pg_is_in_recovery()";

    private static final String SLOT =
            "SELECT FROM pg_replication_slots WHERE slot_name = ? AND confirmed_flush_lsn IS NOT NULL";

    private static final String NOW = "SELECT (pg_current_wal_lsn() - '0/0')::bigint";

    /**
     * Each transaction that has an id, which it gets before it writes, holds a lock on it until it is over. The bounds of {@code
     * pg_current_snapshot()} do not tell: one that runs may be above the last that has ended.
     */
    private static final String RUNNING = """
            SELECT l.transactionid::text,
              coalesce('the prepared transaction ' || p.gid || ', since ' || date_trunc('second', p.prepared),
                'the transaction of pid ' || l.pid || coalesce(' (' || a.usename || ')', '')
                  || coalesce(', open for ' || date_trunc('second', clock_timestamp() - a.xact_start), ''))
            FROM pg_locks l
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            LEFT JOIN pg_prepared_xacts p ON p.transaction = l.transactionid
            WHERE l.locktype = 'transactionid' AND l.mode = 'ExclusiveLock' AND l.granted
              AND current_database() IN (a.datname, p.database)
            ORDER BY a.xact_start NULLS FIRST""";

    /** @throws SourceException when the stream does not carry the table's changes from now on */
    void check(TableName table) throws SQLException {
        if (isTrue(STANDBY)) {
            throw new SourceException(
                    "Table " + table + " cannot be filled from " + database.host()
                            + ", which is a standby and cannot tell which transactions it has seen: name the primary in the manifest");
        }
        if (!hasSlot(connection, database.slot())) {
            throw new FillDelayedException("the fill of " + table + " waits: replication slot " + database.slot()
                    + " is not there yet, which keeps the changes that follow");
        }
        if (PublishedPart.of(connection::prepareStatement, database.publication(), table)
                .isEmpty()) {
            throw new NotPublishedException(
                    "Table " + table + " cannot be filled: publication " + database.publication()
                            + " does not have it, so that its changes would not follow; ALTER PUBLICATION "
                            + TableName.quoted(database.publication()) + " ADD TABLE " + table.quoted());
        }
    }

    /** Whether the slot keeps what is written from now on: not before it has been made to its end. */
    static boolean hasSlot(Connection connection, String slot) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOT)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private boolean isTrue(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Waits until all transactions that run now have ended: one that has written to the table before it was published is neither
     * in a view of now nor, with that part, in the stream.
     *
     * @return a position of the log before the view that follows
     */
    long awaitOlderTransactions() throws SQLException {
        long place = place();
        Map<String, String> older = running();
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (!older.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new FillDelayedException("the fill waits for "
                        + older.values().iterator().next()
                        + ", which may have changed the table before it was published: it has to end first");
            }
            pause();
            older.keySet().retainAll(running().keySet());
        }
        return place;
    }

    private long place() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOW);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Transactions that write, the oldest first, each with a name for people. */
    private Map<String, String> running() throws SQLException {
        Map<String, String> running = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RUNNING);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                running.put(row.getString(1), row.getString(2));
            }
        }
        return running;
    }

    /** No message tells that a transaction has ended. */
    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FillDelayedException("the fill was interrupted");
        }
    }
}
