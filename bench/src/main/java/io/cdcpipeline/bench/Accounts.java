package io.cdcpipeline.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The table {@code bench.accounts}: ten columns, and a row for each key from 1 on. */
record Accounts(Connection source, int keys) {

    private static final int TRANSACTION = 10_000;
    private static final String FILL = "INSERT INTO bench.accounts SELECT n, 'owner ' || n, 'o' || n || '@example.com',"
            + " n % 10000, random(), n % 2 = 0, date '1970-01-01' + (n % 20000), gen_random_uuid(), now(), NULL"
            + " FROM generate_series(1, ?) AS n";
    // A prime step: a transaction's keys are distinct and spread over the whole table.
    private static final String CHANGE = "UPDATE bench.accounts SET balance = balance + 1, changed = now(),"
            + " note = 'round ' || ? WHERE id IN"
            + " (SELECT 1 + (? + n * 7919::bigint) % ? FROM generate_series(1, ?) AS n)";

    void fill() throws SQLException {
        try (Statement sql = source.createStatement();
                PreparedStatement fill = source.prepareStatement(FILL)) {
            sql.executeUpdate("TRUNCATE bench.accounts");
            fill.setInt(1, keys);
            fill.executeUpdate();
        }
    }

    /** Updates that many rows, in transactions of at most 10,000. */
    void change(int changes) throws SQLException {
        try (PreparedStatement update = source.prepareStatement(CHANGE)) {
            for (int done = 0; done < changes; done += TRANSACTION) {
                update.setInt(1, done / TRANSACTION);
                update.setInt(2, done);
                update.setInt(3, keys);
                update.setInt(4, Math.min(TRANSACTION, changes - done));
                update.executeUpdate();
            }
        }
    }

    /**
     * One more change.
     *
     * @return a place in the source's log with all earlier changes before it and this one behind it
     */
    Lsn mark() throws SQLException {
        try (Statement sql = source.createStatement()) {
            Lsn place = Lsn.next(sql);
            sql.executeUpdate("UPDATE bench.accounts SET note = 'mark' WHERE id = 1");
            return place;
        }
    }
}
