package io.cdcpipeline.plan.capture;

import java.util.Map;
import java.util.TreeMap;

/** The configuration of a Connect worker. */
final class WorkerConfig {

    /**
     * After its broker restarts, a worker is a new member to its group; by default its connector then stands still for five
     * minutes, to spare others a move. Here is but one.
     */
    private static final String REBALANCE_DELAY = "scheduled.rebalance.max.delay.ms";

    private WorkerConfig() {}

    static Map<String, Object> of(int replicationFactor) {
        Map<String, Object> config = new TreeMap<>(Map.of(
                "config.storage.replication.factor",
                replicationFactor,
                "offset.storage.replication.factor",
                replicationFactor,
                "status.storage.replication.factor",
                replicationFactor,
                // A connector has no use for more; the defaults, 25 and 5, only slow down the first start.
                "offset.storage.partitions",
                1,
                "status.storage.partitions",
                1,
                "key.converter",
                ConnectorDefaults.JSON_CONVERTER,
                "value.converter",
                ConnectorDefaults.JSON_CONVERTER,
                // The slot's confirmed position follows what Kafka has acknowledged within a second.
                "offset.flush.interval.ms",
                1000,
                // The connector tunes its own producer (compression, batch size).
                "connector.client.config.override.policy",
                "All"));
        config.put(REBALANCE_DELAY, 0);
        config.putAll(Map.of(
                "config.providers",
                ConnectSecrets.PROVIDER,
                "config.providers." + ConnectSecrets.PROVIDER + ".class",
                "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "config.providers." + ConnectSecrets.PROVIDER + ".param.allowed.paths",
                ConnectSecrets.ROOT));
        return config;
    }
}
