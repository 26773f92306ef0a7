package io.cdcpipeline.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Gives a slot up whose log has grown over its limit, also while somebody reads from it, too slowly. */
final class SlotRelease {

    /** A reader that was ended needs a moment to let go, and comes again a moment later: in between it goes. */
    private static final int ATTEMPTS = 40;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private SlotRelease() {}

    /** Whether it is dropped; not where it has been read meanwhile, or somebody holds it all the time. */
    static boolean attempt(Connection connection, String slot, WalLimit limit) throws SQLException {
        for (int i = 0; i < ATTEMPTS; i++) {
            found(connection, Sql.END_READER_OVER, slot, limit);
            try {
                return found(connection, Sql.RELEASE_SLOT, slot, limit);
            } catch (SQLException e) {
                if (Refusal.of(e) != Refusal.IN_USE || !paused()) {
                    throw e;
                }
            }
        }
        return false;
    }

    private static boolean found(Connection connection, String sql, String slot, WalLimit limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, slot);
            statement.setLong(2, limit.bytes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
