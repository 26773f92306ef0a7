package io.cdcpipeline.local.stack;

import java.util.Map;

/** A topic that must exist before the connector makes it with the broker's defaults. */
public record TopicSpec(String name, int partitions, Map<String, String> config) {}
