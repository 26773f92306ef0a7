package io.cdcpipeline.connect;

import io.debezium.DebeziumException;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.relational.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The row filters and column lists of a publication, which PostgreSQL has from 15 on. */
final class PublishedParts {

    private static final String USAGE = "CdcPipeline publication";

    /** By way of JSON, since the view has neither column before 15. */
    private static final String SQL = """
            SELECT p.schemaname, p.tablename, to_jsonb(p) ->> 'rowfilter' AS filter,
                   ARRAY(SELECT a.attname::text FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                           AND NOT jsonb_exists(to_jsonb(p) -> 'attnames', a.attname)) AS hidden
            FROM pg_publication_tables p
            JOIN pg_namespace n ON n.nspname = p.schemaname
            JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
            WHERE p.pubname = ?""";

    private final Map<String, PublishedPart> byTable;

    private PublishedParts(Map<String, PublishedPart> byTable) {
        this.byTable = byTable;
    }

    /** @throws DebeziumException when the database does not answer; the task is started again then */
    static PublishedParts read(PostgresConnectorConfig config) {
        Map<String, PublishedPart> parts = new HashMap<>();
        try (PostgresConnection connection = new PostgresConnection(config.getJdbcConfig(), USAGE);
                PreparedStatement statement = connection.connection().prepareStatement(SQL)) {
            statement.setString(1, config.publicationName());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableId table = new TableId(null, row.getString("schemaname"), row.getString("tablename"));
                    Set<String> hidden =
                            Set.of((String[]) row.getArray("hidden").getArray());
                    parts.put(table.toDoubleQuotedString(), new PublishedPart(row.getString("filter"), hidden));
                }
            }
        } catch (SQLException e) {
            throw new DebeziumException("Cannot read what " + config.publicationName() + " publishes", e);
        }
        return new PublishedParts(parts);
    }

    /** @param quoted {@code "schema"."table"}, as Debezium quotes it */
    PublishedPart of(String quoted) {
        return byTable.getOrDefault(quoted, PublishedPart.ALL);
    }
}
