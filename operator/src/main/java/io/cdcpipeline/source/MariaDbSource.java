package io.cdcpipeline.source;

import io.cdcpipeline.source.MariaDbPreflight.Evidence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks a MariaDB server what a pipeline must know of it. Never throws for what the server says or does. */
public final class MariaDbSource {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final Pattern CASCADE = Pattern.compile(
            "^\\s*CONSTRAINT .* FOREIGN KEY .* ON (DELETE|UPDATE) (CASCADE|SET NULL|SET DEFAULT)", Pattern.MULTILINE);

    private final MariaDbConnections connections = new MariaDbConnections(CONNECT, ANSWER);

    /** Takes no longer than some 20 seconds, a few milliseconds as a rule. */
    public ObservedSource look(DatabaseAddress address, Login login, MariaDbNeeds needs) {
        try (Connection connection = connections.open(address, login)) {
            ObservedMariaDb server = server(connection);
            var evidence = new Evidence(server, binlog(connection, server, needs), tables(connection, server, needs));
            return new ObservedSource.Seen(
                    MariaDbPreflight.problems(needs, evidence),
                    MariaDbNotes.of(needs, evidence),
                    evidence.tables().stream().map(MariaDbTable::name).toList(),
                    evidence.binlog());
        } catch (SQLException e) {
            boolean encrypted = address.tls().mode() != null;
            return new ObservedSource.Unreachable(
                    MariaDbRefusal.of(e, encrypted), address + " as user " + login + ": " + Sentence.firstLine(e));
        }
    }

    private static ObservedMariaDb server(Connection connection) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        for (List<String> row : rows(connection, MariaDbSql.VARIABLES, 2)) {
            variables.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1));
        }
        List<String> filter = rows(connection, MariaDbSql.FILTER, 4, List.of()).stream()
                .findFirst()
                .orElse(List.of("", "", "", ""));
        return new ObservedMariaDb(
                variables,
                account(rows(connection, MariaDbSql.ACCOUNT, 1).get(0).get(0)),
                MariaDbGrants.of(rows(connection, MariaDbSql.GRANTS, 1).stream()
                        .map(row -> row.get(0))
                        .toList()),
                rows(connection, MariaDbSql.REPLICAS, 1, List.of()).stream()
                        .map(row -> Long.parseLong(row.get(0)))
                        .toList(),
                names(filter.get(2)),
                names(filter.get(3)));
    }

    /** {@code cdc@%} as a statement has it: {@code 'cdc'@'%'}. */
    private static String account(String user) {
        int at = user.lastIndexOf('@');
        return "'" + user.substring(0, at).replace("'", "''") + "'@'" + user.substring(at + 1) + "'";
    }

    private static Set<String> names(String list) {
        return list == null || list.isEmpty() ? Set.of() : new HashSet<>(List.of(list.split(",")));
    }

    private static ObservedBinlog binlog(Connection connection, ObservedMariaDb server, MariaDbNeeds needs)
            throws SQLException {
        List<List<String>> files = rows(connection, MariaDbSql.FILES, 2, List.of());
        long bytes =
                files.stream().mapToLong(file -> Long.parseLong(file.get(1))).sum();
        GtidPosition position =
                GtidPosition.parse(server.variable("gtid_binlog_pos")).orElse(null);
        return new ObservedBinlog(
                position,
                files.isEmpty() ? null : before(connection, files.get(0).get(0)),
                bytes,
                needs.reached());
    }

    private static GtidPosition before(Connection connection, String file) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MariaDbSql.BEFORE)) {
            statement.setString(1, file);
            try (ResultSet row = statement.executeQuery()) {
                String position = row.next() ? row.getString(1) : null;
                return position == null ? null : GtidPosition.parse(position).orElse(null);
            }
        }
    }

    private static List<MariaDbTable> tables(Connection connection, ObservedMariaDb server, MariaDbNeeds needs)
            throws SQLException {
        boolean readsAll = server.grants().everywhere("SELECT");
        List<MariaDbTable> tables = new ArrayList<>();
        for (List<String> row : rows(connection, MariaDbSql.TABLES, 5)) {
            String name = row.get(0) + "." + row.get(1);
            if (needs.tables().matcher(name).matches()) {
                boolean readable = readsAll || isPermitted(connection, MariaDbSql.read(row.get(0), row.get(1)));
                boolean cascaded = yes(row.get(3)) && isCascaded(connection, row.get(0), row.get(1));
                tables.add(new MariaDbTable(row.get(0), name, yes(row.get(2)), cascaded, readable, yes(row.get(4))));
            }
        }
        // The server's own order takes upper and lower case for the same.
        tables.sort(Comparator.comparing(MariaDbTable::name));
        return tables;
    }

    private static boolean isCascaded(Connection connection, String database, String table) throws SQLException {
        return rows(connection, MariaDbSql.definition(database, table), 2, List.of()).stream()
                .anyMatch(row -> CASCADE.matcher(row.get(1)).find());
    }

    private static boolean yes(String value) {
        return "1".equals(value);
    }

    private static boolean isPermitted(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            return answered(e, false);
        }
    }

    private static List<List<String>> rows(Connection connection, String sql, int columns) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** What a user may not see, or a server without a log does not have, is what it is. */
    private static List<List<String>> rows(Connection connection, String sql, int columns, List<List<String>> refused)
            throws SQLException {
        try {
            return rows(connection, sql, columns);
        } catch (SQLException e) {
            return answered(e, refused);
        }
    }

    /** @throws SQLException where it is not the server that has refused */
    private static <T> T answered(SQLException e, T refused) throws SQLException {
        if (e.getErrorCode() <= 0 || String.valueOf(e.getSQLState()).startsWith("08")) {
            throw e;
        }
        return refused;
    }
}
