package io.cdcpipeline.plan.capture;

import io.cdcpipeline.api.EventEncoding;
import io.cdcpipeline.contract.TopicNames;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an event looks like. Every value in it is the text that PostgreSQL printed: that our connector sees to by itself,
 * whatever stands here ({@code TextSettings} in {@code connect/}).
 */
final class EventFormat {

    private static final String COMPACT_CONVERTER = "io.cdcpipeline.connect.CompactConverter";

    private static final String JSON_CONVERTER = "io.cdcpipeline.connect.JsonEventConverter";

    private EventFormat() {}

    static Map<String, Object> settings(EventEncoding encoding, TopicNames topics) {
        // The job takes a delete from its event; a tombstone would only be for compaction, which is off.
        Map<String, Object> settings =
                new TreeMap<>(Map.of("tombstones.on.delete", false, "cdc.schema.topic", topics.schemas()));
        settings.putAll(
                switch (encoding) {
                    case COMPACT -> compact();
                    case JSON -> json();
                });
        return settings;
    }

    private static Map<String, Object> compact() {
        return Map.of(
                "key.converter",
                COMPACT_CONVERTER,
                "value.converter",
                COMPACT_CONVERTER,
                "value.converter.max.bytes",
                ConnectorDefaults.MAX_MESSAGE_BYTES);
    }

    private static Map<String, Object> json() {
        Map<String, Object> settings = new TreeMap<>(json("key.converter"));
        settings.putAll(json("value.converter"));
        settings.put("value.converter", JSON_CONVERTER);
        settings.put("value.converter.max.bytes", ConnectorDefaults.MAX_MESSAGE_BYTES);
        return settings;
    }

    private static Map<String, Object> json(String role) {
        return Map.of(
                role,
                ConnectorDefaults.JSON_CONVERTER,
                role + ".schemas.enable",
                true,
                // Else a null in a column that has a default would arrive as that default.
                role + ".replace.null.with.default",
                false);
    }
}
