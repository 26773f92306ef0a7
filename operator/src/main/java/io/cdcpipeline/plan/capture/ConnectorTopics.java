package io.cdcpipeline.plan.capture;

import io.cdcpipeline.contract.TopicNames;
import io.cdcpipeline.plan.Names;
import java.util.Map;
import java.util.TreeMap;

/** The connector's topics, as it creates them, and how it writes to them. */
final class ConnectorTopics {

    private static final String DEFAULT = "topic.creation.default.";
    private static final String PROGRESS = "topic.creation.progress.";
    private static final String SCHEMAS = "topic.creation.schemas.";
    private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;
    /** How long a stopped job can stay away; what it missed after that, it reports as lost. */
    private static final long RETENTION_MILLIS = 7 * DAY_MILLIS;

    /** Kafka deletes whole segments only, and none that is being written: of 200 tables, each has one. */
    private static final long SEGMENT_BYTES = 64L << 20;

    private ConnectorTopics() {}

    /** One partition, so that all changes of a table, those without a key included, stay in the order of the source. */
    static Map<String, Object> settings(Names names, int replicationFactor) {
        Map<String, Object> settings = new TreeMap<>(Map.of(
                DEFAULT + "partitions",
                1,
                DEFAULT + "replication.factor",
                replicationFactor,
                DEFAULT + "cleanup.policy",
                "delete",
                DEFAULT + "compression.type",
                "producer",
                DEFAULT + "max.message.bytes",
                ConnectorDefaults.MAX_MESSAGE_BYTES,
                DEFAULT + "retention.ms",
                RETENTION_MILLIS,
                DEFAULT + "segment.bytes",
                SEGMENT_BYTES,
                "producer.override.acks",
                "all",
                "producer.override.enable.idempotence",
                true,
                "producer.override.max.request.size",
                ConnectorDefaults.MAX_MESSAGE_BYTES));
        settings.putAll(progress(new TopicNames(names.topicPrefix())));
        return settings;
    }

    /**
     * Heartbeats: many small messages that only tell how far the connector is. And the schemas of events, which stay as long
     * as there is an event that may have one.
     */
    private static Map<String, Object> progress(TopicNames topics) {
        return Map.of(
                SCHEMAS + "include",
                topics.schemasPattern(),
                SCHEMAS + "cleanup.policy",
                "compact",
                SCHEMAS + "retention.ms",
                -1,
                "topic.prefix",
                topics.prefix(),
                // Debezium's default would be the one topic that a right on the prefix does not cover.
                "topic.heartbeat.name",
                topics.heartbeat(),
                "topic.creation.groups",
                "progress,schemas",
                PROGRESS + "include",
                topics.progressPattern(),
                PROGRESS + "retention.ms",
                DAY_MILLIS);
    }
}
