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

    /** How many bytes an event may have; the producer's {@code max.request.size}, and what a record has around it. */
    public static final String MAX_BYTES = "max.bytes";

    /** A record's key, headers and the like, and the batch around it. */
    private static final int AROUND = 64 * 1024;

    /** Values up to that size stay in an event that is too large, so that a key does. */
    private static final int SMALL = 4 * 1024;

    private final JsonConverter json = new JsonConverter();
    private final EventSchemas schemas = new EventSchemas();
    private final CompactEvent event = new CompactEvent();
    private int most = Integer.MAX_VALUE;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        Map<String, Object> plain = new HashMap<>(config);
        plain.put("schemas.enable", "false");
        plain.put("replace.null.with.default", "false");
        json.configure(plain, isKey);
        Object bytes = config.get(MAX_BYTES);
        if (bytes != null) {
            most = Integer.parseInt(bytes.toString()) - AROUND;
        }
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
        return bytes.length <= most ? bytes : event.write(known, change, SMALL);
    }

    /** Nobody reads these topics through Connect. */
    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        throw new DataException("the compact form is written only; docs/events.md shows how to read it");
    }
}
