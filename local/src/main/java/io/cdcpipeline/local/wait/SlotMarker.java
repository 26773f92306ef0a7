package io.cdcpipeline.local.wait;

import io.cdcpipeline.local.LocalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A place in PostgreSQL's log, and whether the slot's reader is known to have passed it. */
record SlotMarker(Connection connection, String slot, String lsn) implements LogMarker {

    /** Transactional, so that the reader sees a commit behind all those that were there before. */
    private static final String EMIT = "SELECT pg_logical_emit_message(true, 'cdc.wait', '')::text";

    private static final String CONFIRMED =
            "SELECT confirmed_flush_lsn::text, confirmed_flush_lsn >= ?::pg_lsn FROM pg_replication_slots"
                    + " WHERE slot_name = ?";

    static SlotMarker set(Connection connection, String slot) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EMIT);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new SlotMarker(connection, slot, row.getString(1));
        }
    }

    @Override
    public Optional<String> missing() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CONFIRMED)) {
            statement.setString(1, lsn);
            statement.setString(2, slot);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.of("there is no replication slot " + slot + " yet");
                }
                return row.getBoolean(2)
                        ? Optional.empty()
                        : Optional.of("Debezium has confirmed the source's log up to " + row.getString(1)
                                + ", the call was at " + lsn);
            }
        } catch (SQLException e) {
            throw new LocalException("Cannot read the state of slot " + slot + ": " + e.getMessage(), e);
        }
    }
}
