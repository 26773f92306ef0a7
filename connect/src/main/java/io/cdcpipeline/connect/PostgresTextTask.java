package io.cdcpipeline.connect;

import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Debezium's task, whose stream is read by our decoder, which tells the schemas of its events, and begins exactly. */
public final class PostgresTextTask extends PostgresConnectorTask {

    private SourceTaskContext worker;
    private String prefix;
    private volatile SourceColumns columns;
    private volatile SchemaAnnouncements announcements;
    private volatile FirstRecords first;
    private volatile Canaries canaries;

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
        columns = TextSettings.columns(config);
        prefix = config.getString(CommonConnectorConfig.TOPIC_PREFIX);
        String schemas = config.getString(TextSettings.SCHEMA_TOPIC, new TopicNames(prefix).schemas());
        announcements = new SchemaAnnouncements(schemas);
        canaries = new Canaries(prefix);
        TopicNaming naming = new TopicNaming(worker.offsetStorageReader(), prefix, schemas);
        Configuration settings = TextSettings.of(config)
                .edit()
                .with(TextSettings.EXACT_TOPICS, naming.isExact())
                .build();
        List<SourceRecord> records = new ArrayList<>(naming.decision().stream().toList());
        if (TextSettings.takesNoSnapshot(settings)) {
            ChangeStream stream = begin(new ConnectorSlot(new PostgresConnectorConfig(settings)));
            records.add(stream.announcement(prefix, schemas));
        } else if (TextSettings.takesSnapshotWhenNeeded(settings)) {
            new ConnectorSlot(new PostgresConnectorConfig(settings)).find();
        }
        first = new FirstRecords(records);
        return super.start(settings);
    }

    /**
     * Debezium would begin at the slot's position, too, where it has no offset, but say that it begins at the log's end: a heartbeat
     * stores that as the offset, and a connector that is restarted before its first event skips all between the two. And with an
     * offset but without a slot it would not begin at all.
     */
    private ChangeStream begin(ConnectorSlot slot) {
        ChangeStream.Stored stored = ChangeStream.Stored.of(worker.offsetStorageReader(), prefix);
        ChangeStream stream = ChangeStream.of(stored, slot.config().slotName(), slot.find(), slot::make);
        OffsetStorageReader offsets = worker.offsetStorageReader();
        context = stream.anew()
                ? new StartContext(
                        worker,
                        new StartOffsets(offsets, ChangeStream.partition(prefix), stored.offset(), stream.offset()))
                : worker;
        return stream;
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> before = first.next();
        if (before != null) {
            return before;
        }
        List<SourceRecord> records = super.doPoll();
        return records == null ? null : announcements.announce(canaries.in(records));
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) throws InterruptedException {
        first.written(record);
        super.commitRecord(record, metadata);
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        ReplicationConnection replication = super.buildReplicationConnection(connection, schema, config);
        MessageDecoderContext context = new MessageDecoderContext(config, schema);
        Catalog catalog = new Catalog(config);
        DecoderField.set(replication, new TextMessageDecoder(context, connection, catalog, columns));
        return replication;
    }
}
