package io.cdcpipeline.job.verify;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.catalog.PublishedTables;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.columns.ColumnMask;
import io.cdcpipeline.contract.columns.TableMasks;
import io.cdcpipeline.contract.types.TypePolicies;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What of a source table stands in the lake: what the publication sends of it, and no generated column.
 *
 * @param key the primary key's columns in its order; empty when it has none, or one that is checked at the end of a transaction
 * @param columns in the table's order
 * @param filter which rows, as SQL; null for all
 */
record ComparedTable(String schema, String name, List<String> key, List<ComparedColumn> columns, String filter) {

    private static final String COLUMNS = """
            SELECT a.attname, coalesce(e.typname, b.typname, t.typname), t.typoutput = 'array_out'::regproc AS array,
              coalesce(array_position(i.indkey::int2[], a.attnum), -1) AS position,
              to_jsonb(p) ->> 'rowfilter' AS filter
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typoutput = 'array_out'::regproc
            LEFT JOIN pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd'
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indimmediate
            LEFT JOIN %s p
              ON p.pubname = ? AND p.schemaname = n.nspname AND p.tablename = c.relname
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
              AND coalesce(jsonb_exists(to_jsonb(p) -> 'attnames', a.attname), true)
            ORDER BY a.attnum""";

    /** @param database whose publication's row filters and column lists, which PostgreSQL has from 15 on, count */
    static ComparedTable read(Connection connection, SourceDatabase database, TableName table) throws SQLException {
        TableMasks masks = database.masks(table.toString());
        String filter = null;
        List<ComparedColumn> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        String published = PublishedTables.of(connection::prepareStatement, database.publication());
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS.formatted(published))) {
            statement.setString(1, database.publication());
            statement.setString(2, table.schema());
            statement.setString(3, table.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ColumnMask mask = masks.of(row.getString(1)).orElse(null);
                    if (mask == null || !mask.isExcluded()) {
                        columns.add(new ComparedColumn(row.getString(1), row.getString(2), row.getBoolean(3), mask));
                    }
                    filter = row.getString("filter");
                    insertByPosition(key, positions, row.getString(1), row.getInt(4));
                }
            }
        }
        List<String> used = masks.key().isEmpty() ? List.copyOf(key) : masks.key();
        return new ComparedTable(table.schema(), table.name(), used, List.copyOf(columns), filter);
    }

    private static void insertByPosition(List<String> key, List<Integer> positions, String column, int position) {
        if (position < 0) {
            return;
        }
        int at = 0;
        while (at < positions.size() && positions.get(at) < position) {
            at++;
        }
        positions.add(at, position);
        key.add(at, column);
    }

    /** How its rows are compared. @param lakeTypes by column, what it is in the lake */
    RowForm form(Map<String, String> lakeTypes, TypePolicies policies) {
        List<ComparedColumn> ordered = new ArrayList<>();
        for (String column : key) {
            columns.stream().filter(c -> c.name().equals(column)).forEach(ordered::add);
        }
        columns.stream().filter(c -> !key.contains(c.name())).forEach(ordered::add);
        List<Comparison> compared = ordered.stream()
                .map(c -> Comparison.of(
                        c, lakeTypes.get(c.name()), policies.of(toString(), c.name(), key.contains(c.name()))))
                .toList();
        return new RowForm(compared, key.isEmpty() ? compared.size() : key.size());
    }

    /** As SQL writes it. */
    String quoted() {
        return '"' + schema.replace("\"", "\"\"") + "\".\"" + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
