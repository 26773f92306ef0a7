package io.cdcpipeline.connect;

import io.cdcpipeline.contract.event.SourceColumn;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/**
 * Connect's JSON with its schemas, but for an event that is too large for a message: that leaves its large values out and
 * says how large they are, as {@link CompactConverter} does.
 */
public final class JsonEventConverter implements Converter {

    private final JsonConverter json = new JsonConverter();
    private EventLimit limit = EventLimit.of(Map.of());

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        json.configure(config, isKey);
        limit = EventLimit.of(config);
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        byte[] bytes = json.fromConnectData(topic, schema, value);
        return limit.allows(bytes) || !EventSchemas.isChange(schema)
                ? bytes
                : json.fromConnectData(topic, schema, smaller((Struct) value));
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        return json.toConnectData(topic, value);
    }

    private static Struct smaller(Struct event) {
        Struct smaller = new Struct(event.schema());
        for (Field field : event.schema().fields()) {
            Object value = event.getWithoutDefault(field.name());
            boolean row =
                    field.name().equals(EventFields.BEFORE) || field.name().equals(EventFields.AFTER);
            smaller.put(field, row && value != null ? smallerRow((Struct) value) : value);
        }
        return smaller;
    }

    private static Struct smallerRow(Struct row) {
        Struct smaller = new Struct(row.schema());
        for (Field field : row.schema().fields()) {
            Object value = row.getWithoutDefault(field.name());
            boolean large = value instanceof String text && text.length() > EventLimit.SMALL;
            smaller.put(field, large ? omitted((String) value) : value);
        }
        return smaller;
    }

    private static String omitted(String text) {
        return SourceColumn.UNCHANGED + text.getBytes(StandardCharsets.UTF_8).length;
    }
}
