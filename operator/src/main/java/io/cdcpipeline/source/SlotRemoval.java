package io.cdcpipeline.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the removal of a slot and a publication went. What did not exist counts as neither.
 *
 * @param removed what was dropped, named as messages name it
 * @param left what is still there
 */
public record SlotRemoval(List<String> removed, List<Left> left) {

    /** @param what {@code replication slot x} or {@code publication y} */
    public record Left(String what, Refusal reason, String message) {}

    public boolean complete() {
        return left.isEmpty();
    }

    /** The slot, if it is still there. */
    public Optional<Left> leftSlot(String slot) {
        return left.stream().filter(one -> one.what().equals(slotNamed(slot))).findFirst();
    }

    /** Nothing could be dropped, not even tried. */
    public static SlotRemoval refused(String slot, String publication, Refusal reason, String message) {
        var left = new ArrayList<Left>();
        left.add(new Left(slotNamed(slot), reason, message));
        if (publication != null) {
            left.add(new Left(publicationNamed(publication), reason, message));
        }
        return new SlotRemoval(List.of(), List.copyOf(left));
    }

    static SlotRemoval attempt(Connection connection, DatabaseAddress address, String slot, String publication) {
        var attempt = new Attempt(connection, address, new ArrayList<>(), new ArrayList<>());
        attempt.drop(slot, publication);
        return new SlotRemoval(List.copyOf(attempt.removed), List.copyOf(attempt.left));
    }

    private static String slotNamed(String slot) {
        return "replication slot " + slot;
    }

    private static String publicationNamed(String publication) {
        return "publication " + publication;
    }

    private record Attempt(Connection connection, DatabaseAddress address, List<String> removed, List<Left> left) {

        void drop(String slot, String publication) {
            step(slotNamed(slot), () -> {
                query(Sql.END_READER, slot);
                return query(Sql.DROP_SLOT, slot) != null;
            });
            if (publication != null) {
                step(publicationNamed(publication), () -> {
                    String ddl = query(Sql.DROP_PUBLICATION, publication);
                    return ddl != null && executed(ddl);
                });
            }
        }

        private void step(String what, Step step) {
            try {
                if (step.run()) {
                    removed.add(what);
                }
            } catch (SQLException e) {
                left.add(new Left(what, Refusal.of(e), address + ": " + Sentence.firstLine(e)));
            }
        }

        /** The first column of the first row as text; null when there is no row. A void function gives "". */
        private String query(String sql, String value) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, value);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? String.valueOf(row.getString(1)) : null;
                }
            }
        }

        private boolean executed(String ddl) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(ddl);
                return true;
            }
        }

        private interface Step {
            boolean run() throws SQLException;
        }
    }
}
