package io.cdcpipeline.source;

import io.cdcpipeline.source.Preflight.Evidence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a PostgreSQL server what a pipeline must know of it. Never throws for what the server says or does. */
public final class PostgresSource {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Connections connections = new Connections(CONNECT, ANSWER);

    /** Takes no longer than some 20 seconds, a few milliseconds as a rule. */
    public ObservedSource look(DatabaseAddress address, Login login, PostgresNeeds needs) {
        try (Connection connection = connections.open(address, login)) {
            connection.setReadOnly(true);
            var evidence = new Evidence(
                    server(connection),
                    slot(connection, needs.slot(), address),
                    publication(connection, needs),
                    tables(connection, needs),
                    unfollowed(connection, needs));
            List<Problem> problems = Preflight.problems(needs, login.user(), evidence);
            return new ObservedSource.Seen(
                    problems.isEmpty() && !evidence.slot().begun() ? replication(address, login) : problems,
                    PreflightNotes.of(needs, evidence),
                    evidence.tables().stream().map(ObservedTable::name).toList(),
                    evidence.slot());
        } catch (SQLException e) {
            return new ObservedSource.Unreachable(Refusal.of(e), Sentence.of(address, login, e));
        }
    }

    /** Drops the slot, and the publication unless it is null; says what could not be dropped. */
    public SlotRemoval drop(DatabaseAddress address, Login login, String slot, String publication) {
        try (Connection connection = connections.open(address, login)) {
            return SlotRemoval.attempt(connection, address, slot, publication);
        } catch (SQLException e) {
            return SlotRemoval.refused(slot, publication, Refusal.of(e), Sentence.of(address, login, e));
        }
    }

    /**
     * Gives the slot up where it has reached a limit that says so: drops it if the server still keeps that much for it, and
     * ends its reader, who would hold it.
     *
     * @return what is seen then; the same where nothing was dropped: read meanwhile, held all the time, or not the role's
     */
    public ObservedSource relieve(DatabaseAddress address, Login login, PostgresNeeds needs, ObservedSource seen) {
        if (!(seen instanceof ObservedSource.Seen answer)
                || !(answer.log() instanceof ObservedSlot.Present slot)
                || slot.foreign() != null
                || !needs.limit().release()
                || !needs.limit().reached(slot)) {
            return seen;
        }
        try (Connection connection = connections.open(address, login)) {
            return SlotRelease.attempt(connection, needs.slot(), needs.limit())
                    ? answer.with(new ObservedSlot.Released(slot.retainedBytes()))
                    : seen;
        } catch (SQLException e) {
            return seen;
        }
    }

    /** A pooler passes what a client asks, and not what a connector does. Later the slot shows that it gets through. */
    private List<Problem> replication(DatabaseAddress address, Login login) {
        try (Connection connection = connections.openForReplication(address, login);
                Statement statement = connection.createStatement()) {
            statement.execute(Sql.IDENTIFY);
            return List.of();
        } catch (SQLException e) {
            return Refusal.of(e) == Refusal.POOLER || Sql.UNKNOWN_COMMAND.equals(e.getSQLState())
                    ? List.of(new Problem(
                            Refusal.POOLER.code(),
                            address + " passes no replication connection: " + Refusal.POOLER.remedy(),
                            false))
                    : List.of(); // the connector tells, in the server's words
        }
    }

    private static ObservedServer server(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.SERVER);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new ObservedServer(
                    row.getInt("version"),
                    row.getString("wal_level"),
                    row.getBoolean("standby"),
                    row.getInt("max_slots"),
                    row.getInt("used_slots"),
                    row.getBoolean("may_replicate"));
        }
    }

    private static ObservedSlot slot(Connection connection, String slot, DatabaseAddress address) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.SLOT)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? slot(row, address) : new ObservedSlot.Absent();
            }
        }
    }

    private static ObservedSlot slot(ResultSet row, DatabaseAddress address) throws SQLException {
        String plugin = row.getString("plugin");
        String database = row.getString("database");
        String foreign = null;
        if (!"pgoutput".equals(plugin)) {
            foreign = plugin == null ? "is a physical one" : "decodes with " + plugin + ", not pgoutput";
        } else if (!address.database().equals(database)) {
            foreign = "belongs to database " + database;
        }
        return new ObservedSlot.Present(
                row.getBoolean("active"),
                row.getLong("retained"),
                row.getString("confirmed"),
                foreign,
                row.getLong("server_limit"),
                row.getBoolean("failover"),
                row.getBoolean("synced"));
    }

    private static Optional<ObservedPublication> publication(Connection connection, PostgresNeeds needs)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.PUBLICATION)) {
            statement.setString(1, needs.publication());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new ObservedPublication(row.getString("lacking"), row.getBoolean("by_root")))
                        : Optional.empty();
            }
        }
    }

    private static List<String> unfollowed(Connection connection, PostgresNeeds needs) throws SQLException {
        var names = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.UNFOLLOWED);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String name = row.getString("schema") + "." + row.getString("name");
                if (needs.tables().matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static List<ObservedTable> tables(Connection connection, PostgresNeeds needs) throws SQLException {
        var tables = new ArrayList<ObservedTable>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.TABLES)) {
            statement.setString(1, needs.publication());
            statement.setString(2, needs.publication());
            statement.setString(3, needs.publication());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString("schema") + "." + row.getString("name");
                    if (needs.tables().matcher(name).matches()) {
                        tables.add(table(name, row));
                    }
                }
            }
        }
        return tables;
    }

    private static ObservedTable table(String name, ResultSet row) throws SQLException {
        boolean identifiable = row.getBoolean("identifiable");
        boolean published = row.getBoolean("published");
        return new ObservedTable(
                name,
                SqlName.ofPostgres(row.getString("schema")) + "." + SqlName.ofPostgres(row.getString("name")),
                row.getBoolean("readable"),
                row.getBoolean("visible"),
                identifiable,
                published,
                published && !identifiable && row.getBoolean("refuses"),
                row.getBoolean("partitioned"));
    }
}
