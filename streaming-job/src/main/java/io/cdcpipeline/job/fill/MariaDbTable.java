package io.cdcpipeline.job.fill;

import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.event.SourceColumn;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of MariaDB as a fill reads it.
 *
 * @param key names of the key's columns, in its order; empty for none
 * @param bytes about how large it is
 * @param rows about how many it has
 */
public record MariaDbTable(TableName name, List<MariaDbColumn> columns, List<String> key, long bytes, long rows)
        implements Serializable {

    /** Virtual and invisible ones too: the log has them all. */
    private static final String COLUMNS = """
            SELECT column_name, column_type FROM information_schema.columns
            WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position""";

    /** Without an order of ours the indexes come in that of the definition: the connector takes the first. */
    private static final String KEYS = """
            SELECT index_name, column_name, nullable FROM information_schema.statistics
            WHERE table_schema = ? AND table_name = ? AND non_unique = 0""";

    private static final String ENGINE = """
            SELECT coalesce(t.engine, ''), coalesce(e.transactions, 'NO'), coalesce(t.data_length, 0),
              coalesce(t.table_rows, 0)
            FROM information_schema.tables t LEFT JOIN information_schema.engines e ON e.engine = t.engine
            WHERE t.table_schema = ? AND t.table_name = ? AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')""";

    /** @param connection that keeps the table from being altered */
    static MariaDbTable read(Connection connection, TableName name) throws SQLException {
        List<List<String>> engine = rows(connection, ENGINE, name, 4);
        if (engine.isEmpty()) {
            throw new NotPublishedException("Table " + name + " is no table of the source any more");
        }
        if (!engine.get(0).get(1).equals("YES")) {
            throw new NotPublishedException(
                    "Table " + name + " is of the engine " + engine.get(0).get(0)
                            + ", which cannot show it as it was at one place of the log: ALTER TABLE " + quoted(name)
                            + " ENGINE = InnoDB");
        }
        List<MariaDbColumn> columns = rows(connection, COLUMNS, name, 2).stream()
                .map(row -> MariaDbColumn.of(row.get(0), row.get(1)))
                .toList();
        return new MariaDbTable(
                name,
                columns,
                key(rows(connection, KEYS, name, 3)),
                Long.parseLong(engine.get(0).get(2)),
                Long.parseLong(engine.get(0).get(3)));
    }

    private static List<List<String>> rows(Connection connection, String sql, TableName name, int columns)
            throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(row.getString(i) == null ? "" : row.getString(i));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    /** The primary key, else the first unique one without a column that may be NULL. */
    static List<String> key(List<List<String>> indexes) {
        Map<String, List<List<String>>> byName = new LinkedHashMap<>();
        indexes.forEach(column ->
                byName.computeIfAbsent(column.get(0), i -> new ArrayList<>()).add(column));
        List<List<String>> primary = byName.get("PRIMARY");
        return (primary != null
                        ? primary
                        : byName.values().stream()
                                .filter(index ->
                                        index.stream().noneMatch(c -> c.get(2).equals("YES")))
                                .findFirst()
                                .orElse(List.of()))
                .stream().map(c -> c.get(1)).toList();
    }

    static String quoted(TableName name) {
        return MariaDbColumn.quoted(name.schema()) + "." + MariaDbColumn.quoted(name.name());
    }

    /** As events describe them; what only they tell, such as what a column had before it came, a fill does not need. */
    List<SourceColumn> described() {
        return columns.stream()
                .map(c -> new SourceColumn(
                        c.name(), c.type(), key.indexOf(c.name()) + 1, false, true, null, false, null, null, 0))
                .toList();
    }

    /** The column by whose values it can be cut into ranges; null for none. */
    MariaDbColumn divided() {
        return columns.stream()
                .filter(c -> !key.isEmpty() && c.name().equals(key.get(0)))
                .filter(MariaDbColumn::isInteger)
                .findFirst()
                .orElse(null);
    }
}
