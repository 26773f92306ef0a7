package io.cdcpipeline.connect;

import io.cdcpipeline.contract.TopicNames;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.SourceInfo;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Debezium's task, whose stream is read by our decoder, which tells the schemas of its events, and begins exactly. */
public final class PostgresTextTask extends PostgresConnectorTask {

    private SourceTaskContext worker;
    private volatile SchemaAnnouncements announcements;
    private volatile TopicNaming naming;

    @Override
    public void initialize(SourceTaskContext worker) {
        this.worker = worker;
        super.initialize(worker);
    }

    @Override
    public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
        return super.preStart(TextSettings.of(config));
    }

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
        String prefix = config.getString(CommonConnectorConfig.TOPIC_PREFIX);
        String schemas = config.getString(TextSettings.SCHEMA_TOPIC, new TopicNames(prefix).schemas());
        announcements = new SchemaAnnouncements(schemas);
        naming = new TopicNaming(worker.offsetStorageReader(), prefix, schemas);
        Configuration settings = TextSettings.of(config)
                .edit()
                .with(TextSettings.EXACT_TOPICS, naming.isExact())
                .build();
        if (StartPosition.isNeeded(settings)) {
            context = new StartContext(worker, offsets(prefix, settings));
        }
        return super.start(settings);
    }

    private OffsetStorageReader offsets(String server, Configuration settings) {
        StartPosition position = new StartPosition(new PostgresConnectorConfig(settings));
        return new StartOffsets(
                worker.offsetStorageReader(),
                Map.of("server", server),
                () -> Map.of(SourceInfo.LSN_KEY, position.find().asLong()));
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> first = naming.first();
        if (first != null) {
            return first;
        }
        List<SourceRecord> records = super.doPoll();
        return records == null ? null : announcements.announce(records);
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) throws InterruptedException {
        naming.written(record);
        super.commitRecord(record, metadata);
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        ReplicationConnection replication = super.buildReplicationConnection(connection, schema, config);
        MessageDecoderContext context = new MessageDecoderContext(config, schema);
        Catalog catalog = new Catalog(config);
        DecoderField.set(replication, new TextMessageDecoder(context, connection, catalog));
        return replication;
    }
}
