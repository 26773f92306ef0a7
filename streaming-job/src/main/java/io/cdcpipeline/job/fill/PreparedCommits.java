package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.catalog.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Takes views of a MariaDB while no prepared transaction (XA) is being committed there. The server writes such a commit into its log
 * first, and then makes the rows visible: a view taken between the two would lack rows that its place in the log counts as seen.
 *
 * @param connection that takes no part in the views
 */
public record PreparedCommits(Connection connection, TableName table) {

    private static final int ROUNDS = 50;

    /** A commit that began before is over by then: what is open are two writes. */
    private static final long COMMIT_MILLIS = 100;

    private static final String COMMITS = "SHOW GLOBAL STATUS LIKE 'Com_xa_commit'";

    /** Takes a view, or several. */
    public interface Views<T> {
        T take() throws SQLException;
    }

    /** @throws FillDelayedException when such transactions never rest */
    public <T> T without(Views<T> views) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            long before = commits();
            if (arePrepared()) {
                pause();
            }
            T taken = views.take();
            if (commits() == before) {
                return taken;
            }
        }
        throw new FillDelayedException(
                "the fill of " + table
                        + " waits: prepared transactions (XA) are committed in the source all the time, and no view is known to have all of them");
    }

    private long commits() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COMMITS)) {
            row.next();
            return row.getLong(2);
        }
    }

    private boolean arePrepared() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("XA RECOVER")) {
            return rows.next();
        }
    }

    private void pause() {
        try {
            Thread.sleep(COMMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FillDelayedException("the fill of " + table + " was interrupted");
        }
    }
}
