package io.cdcpipeline.connect;

import io.cdcpipeline.contract.catalog.PublishedPart;
import io.debezium.DebeziumException;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The row filters and column lists of a publication, which PostgreSQL has from 15 on. */
final class PublishedParts {

    private static final String USAGE = "CdcPipeline publication";

    private final Map<String, PublishedPart> byTable;

    private PublishedParts(Map<String, PublishedPart> byTable) {
        this.byTable = byTable;
    }

    /** @throws DebeziumException when the database does not answer; the task is started again then */
    static PublishedParts read(PostgresConnectorConfig config) {
        Map<String, PublishedPart> parts = new HashMap<>();
        try (PostgresConnection connection = new PostgresConnection(config.getJdbcConfig(), USAGE)) {
            PublishedPart.all(connection.connection()::prepareStatement, config.publicationName())
                    .forEach((name, part) ->
                            parts.put(new TableId(null, name.schema(), name.name()).toDoubleQuotedString(), part));
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
