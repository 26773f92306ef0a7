package io.cdcpipeline.local.status;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.source.SourceDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The replication slot.
 *
 * @param retainedBytes of the source's log, kept on its disk for this slot
 * @param confirmedLsn what lies before has been acknowledged by Kafka
 */
public record SlotStatus(String name, boolean active, long retainedBytes, String confirmedLsn) {

    private static final String SLOT =
            "SELECT active, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint, confirmed_flush_lsn::text"
                    + " FROM pg_replication_slots WHERE slot_name = ?";

    /** Empty while there is no slot, or no source that answers. */
    static Optional<SlotStatus> ask(Endpoints endpoints) {
        if (endpoints.slot() == null) {
            return Optional.empty();
        }
        try (Connection connection = new SourceDatabase(endpoints).connect();
                PreparedStatement statement = connection.prepareStatement(SLOT)) {
            statement.setString(1, endpoints.slot());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new SlotStatus(endpoints.slot(), row.getBoolean(1), row.getLong(2), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException | LocalException e) {
            return Optional.empty();
        }
    }
}
