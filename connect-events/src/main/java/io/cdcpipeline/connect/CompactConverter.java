package io.cdcpipeline.connect;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/**
 * Writes changes in the compact form, texts as they are, and all else (keys, heartbeats) as JSON without a schema.
 *
 * <p>An event that is too large for a message leaves its large values out and says how large they are: the other rows,
 * and the other tables, go on.
 */
public final class CompactConverter implements Converter {

    private final JsonConverter json = new JsonConverter();
    private final EventSchemas schemas = new EventSchemas();
    private final CompactEvent event = new CompactEvent();
    private EventLimit limit = EventLimit.of(Map.of());

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        Map<String, Object> plain = new HashMap<>(config);
        plain.put("schemas.enable", "false");
        plain.put("replace.null.with.default", "false");
        json.configure(plain, isKey);
        limit = EventLimit.of(config);
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (!EventSchemas.isChange(schema) || !(value instanceof Struct change)) {
            return json.fromConnectData(topic, schema, value);
        }
        EventSchemas.Known known = schemas.of(schema, change);
        byte[] bytes = event.write(known, change, Integer.MAX_VALUE);
        return limit.allows(bytes) ? bytes : event.write(known, change, EventLimit.SMALL);
    }

    /** Nobody reads these topics through Connect. */
    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        throw new DataException("the compact form is written only; docs/events.md shows how to read it");
    }
}
