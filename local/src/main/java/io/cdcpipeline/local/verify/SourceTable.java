package io.cdcpipeline.local.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A source table's columns.
 *
 * @param key the primary key's columns in its order; empty when it has none
 * @param columns all of them, in the table's order
 */
record SourceTable(String schema, String name, List<String> key, List<SourceColumn> columns) {

    private static final String COLUMNS = """
            SELECT a.attname, coalesce(e.typname, b.typname, t.typname), t.typoutput = 'array_out'::regproc AS array,
              coalesce(array_position(i.indkey::int2[], a.attnum), -1) AS position
            FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typoutput = 'array_out'::regproc
            LEFT JOIN pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd'
            LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    static SourceTable read(Connection connection, String schema, String name) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, schema);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(new SourceColumn(row.getString(1), row.getString(2), row.getBoolean(3)));
                    insertByPosition(key, positions, row.getString(1), row.getInt(4));
                }
            }
        }
        return new SourceTable(schema, name, List.copyOf(key), List.copyOf(columns));
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

    /** As SQL writes it. */
    String quoted() {
        return '"' + schema.replace("\"", "\"\"") + "\".\"" + name.replace("\"", "\"\"") + '"';
    }

    /** As Spark SQL writes it. */
    String lakeQuoted() {
        return LakeNames.quoted(schema) + "." + LakeNames.quoted(name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
