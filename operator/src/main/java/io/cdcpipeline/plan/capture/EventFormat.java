package io.cdcpipeline.plan.capture;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an event looks like. Every value in it is the text that PostgreSQL printed: that our connector sees to by itself,
 * whatever stands here ({@code TextSettings} in {@code connect/}).
 */
final class EventFormat {

    private EventFormat() {}

    static Map<String, Object> settings() {
        // The job takes a delete from its event; a tombstone would only be for compaction, which is off.
        Map<String, Object> settings = new TreeMap<>(Map.of("tombstones.on.delete", false));
        settings.putAll(converter("key.converter"));
        settings.putAll(converter("value.converter"));
        return settings;
    }

    private static Map<String, Object> converter(String role) {
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
