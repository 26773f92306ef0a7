package io.cdcpipeline.connect;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Where a connector begins that takes no snapshot: at its slot's consistent point, which the slot is made for when there
 * is none.
 *
 * <p>Debezium would begin there, too, but say that it begins at the log's end: a heartbeat stores that as the offset, and a
 * connector that is restarted before its first event skips all between the two.
 */
record StartPosition(PostgresConnectorConfig config) {

    private static final String USAGE = "CdcPipeline start";
    private static final String FIND = "SELECT confirmed_flush_lsn::text FROM pg_replication_slots"
            + " WHERE slot_name = ? AND database = current_database() AND plugin = 'pgoutput'";
    private static final String CREATE = "SELECT lsn::text FROM pg_create_logical_replication_slot(?, 'pgoutput')";

    /** A slot is made when all transactions that write have ended. */
    private static final int CREATION_SECONDS = 60;

    static boolean isNeeded(Configuration config) {
        return PostgresConnectorConfig.SnapshotMode.NO_DATA
                .getValue()
                .equals(config.getString(PostgresConnectorConfig.SNAPSHOT_MODE));
    }

    /**
     * @throws RetriableException when the database cannot say, or make the slot: the task is started again with back-off
     */
    Lsn find() {
        try (PostgresConnection connection = new PostgresConnection(config.getJdbcConfig(), USAGE)) {
            connection.setAutoCommit(true);
            Optional<Lsn> existing = lsn(connection, FIND);
            return existing.isPresent()
                    ? existing.get()
                    : lsn(connection, CREATE).orElseThrow();
        } catch (SQLException e) {
            throw new RetriableException(
                    "Replication slot " + config.slotName() + " can be neither found nor made: " + e.getMessage()
                            + "; it is made once no transaction is open that has written, and tried again by itself",
                    e);
        }
    }

    private Optional<Lsn> lsn(PostgresConnection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.connection().prepareStatement(sql)) {
            statement.setQueryTimeout(CREATION_SECONDS);
            statement.setString(1, config.slotName());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Lsn.valueOf(row.getString(1))) : Optional.empty();
            }
        }
    }
}
