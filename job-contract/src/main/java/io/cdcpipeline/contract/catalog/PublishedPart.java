package io.cdcpipeline.contract.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a publication sends of a table: a stream has no more, and so must whatever reads the table itself.
 *
 * @param filter which rows, as SQL; null for all
 * @param hidden columns that are never sent; none that is generated, which the job leaves out in any case
 */
public record PublishedPart(String filter, Set<String> hidden) {

    /** All of it. */
    public static final PublishedPart ALL = new PublishedPart(null, Set.of());

    /** Row filters and column lists are there from 15 on: by way of JSON, since the view has neither column before. */
    private static final String SQL = """
            SELECT p.schemaname, p.tablename, to_jsonb(p) ->> 'rowfilter' AS filter,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                           AND NOT jsonb_exists(to_jsonb(p) -> 'attnames', a.attname)) AS hidden
            FROM %s p
            JOIN pg_catalog.pg_namespace n ON n.nspname = p.schemaname
            JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
            WHERE p.pubname = ? AND (?::text IS NULL OR p.schemaname = ? AND p.tablename = ?)""";

    /** Of all tables that the publication has. */
    public static Map<TableName, PublishedPart> all(TypeCatalog.Statements statements, String publication)
            throws SQLException {
        return read(statements, publication, null);
    }

    /** Empty when the publication does not have the table. */
    public static Optional<PublishedPart> of(TypeCatalog.Statements statements, String publication, TableName table)
            throws SQLException {
        return Optional.ofNullable(read(statements, publication, table).get(table));
    }

    /** @param only the one table that counts; null for all */
    private static Map<TableName, PublishedPart> read(
            TypeCatalog.Statements statements, String publication, TableName only) throws SQLException {
        Map<TableName, PublishedPart> parts = new HashMap<>();
        try (PreparedStatement statement =
                statements.prepare(SQL.formatted(PublishedTables.of(statements, publication)))) {
            statement.setString(1, publication);
            TableName.bind(statement, 2, only);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Set<String> hidden =
                            Set.of((String[]) row.getArray("hidden").getArray());
                    parts.put(
                            new TableName(row.getString("schemaname"), row.getString("tablename")),
                            new PublishedPart(row.getString("filter"), hidden));
                }
            }
        }
        return parts;
    }
}
