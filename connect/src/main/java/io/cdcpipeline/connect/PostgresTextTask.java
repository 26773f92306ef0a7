package io.cdcpipeline.connect;

import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's task, whose stream is read by our decoder, and which tells the schemas of its events. */
public final class PostgresTextTask extends PostgresConnectorTask {

    private volatile SchemaAnnouncements announcements;

    @Override
    public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
        String topic = config.getString(TextSettings.SCHEMA_TOPIC);
        announcements = topic == null ? null : new SchemaAnnouncements(topic);
        return super.preStart(config);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> records = super.doPoll();
        return announcements == null || records == null ? records : announcements.announce(records);
    }

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
