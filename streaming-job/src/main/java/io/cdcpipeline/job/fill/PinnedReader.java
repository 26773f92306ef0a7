package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.catalog.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A connection that sees the server as it was at one place of its binary log. Not thread-safe. */
final class PinnedReader implements AutoCloseable {

    /** So often those that are behind are taken anew. Where changes never rest, no two ever see the same. */
    private static final int ROUNDS = 5;

    private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    /** Within such a transaction this is the place that it sees, not where the log is now. */
    private static final String PLACE = "SHOW STATUS LIKE 'binlog_snapshot_%'";

    private static final String GTID = "SELECT BINLOG_GTID_POS(?, ?)";

    private final Connection connection;
    private final TableName table;
    private Place place;

    private PinnedReader(Connection connection, TableName table) {
        this.connection = connection;
        this.table = table;
    }

    /** Of the log: what stands before it is seen, and nothing else. */
    record Place(String file, long offset) {}

    static List<PinnedReader> open(MariaDbConnections connections, TableName table, int wanted) {
        List<PinnedReader> all = new ArrayList<>();
        try {
            for (int i = 0; i < wanted; i++) {
                all.add(new PinnedReader(connections.open(), table));
            }
            return all;
        } catch (SourceException e) {
            all.forEach(PinnedReader::close);
            throw e;
        }
    }

    /**
     * Has them all see the server as it is now. Views can't be handed from one connection to another: but those between which nothing was
     * committed are the same.
     *
     * @return those that see the same, one at least; the others are closed
     */
    static List<PinnedReader> pinned(List<PinnedReader> all) throws SQLException {
        List<PinnedReader> alike = List.of();
        try {
            for (int round = 0; round < ROUNDS && alike.size() < all.size(); round++) {
                for (PinnedReader reader : all) {
                    if (!alike.contains(reader)) {
                        reader.pin();
                    }
                }
                alike = largest(all);
            }
            return alike;
        } finally {
            List<PinnedReader> kept = alike;
            all.stream().filter(reader -> !kept.contains(reader)).forEach(PinnedReader::close);
        }
    }

    private static List<PinnedReader> largest(List<PinnedReader> all) {
        Map<Place, List<PinnedReader>> byPlace = new HashMap<>();
        all.forEach(reader ->
                byPlace.computeIfAbsent(reader.place, p -> new ArrayList<>()).add(reader));
        return byPlace.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private void pin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            place = place(statement);
        }
        MariaDbView.hold(connection, table);
    }

    private static Place place(Statement statement) throws SQLException {
        String file = "";
        long offset = 0;
        try (ResultSet row = statement.executeQuery(PLACE)) {
            while (row.next()) {
                if (row.getString(1).equalsIgnoreCase("binlog_snapshot_file")) {
                    file = row.getString(2);
                } else if (row.getString(1).equalsIgnoreCase("binlog_snapshot_position")) {
                    offset = row.getLong(2);
                }
            }
        }
        if (file.isEmpty()) {
            throw new SourceException(
                    "The server writes no binary log, so that nobody can tell which changes a view of it has");
        }
        return new Place(file, offset);
    }

    /** The number of the last transaction that is seen; 0 where there was none. @param other that asks, and is not reading */
    long number(Connection other) throws SQLException {
        try (PreparedStatement statement = other.prepareStatement(GTID)) {
            statement.setString(1, place.file());
            statement.setLong(2, place.offset());
            try (ResultSet row = statement.executeQuery()) {
                String position = row.next() ? row.getString(1) : null;
                if (position == null) {
                    throw new SourceException("The server does not know the place " + place.file() + ":"
                            + place.offset() + " of its binary log, which was purged just now");
                }
                return number(position);
            }
        }
    }

    /** @param position {@code domain-server-number}, of one domain */
    static long number(String position) {
        if (position.isBlank()) {
            return 0;
        }
        if (position.contains(",")) {
            throw new SourceException("The binary log has transactions of several GTID domains (" + position
                    + "), which have no order among them");
        }
        return Long.parseLong(position.substring(position.lastIndexOf('-') + 1));
    }

    Connection connection() {
        return connection;
    }

    /** Also in the middle of a result. */
    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // The server ends the transaction when the connection is gone.
        }
    }
}
