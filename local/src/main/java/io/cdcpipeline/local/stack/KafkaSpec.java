package io.cdcpipeline.local.stack;

import java.util.Map;

/**
 * A single Kafka node, controller and broker in one.
 *
 * @param clusterId what the node's folders are formatted with at first start
 * @param properties the node's complete configuration
 */
public record KafkaSpec(String clusterId, Map<String, String> properties) {}
