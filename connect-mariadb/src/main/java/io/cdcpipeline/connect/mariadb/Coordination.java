package io.cdcpipeline.connect.mariadb;

import static io.debezium.connector.binlog.BinlogConnectorConfig.TOPIC_NAMING_STRATEGY;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.binlog.BinlogEventMetadataProvider;
import io.debezium.connector.binlog.BinlogSourceTask.BinlogHeartbeatErrorHandler;
import io.debezium.connector.common.DebeziumHeaderProducer;
import io.debezium.connector.mariadb.MariaDbConnector;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.metrics.MariaDbChangeEventSourceMetricsFactory;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.debezium.document.DocumentReader;
import io.debezium.heartbeat.HeartbeatFactory;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaFactory;
import io.debezium.snapshot.SnapshotterService;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.Map;

/** Puts Debezium's parts of a running task together. */
record Coordination(
        MariaDbTextTask task,
        SourceSide source,
        ChangeEventQueue<DataChangeEvent> queue,
        ErrorHandler errors,
        BinlogEventMetadataProvider metadata) {

    ChangeEventSourceCoordinator<MariaDbPartition, MariaDbOffsetContext> coordinator(
            Offsets<MariaDbPartition, MariaDbOffsetContext> offsets, SnapshotterService snapshotter) {
        MariaDbConnectorConfig config = source.config();
        var signals = signals(offsets);
        EventDispatcher<MariaDbPartition, TableId> dispatcher = dispatcher(signals);
        BinaryLogClient client = client();
        var metrics = new MariaDbStreamingChangeEventSourceMetrics(
                source.context(), queue, metadata, source.schema()::dataCollectionIds, client);
        TaskParts parts = new TaskParts(
                config,
                source.context(),
                source.connections(),
                source.schema(),
                queue,
                errors,
                dispatcher,
                snapshotter);
        return new ChangeEventSourceCoordinator<>(
                offsets,
                errors,
                MariaDbConnector.class,
                config,
                new TextSources(parts, metrics, client),
                new MariaDbChangeEventSourceMetricsFactory(metrics),
                dispatcher,
                source.schema(),
                signals,
                new NotificationService<>(
                        task.getNotificationChannels(), config, SchemaFactory.get(), dispatcher::enqueueNotification),
                snapshotter);
    }

    private BinaryLogClient client() {
        MariaDbConnectorConfig config = source.config();
        return new BinaryLogClient(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
    }

    private SignalProcessor<MariaDbPartition, MariaDbOffsetContext> signals(
            Offsets<MariaDbPartition, MariaDbOffsetContext> offsets) {
        return new SignalProcessor<>(
                MariaDbConnector.class,
                source.config(),
                Map.of(),
                task.getAvailableSignalChannels(),
                DocumentReader.defaultReader(),
                offsets);
    }

    private EventDispatcher<MariaDbPartition, TableId> dispatcher(
            SignalProcessor<MariaDbPartition, MariaDbOffsetContext> signals) {
        MariaDbConnectorConfig config = source.config();
        @SuppressWarnings("unchecked")
        TopicNamingStrategy<TableId> topics = config.getTopicNamingStrategy(TOPIC_NAMING_STRATEGY);
        return new EventDispatcher<>(
                config,
                topics,
                source.schema(),
                queue,
                config.getTableFilters().dataCollectionFilter(),
                DataChangeEvent::new,
                null,
                metadata,
                new HeartbeatFactory<>()
                        .getScheduledHeartbeat(
                                config,
                                () -> source.connections().newConnection(),
                                new BinlogHeartbeatErrorHandler(),
                                queue),
                config.schemaNameAdjuster(),
                signals,
                config.getServiceRegistry().tryGetService(DebeziumHeaderProducer.class));
    }
}
