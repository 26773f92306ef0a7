package io.cdcpipeline.contract.catalog;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A table of the source, as the catalogue calls it: neither part is quoted. */
public record TableName(String schema, String name) implements Serializable {

    /** As SQL takes it. */
    public String quoted() {
        return quoted(schema) + "." + quoted(name);
    }

    /** Any name as SQL takes it. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * For a condition {@code (?::text IS NULL OR schema = ? AND name = ?)}, which takes all tables or one.
     *
     * @param first the number of the first of three parameters
     * @param only null for all
     */
    public static void bind(PreparedStatement statement, int first, TableName only) throws SQLException {
        String schema = only == null ? null : only.schema();
        statement.setString(first, schema);
        statement.setString(first + 1, schema);
        statement.setString(first + 2, only == null ? null : only.name());
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
