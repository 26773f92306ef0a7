package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.SourceDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** PostgreSQL's log: positions are LSNs, and the slot tells what is in Kafka. Not thread-safe. */
final class PostgresLogReader implements SourceLogReader {

    private static final String NOW =
            "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint, extract(epoch FROM clock_timestamp()) * 1000";

    /** Transactional, so that the slot's reader sees a commit behind all those that were there before. */
    private static final String MARK = "SELECT (pg_logical_emit_message(true, 'cdc.wait', '') - '0/0')::bigint";

    private static final String CONFIRMED =
            "SELECT (confirmed_flush_lsn - '0/0')::bigint FROM pg_replication_slots WHERE slot_name = ?";

    private final Connection connection;
    private final String slot;

    PostgresLogReader(SourceDatabase database) {
        this.connection = new SourceConnections(database).open();
        this.slot = database.slot();
    }

    @Override
    public Place now() {
        try (PreparedStatement statement = connection.prepareStatement(NOW);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Place(row.getLong(1), Instant.ofEpochMilli((long) row.getDouble(2)));
        } catch (SQLException e) {
            throw SourceException.of("The source's position cannot be read", e);
        }
    }

    /** Writes a message that nobody reads into the log, so that its reader has something to confirm. */
    @Override
    public long mark() {
        try (PreparedStatement statement = connection.prepareStatement(MARK);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw SourceException.of("The source's log cannot be marked", e);
        }
    }

    @Override
    public long confirmed() {
        try (PreparedStatement statement = connection.prepareStatement(CONFIRMED)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw SourceException.of("Replication slot " + slot + " cannot be looked at", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
