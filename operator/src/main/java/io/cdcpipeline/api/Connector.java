package io.cdcpipeline.api;

import java.util.Map;

/** Debezium settings that the product does not own, handed through. */
public record Connector(Map<String, String> config) {

    public Connector {
        config = config == null ? Map.of() : Map.copyOf(config);
    }
}
