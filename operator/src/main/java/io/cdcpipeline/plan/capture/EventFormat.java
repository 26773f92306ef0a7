package io.cdcpipeline.plan.capture;

import io.cdcpipeline.plan.Names;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a row's values look in an event. Chosen such that each value arrives exactly, and that no value can stop the
 * connector (facts from the sources of Debezium 3.7, {@code PostgresValueConverter}):
 *
 * <ul>
 *   <li>{@code numeric} and {@code money} as decimal text: {@code precise} fails on {@code NaN} and {@code Infinity}. Precision
 *       and scale are the parameters {@code __debezium.source.column.length} and {@code .scale} of the field's schema.
 *   <li>{@code date} as days since 1970, {@code time} and {@code timestamp} as microseconds, whatever the column's precision;
 *       {@code timestamptz} as ISO 8601 text in UTC. Infinity is the largest and smallest value, or its text.
 *   <li>{@code interval} as text: as a number, a month would have 30.4 days.
 *   <li>{@code hstore} as JSON text, {@code bytea} as bytes (Base64 in JSON).
 *   <li>A type that Debezium does not know, as the bytes of PostgreSQL's own text for it; without that it would leave the
 *       column out. The schema's parameter {@code __debezium.source.column.type} tells it from {@code bytea}.
 *   <li>An unchanged TOASTed value as {@link Names#unavailableValue()}.
 * </ul>
 */
final class EventFormat {

    private EventFormat() {}

    static Map<String, Object> settings(Names names) {
        Map<String, Object> settings = new TreeMap<>(Map.of(
                "decimal.handling.mode", "string",
                "time.precision.mode", "microseconds",
                "interval.handling.mode", "string",
                "hstore.handling.mode", "json",
                "binary.handling.mode", "bytes",
                "include.unknown.datatypes", true,
                "column.propagate.source.type", ".*",
                "unavailable.value.placeholder", names.unavailableValue(),
                "provide.transaction.metadata", true,
                // The job takes a delete from its event; a tombstone would only be for compaction, which is off.
                "tombstones.on.delete", false));
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
