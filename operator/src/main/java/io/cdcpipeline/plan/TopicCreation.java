package io.cdcpipeline.plan;

import java.util.Map;

/** Topics as the connector creates them, and how it writes to them. */
final class TopicCreation {

    private static final String DEFAULT = "topic.creation.default.";
    private static final String ACKNOWLEDGED = "all";
    /** How long a stopped job can stay away; what it missed after that, it reports as lost. */
    private static final long RETENTION_MILLIS = 7L * 24 * 60 * 60 * 1000;

    private TopicCreation() {}

    /** One partition, so that all changes of a table, those without a key included, stay in the order of the source. */
    static Map<String, Object> settings(int replicationFactor) {
        return Map.of(
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
                "producer.override.acks",
                ACKNOWLEDGED,
                "producer.override.enable.idempotence",
                true,
                "producer.override.max.request.size",
                ConnectorDefaults.MAX_MESSAGE_BYTES);
    }
}
