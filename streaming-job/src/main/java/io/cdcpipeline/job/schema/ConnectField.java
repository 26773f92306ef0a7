package io.cdcpipeline.job.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One field of a Kafka Connect schema, as {@code JsonConverter} writes it in front of each payload.
 *
 * @param name the field's name; empty for the schema itself
 * @param type Connect's type: {@code int32}, {@code string}, {@code struct}, …
 * @param semantic the schema's name, such as {@code io.debezium.time.Date}; empty when it has none
 * @param parameters among them the source column's type, length and scale ({@code __debezium.source.column.*})
 * @param initial the column's default in the source, null when it has none that is constant
 * @param fields the fields of a struct
 */
public record ConnectField(
        String name,
        String type,
        String semantic,
        boolean optional,
        Map<String, String> parameters,
        JsonNode initial,
        List<ConnectField> fields) {

    private static final String SOURCE_COLUMN = "__debezium.source.column.";

    public static ConnectField parse(JsonNode schema) {
        Map<String, String> parameters = new HashMap<>();
        schema.path("parameters")
                .fields()
                .forEachRemaining(e -> parameters.put(e.getKey(), e.getValue().asText()));
        List<ConnectField> fields = new ArrayList<>();
        schema.path("fields").forEach(f -> fields.add(parse(f)));
        return new ConnectField(
                schema.path("field").asText(""),
                schema.path("type").asText(""),
                schema.path("name").asText(""),
                schema.path("optional").asBoolean(false),
                Map.copyOf(parameters),
                schema.hasNonNull("default") ? schema.get("default") : null,
                List.copyOf(fields));
    }

    /** The source column's type in upper case ({@code NUMERIC}), empty when the connector does not propagate it. */
    public String sourceType() {
        return parameters.getOrDefault(SOURCE_COLUMN + "type", "");
    }

    /** The source column's length or precision; 0 when unknown or unlimited. */
    public int sourceLength() {
        return number(parameters.get(SOURCE_COLUMN + "length"), 0);
    }

    /** The source column's scale; -1 when unknown. */
    public int sourceScale() {
        return number(parameters.get(SOURCE_COLUMN + "scale"), -1);
    }

    /** Whether PostgreSQL may store a value out of line (TOAST): numbers of a fixed size it never does. */
    boolean mayBeLarge() {
        return switch (type) {
            case "boolean", "int8", "int16", "int32", "int64", "float", "float32", "double", "float64" -> false;
            default -> true;
        };
    }

    int parameter(String key, int otherwise) {
        return number(parameters.get(key), otherwise);
    }

    private static int number(String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
