package io.cdcpipeline.connect.mariadb;

import io.cdcpipeline.connect.SchemaAnnouncements;
import io.cdcpipeline.contract.TopicNames;
import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.connector.binlog.BinlogSourceTask;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbErrorHandler;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.snapshot.SnapshotterService;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's task for MariaDB put together of its parts, some of which are ours: it offers no other way to have values as the log has
 * them. It tells the schemas of its events, and begins anew by itself when the log's place, or what it knew of the tables, is lost.
 */
public final class MariaDbTextTask extends BinlogSourceTask<MariaDbPartition, MariaDbOffsetContext> {

    private Configuration settings;
    private MariaDbConnectorConfig config;
    private MariaDbTaskContext context;
    private SourceSide source;
    private ChangeEventQueue<DataChangeEvent> queue;
    private ErrorHandler errors;
    private SchemaAnnouncements announcements;

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration connector) {
        settings = TextSettings.of(connector);
        config = new MariaDbConnectorConfig(settings);
        context = new MariaDbTaskContext(settings, config);
        return context;
    }

    @Override
    protected ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> start(Configuration connector) {
        String prefix = config.getLogicalName();
        announcements = new SchemaAnnouncements(
                settings.getString(TextSettings.SCHEMA_TOPIC, new TopicNames(prefix).schemas()));
        registerServiceProviders(config.getServiceRegistry());
        source = SourceSide.open(settings, config, context);
        Offsets<MariaDbPartition, MariaDbOffsetContext> offsets = getPreviousOffsets(
                new MariaDbPartition.Provider(config, settings), new MariaDbOffsetContext.Loader(config));
        source.register(offsets);
        SnapshotterService snapshotter = config.getServiceRegistry().tryGetService(SnapshotterService.class);
        validateBinlogConfiguration(snapshotter.getSnapshotter(), source.connection());
        new Beginning(source, offsets).resetIfLost();
        validateSchemaHistory(config, (p, o, c) -> true, offsets, source.schema(), snapshotter.getSnapshotter());
        CurrentTransaction.of(prefix).start(System.currentTimeMillis());
        queue = queue();
        errors = new MariaDbErrorHandler(config, queue, errors);
        BinlogEventMetadataProvider metadata = new BinlogEventMetadataProvider();
        Coordination coordination = new Coordination(this, source, queue, errors, metadata);
        var coordinator = coordination.coordinator(offsets, snapshotter);
        coordinator.start(context, queue, metadata);
        return coordinator;
    }

    private ChangeEventQueue<DataChangeEvent> queue() {
        return new ChangeEventQueue.Builder<DataChangeEvent>()
                .pollInterval(config.getPollInterval())
                .maxBatchSize(config.getMaxBatchSize())
                .maxQueueSize(config.getMaxQueueSize())
                .maxQueueSizeInBytes(config.getMaxQueueSizeInBytes())
                .queueProvider(new DefaultQueueProvider<>(config.getMaxQueueSize()))
                .loggingContextSupplier(() -> context.configureLoggingContext("mariadb-connector-task"))
                .buffering()
                .build();
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
        List<SourceRecord> records =
                queue.poll().stream().map(DataChangeEvent::getRecord).toList();
        return announcements.announce(records);
    }

    @Override
    protected void doStop() {
        if (source != null) {
            source.close();
        }
    }

    @Override
    public String version() {
        return io.debezium.connector.mariadb.Module.version();
    }

    @Override
    protected String connectorName() {
        return io.debezium.connector.mariadb.Module.name();
    }

    @Override
    protected Optional<ErrorHandler> getErrorHandler() {
        return Optional.ofNullable(errors);
    }

    @Override
    protected Iterable<Field> getAllConfigurationFields() {
        return MariaDbConnectorConfig.ALL_FIELDS;
    }
}
