package io.cdcpipeline.connect;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;

/** Debezium's task, whose stream is read by our decoder. */
public final class PostgresTextTask extends PostgresConnectorTask {

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        ReplicationConnection replication = super.buildReplicationConnection(connection, schema, config);
        MessageDecoderContext context = new MessageDecoderContext(config, schema);
        Catalog catalog = new Catalog(config.getJdbcConfig());
        DecoderField.set(replication, new TextMessageDecoder(context, connection, catalog));
        return replication;
    }
}
