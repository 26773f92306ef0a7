package io.cdcpipeline.connect;

import io.cdcpipeline.contract.catalog.TableColumn;
import io.cdcpipeline.contract.catalog.TableName;
import io.cdcpipeline.contract.catalog.TypeCatalog;
import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceType;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the log does not tell and the source's catalogue does: what types are made of, and, when a column is new, what
 * rows have in it. The catalogue is today's and the log may be behind; so nothing is asked here that decides what a value
 * is. Not thread-safe.
 */
final class Catalog implements AutoCloseable {

    private static final String USAGE = "CdcPipeline catalogue";

    private final PostgresConnection connection;
    private final String publication;
    private final TypeCatalog types;

    Catalog(PostgresConnectorConfig config) {
        this.connection = new PostgresConnection(config.getJdbcConfig(), USAGE);
        this.publication = config.publicationName();
        this.types = new TypeCatalog(this::prepare);
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        if (connection.isConnected() && !connection.isValid()) {
            connection.reconnect();
        }
        return connection.connection().prepareStatement(sql);
    }

    /** @param modifier the column's own; a domain has its type's */
    SourceType type(int oid, int modifier) throws SQLException {
        return types.type(oid, modifier);
    }

    /** A table's columns as they are now, by name; empty for a table that is gone. */
    Map<String, TableColumn> columns(String schema, String table) throws SQLException {
        Map<String, TableColumn> byName = new HashMap<>();
        TableColumn.of(this::prepare, publication, new TableName(schema, table)).forEach(c -> byName.put(c.name(), c));
        return byName;
    }

    /**
     * As above, by a name of two parts with a point between. Where two tables have that very name, their own parts having
     * points, only what is the same in both is said.
     */
    Map<String, TableColumn> columns(String identifier) throws SQLException {
        Map<String, TableColumn> columns = new HashMap<>();
        for (int point = identifier.indexOf('.'); point >= 0; point = identifier.indexOf('.', point + 1)) {
            Map<String, TableColumn> found = columns(identifier.substring(0, point), identifier.substring(point + 1));
            if (columns.isEmpty()) {
                columns.putAll(found);
            } else if (!found.isEmpty()) {
                columns.values().retainAll(found.values());
            }
        }
        return columns;
    }

    /** A column as it is now. */
    SourceColumn describe(TableColumn column) throws SQLException {
        return column.described(types);
    }

    @Override
    public void close() {
        connection.close();
    }
}
